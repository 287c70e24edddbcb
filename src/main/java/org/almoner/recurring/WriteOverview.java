package org.almoner.recurring;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.almoner.letter.LawBlocks;
import org.almoner.letter.Letter;
import org.almoner.office.RegistrationKind;

/**
 * Words the overview of a year. Where the law knows a document of its own (Germany, Canada) it says
 * that it is none; where a mail is enough (United States, Australia) it says what the law wants.
 */
final class WriteOverview {

    private final RecurringGiftParts parts;
    private final RecurringGiftRecord record;

    WriteOverview(RecurringGiftParts parts) {
        this.parts = parts;
        this.record = parts.record();
    }

    RecurringGiftMail.Said of(RecurringGiftNews.YearlyOverview news) {
        String total = parts.letter().money(news.total());
        String[] values = {
            "year", String.valueOf(news.from().getYear()),
            "from", parts.letter().day(news.from()),
            "to", parts.letter().day(news.to()),
            "total", total
        };
        String span = isCalendarYear(news) ? "year" : "period";
        return new RecurringGiftMail.Said(
                parts.say("subject.overview." + span, values),
                parts.say("title.overview." + span, values),
                total,
                List.of(parts.say("intro.overview." + span, values)),
                null,
                List.of(
                        new Letter.Table(parts.say("overview.title"), gifts(news, total)),
                        Letter.Table.of(
                                List.of(
                                        parts.letter()
                                                .row(
                                                        "donor",
                                                        parts.letter().donorName(record.donor())),
                                        parts.number()))),
                List.of(note()));
    }

    private static boolean isCalendarYear(RecurringGiftNews.YearlyOverview news) {
        int year = news.from().getYear();
        return news.from().equals(LocalDate.of(year, 1, 1))
                && news.to().equals(LocalDate.of(year, 12, 31));
    }

    private List<Letter.Row> gifts(RecurringGiftNews.YearlyOverview news, String total) {
        List<Letter.Row> rows = new ArrayList<>(news.gifts().stream().map(this::gift).toList());
        rows.add(parts.letter().row("total", total));
        return rows;
    }

    private Letter.Row gift(RecurringGiftNews.YearlyOverview.Gift gift) {
        return new Letter.Row(
                parts.letter().day(gift.on()),
                parts.say(
                        "overview.line",
                        "amount",
                        parts.letter().money(gift.amount()),
                        "number",
                        gift.receipt()));
    }

    private Letter.Block note() {
        return switch (record.office().jurisdiction()) {
            case DE -> Letter.Block.of(parts.say("overview.DE.title"), parts.say("overview.DE"));
            case GB -> registered("GB", "charity", RegistrationKind.GB_CHARITY_NUMBER);
            case NL -> registered("NL", "rsin", RegistrationKind.NL_RSIN);
            case CA -> registered("CA", "charity", RegistrationKind.CA_CHARITY_REGISTRATION);
            case AU -> LawBlocks.australian(record.office(), LawBlocks.Of.YEAR);
            case US -> LawBlocks.american(record.office(), LawBlocks.Of.YEAR);
        };
    }

    private Letter.Block registered(String country, String name, RegistrationKind kind) {
        return Letter.Block.of(
                parts.say("overview." + country + ".title"),
                parts.say(
                        "overview." + country,
                        "office",
                        record.office().organisation(),
                        name,
                        record.office().number(kind)));
    }
}
