package org.almoner.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.account.Accounts;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentMeaning;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.consent.ConsentText;
import org.almoner.consent.ConsentTexts;
import org.almoner.contact.TransferDecision;
import org.almoner.donor.DonorId;
import org.almoner.erasure.RetentionOutlook;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Shows what a move to another country means for a donor's data: what may follow, what must stay
 * with the office that has the gifts, and what the new office must ask anew. No consent moves: it
 * was given to the old office in its words.
 */
@ApplicationScoped
public class PreviewMove {

    private final LookAtDonors look;
    private final Accounts accounts;
    private final ConsentTexts texts;
    private final ConsentHistory history;
    private final RetentionOutlook retention;
    private final Offices offices;
    private final InstantSource clock;

    PreviewMove(
            LookAtDonors look,
            Accounts accounts,
            ConsentTexts texts,
            ConsentHistory history,
            RetentionOutlook retention,
            Offices offices,
            InstantSource clock) {
        this.look = look;
        this.accounts = accounts;
        this.texts = texts;
        this.history = history;
        this.retention = retention;
        this.offices = offices;
        this.clock = clock;
    }

    /**
     * What may follow: contact data. Of ground and reason one is there.
     *
     * @param fields names of what would follow
     */
    public record Follows(
            boolean allowed,
            Ground ground,
            String reason,
            Ground.Answer answer,
            List<String> fields) {}

    /**
     * One thing the new office must ask.
     *
     * @param old what the person said to the old office
     * @param now what he said to the new one already
     * @param text the words the new office has for it
     * @param version of the text
     */
    public record Ask(
            ConsentPurpose purpose,
            ConsentChannel channel,
            ConsentState old,
            ConsentState now,
            String text,
            int version,
            ConsentMeaning meaning) {}

    /**
     * The move.
     *
     * @param country where the person lives today
     * @param to the office of that country; {@code null} when the record is there already, or the
     *     country has no office of its own and the old one stays in charge
     * @param follows {@code null} when there is no new office
     */
    public record Move(
            UUID donor,
            OfficeCode from,
            String country,
            OfficeCode to,
            Instant at,
            Follows follows,
            List<RetentionOutlook.Kept> stays,
            List<Ask> askAnew) {}

    /** For one record; empty when there is none. */
    @Transactional
    public Optional<Move> of(DonorId donor) {
        Instant now = clock.instant();
        return Optional.ofNullable(look.of(List.of(donor), now).get(donor))
                .map(seen -> move(donor, seen, now));
    }

    private Move move(DonorId donor, Look seen, Instant now) {
        String country = seen.view().details().address().country();
        OfficeCode from = seen.view().office();
        Office there = offices.forCountry(country, now);
        OfficeCode to =
                there.country().equals(country) && !there.code().equals(from) ? there.code() : null;
        return new Move(
                donor.value(),
                from,
                country,
                to,
                now,
                to == null ? null : follows(seen, to),
                retention.of(Set.of(donor), now),
                to == null ? List.of() : asked(donor, seen, to, now));
    }

    private static Follows follows(Look seen, OfficeCode to) {
        TransferDecision decision = seen.decisions().get(to);
        return decision instanceof TransferDecision.Yes yes
                ? new Follows(true, Ground.of(yes), null, null, seen.contents().get(to).fields())
                : denied((TransferDecision.No) decision);
    }

    private static Follows denied(TransferDecision.No no) {
        return new Follows(
                false, null, no.reason().name(), Ground.Answer.of(no.answer()), List.of());
    }

    private List<Ask> asked(DonorId donor, Look seen, OfficeCode to, Instant now) {
        List<ConsentStanding> told =
                history.standing(
                        accounts.personsOf(List.of(donor)).getOrDefault(donor, Set.of(donor)));
        List<Ask> asks = new ArrayList<>();
        for (ConsentText text :
                texts.shownTo(
                        seen.view().details().address().country(), seen.view().locale(), to, now)) {
            if (text.purpose() == ConsentPurpose.NEWSLETTER
                    && text.meaning() != ConsentMeaning.INFORMATION) {
                asks.add(
                        new Ask(
                                text.purpose(),
                                text.channel(),
                                state(told, seen.view().office(), text),
                                state(told, to, text),
                                text.id(),
                                text.version(),
                                text.meaning()));
            }
        }
        return asks;
    }

    private static ConsentState state(
            List<ConsentStanding> told, OfficeCode office, ConsentText text) {
        return told.stream()
                .filter(it -> it.office().equals(office))
                .filter(it -> it.purpose() == text.purpose() && it.channel() == text.channel())
                .map(ConsentStanding::state)
                .findFirst()
                .orElse(ConsentState.NOT_ASKED);
    }
}
