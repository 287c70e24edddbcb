package org.almoner.contact;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.account.Accounts;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentStanding;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorDetails;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.donor.EmailAddress;
import org.almoner.erasure.SuppressionList;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.signup.SignUpHistory;
import org.almoner.sql.Sql;

/** Gathers what decides about many people with six statements, however many they are. */
@Singleton
class ReadFacts {

    /**
     * A gift counts that was received and has not all gone back. That somebody has died is known
     * only where a bank said so when it returned a collection.
     */
    private static final String GIVING =
            """
            SELECT r.id, g.last_gift, d.died
              FROM unnest(?) AS r (id)
              LEFT JOIN LATERAL (
                  SELECT max(settled_at) AS last_gift FROM donation
                   WHERE donor_id = r.id AND state IN ('SETTLED', 'PARTLY_REFUNDED')
                     AND settled_at <= ?) g ON true
              LEFT JOIN LATERAL (
                  SELECT true AS died FROM recurring_gift
                   WHERE donor_id = r.id AND end_reason = 'DECEASED' AND ended_at <= ?
                   LIMIT 1) d ON true
            """;

    private final Accounts accounts;
    private final DonorBook donors;
    private final ConsentHistory consents;
    private final SignUpHistory signUps;
    private final SuppressionList suppressed;
    private final Offices offices;
    private final Sql sql;

    ReadFacts(
            Accounts accounts,
            DonorBook donors,
            ConsentHistory consents,
            SignUpHistory signUps,
            SuppressionList suppressed,
            Offices offices,
            Sql sql) {
        this.accounts = accounts;
        this.donors = donors;
        this.consents = consents;
        this.signUps = signUps;
        this.suppressed = suppressed;
        this.offices = offices;
        this.sql = sql;
    }

    /** What one row of a donor tells of giving. */
    private record Giving(Instant lastGift, boolean died) {

        static Giving read(ResultSet row) throws SQLException {
            return new Giving(Sql.instant(row, "last_gift"), row.getBoolean("died"));
        }
    }

    /**
     * The facts of each record's person at a moment, as the office of the record sees them; records
     * that do not exist are left out.
     */
    Map<DonorId, PersonFacts> of(Collection<DonorId> asked, Instant at) {
        Map<DonorId, DonorView> views = donors.findAll(asked);
        Map<DonorId, Set<DonorId>> persons = accounts.personsOf(views.keySet());
        Map<DonorId, UUID> personOfRow = new LinkedHashMap<>();
        // Any row may stand for its person: two asked rows of one person name the same one.
        persons.values().forEach(rows -> rows.forEach(it -> personOfRow.put(it, nameOf(rows))));
        Map<UUID, List<ConsentStanding>> standing = consents.standing(personOfRow, at);
        Map<UUID, Giving> giving = giving(personOfRow.keySet(), at);
        List<EmailAddress> mailboxes =
                views.values().stream().map(it -> it.details().email()).toList();
        Gathered gathered =
                new Gathered(
                        at,
                        persons,
                        standing,
                        giving,
                        suppressed.since(mailboxes),
                        signUps.of(mailboxes, at));
        Map<DonorId, PersonFacts> found = new LinkedHashMap<>();
        views.values().forEach(it -> found.put(it.id(), facts(it, gathered)));
        return found;
    }

    /** What the statements brought, before it is told apart by person. */
    private record Gathered(
            Instant at,
            Map<DonorId, Set<DonorId>> persons,
            Map<UUID, List<ConsentStanding>> standing,
            Map<UUID, Giving> giving,
            Map<EmailAddress, Instant> closed,
            Map<EmailAddress, List<ConsentStanding>> agreed) {

        @Override
        public String toString() {
            return "Gathered";
        }
    }

    private PersonFacts facts(DonorView view, Gathered all) {
        Set<DonorId> rows = all.persons().get(view.id());
        EmailAddress mailbox = view.details().email();
        List<Giving> given = rows.stream().map(it -> all.giving().get(it.value())).toList();
        Instant closed = all.closed().get(mailbox);
        return new PersonFacts(
                life(view.details(), given),
                view.details().address().country(),
                asking(offices.byCode(view.office(), all.at())),
                reachable(view.details()),
                given.stream()
                        .map(Giving::lastGift)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null),
                closed == null || closed.isAfter(all.at()) ? null : closed,
                Stream.concat(
                                all.standing().getOrDefault(nameOf(rows), List.of()).stream(),
                                all.agreed().getOrDefault(mailbox, List.of()).stream())
                        .toList());
    }

    private static UUID nameOf(Set<DonorId> rows) {
        return rows.stream().map(DonorId::value).min(UUID::compareTo).orElseThrow();
    }

    private Map<UUID, Giving> giving(Collection<DonorId> rows, Instant at) {
        Map<UUID, Giving> found = new HashMap<>();
        sql.read(
                GIVING,
                row -> found.put(Sql.id(row, "id"), Giving.read(row)),
                Sql.Column.ids(rows.stream().map(DonorId::value).toList()),
                at,
                at);
        return found;
    }

    private static PersonFacts.Life life(DonorDetails details, List<Giving> given) {
        if (!details.isReachable()) {
            return PersonFacts.Life.ERASED;
        }
        return given.stream().anyMatch(Giving::died)
                ? PersonFacts.Life.DECEASED
                : PersonFacts.Life.LIVING;
    }

    static PersonFacts.Asking asking(Office office) {
        return new PersonFacts.Asking(office.code(), office.country(), office.zone());
    }

    /** A postal address is written with every gift. */
    private static Set<ContactChannel> reachable(DonorDetails details) {
        EnumSet<ContactChannel> ways = EnumSet.of(ContactChannel.EMAIL, ContactChannel.POST);
        if (details.phone() != null) {
            ways.add(ContactChannel.PHONE);
            ways.add(ContactChannel.SMS);
        }
        return ways;
    }
}
