package org.almoner.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;

/**
 * By which grounds a person of one country may be reached by some channels for some purposes, as it
 * is from one day on.
 *
 * @param country ISO 3166-1 alpha-2, or {@link Rulebook#ANY}
 * @param channels sorted, so that the same rule always has the same hash
 * @param purposes sorted
 * @param grounds any of them suffices; the first that holds is named
 */
record ContactRule(
        String id,
        String country,
        List<ContactChannel> channels,
        List<ContactPurpose> purposes,
        List<Ground> grounds,
        String law,
        String source) {

    ContactRule {
        channels = channels.stream().distinct().sorted().toList();
        purposes = purposes.stream().distinct().sorted().toList();
        grounds = List.copyOf(grounds);
    }

    /**
     * One ground with its limits.
     *
     * @param collectedFrom first day on which data must have been collected; {@code null} for any
     * @param years how old the last gift may be; {@code null} for any age
     * @param offered whether the objection must have been offered; {@code null} for no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ground(ContactGround ground, LocalDate collectedFrom, Integer years, Boolean offered) {}

    boolean isAbout(ContactChannel channel, ContactPurpose purpose) {
        return channels.contains(channel) && purposes.contains(purpose);
    }

    RuleSource named() {
        return new RuleSource(id, law, source);
    }
}
