package org.almoner.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.erasure.DataClass;
import org.almoner.erasure.ErasureReport;
import org.almoner.letter.Wording;

/** What a donor is told of an erasure. */
record MyErasure(UUID id, Instant erasedAt, List<Item> items) {

    /**
     * What became of a class of data.
     *
     * @param text the same in a sentence in the donor's language
     */
    record Item(
            DataClass data,
            String office,
            ErasureReport.Outcome outcome,
            int records,
            String law,
            LocalDate until,
            String text) {}

    static MyErasure of(ErasureReport report, String language) {
        Wording words = Wording.in("portal", language);
        return new MyErasure(
                report.id(),
                report.erasedAt(),
                report.items().stream().map(it -> item(it, words)).toList());
    }

    private static Item item(ErasureReport.Item item, Wording words) {
        return new Item(
                item.data(),
                item.office(),
                item.outcome(),
                item.records(),
                item.law(),
                item.until(),
                words.say("erasure." + item.data() + "." + item.outcome()));
    }
}
