package org.almoner.retention;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;
import org.almoner.signup.SignUpHistory;

/** Adds to people's facts each yes to being written to that counts, with two statements for all. */
@Singleton
class ConsentsThatCount {

    private final ConsentHistory consents;
    private final SignUpHistory signUps;

    ConsentsThatCount(ConsentHistory consents, SignUpHistory signUps) {
        this.consents = consents;
        this.signUps = signUps;
    }

    List<Facts> of(List<Facts> people, Instant now) {
        if (people.isEmpty()) {
            return people;
        }
        Map<DonorId, UUID> persons = new HashMap<>();
        List<EmailAddress> mailboxes = new ArrayList<>();
        for (Facts one : people) {
            for (Facts.Row row : one.rows()) {
                persons.put(new DonorId(row.donor()), one.mark().first());
                EmailAddress.parse(row.email()).ifPresent(mailboxes::add);
            }
        }
        Map<UUID, List<ConsentStanding>> standing = consents.standing(persons, now);
        Map<EmailAddress, List<ConsentStanding>> agreed = signUps.of(mailboxes, now);
        return people.stream().map(it -> it.with(counting(it, standing, agreed))).toList();
    }

    private static List<Facts.Consent> counting(
            Facts one,
            Map<UUID, List<ConsentStanding>> standing,
            Map<EmailAddress, List<ConsentStanding>> agreed) {
        List<ConsentStanding> all =
                new ArrayList<>(standing.getOrDefault(one.mark().first(), List.of()));
        one.rows().stream()
                .map(row -> EmailAddress.parse(row.email()))
                .flatMap(Optional::stream)
                .map(agreed::get)
                .filter(Objects::nonNull)
                .forEach(all::addAll);
        return all.stream()
                .filter(ConsentsThatCount::counts)
                .map(it -> new Facts.Consent(it.office().value(), it.at()))
                .distinct()
                .toList();
    }

    /** A yes that still waits for the mailbox to answer is none. */
    private static boolean counts(ConsentStanding it) {
        return it.purpose() == ConsentPurpose.NEWSLETTER
                && it.state() == ConsentState.GIVEN
                && !it.awaitsConfirmation();
    }
}
