package org.almoner.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;

/**
 * One instrument that the law knows between countries, as it is from one day on.
 *
 * @param from countries of offices that hand over, sorted
 * @param to countries of offices that receive, sorted
 * @param until its last day; {@code null} while it has no end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TransferRule(
        String id,
        List<String> from,
        List<String> to,
        TransferInstrument instrument,
        LocalDate until,
        String law,
        String source) {

    TransferRule {
        from = from.stream().distinct().sorted().toList();
        to = to.stream().distinct().sorted().toList();
    }

    boolean isBetween(String giver, String taker) {
        return from.contains(giver) && to.contains(taker);
    }

    RuleSource named() {
        return new RuleSource(id, law, source);
    }
}
