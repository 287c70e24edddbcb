package org.almoner.portal;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.consent.ConsentText;
import org.almoner.consent.ConsentTexts;
import org.almoner.office.OfficeCode;

/** The texts that one of a donor's offices shows him in the portal, by where he lives today. */
@Singleton
class ShownTexts {

    private final ConsentTexts texts;
    private final InstantSource clock;

    ShownTexts(ConsentTexts texts, InstantSource clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * In the order to show them. An office he gave to asks, after he moved, whether his data may go
     * to the office of his new country, and shows a yes to such a question for as long as it
     * stands, wherever he lives: it must be as easy to take back. The new office shows its own
     * texts, but not the notice for people who give to it: nothing comes to it by that.
     *
     * @param standing what counts of the donor's answers
     */
    List<ConsentText> of(
            ConsentParties.Parties parties, OfficeCode office, List<ConsentStanding> standing) {
        Instant now = clock.instant();
        List<ConsentText> shown = texts.shownTo(parties.country(), parties.locale(), office, now);
        if (office.equals(parties.movedTo())) {
            return shown.stream()
                    .filter(it -> it.purpose() != ConsentPurpose.TRANSFER_TO_OFFICE)
                    .filter(it -> it.purpose() != ConsentPurpose.GIFT_AID)
                    .toList();
        }
        Map<String, ConsentText> all = new LinkedHashMap<>();
        shown.forEach(it -> all.put(it.id(), it));
        if (parties.movedTo() != null) {
            texts.shownToMover(parties.country(), parties.locale(), office, now).stream()
                    .filter(it -> it.recipient().equals(parties.movedTo()))
                    .forEach(it -> all.putIfAbsent(it.id(), it));
        }
        standing.stream()
                .filter(it -> it.office().equals(office) && !it.recipient().equals(office))
                .filter(it -> it.purpose() == ConsentPurpose.TRANSFER_TO_OFFICE)
                .filter(it -> it.state() == ConsentState.GIVEN)
                .map(it -> texts.find(it.words().id(), it.words().version(), seenBy(parties, it)))
                .flatMap(Optional::stream)
                .forEach(it -> all.putIfAbsent(it.id(), it));
        return List.copyOf(all.values());
    }

    private ConsentAudience seenBy(ConsentParties.Parties parties, ConsentStanding told) {
        return parties.audience(told.office(), clock);
    }
}
