package org.almoner.reconciliation;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.AccountWord;
import org.almoner.payment.BankMovement;
import org.almoner.payment.SettlesOnAccount;
import org.almoner.sql.Sql;

/**
 * Finds payouts on bank statements: by amount, currency and day, and only where the statement names
 * the payout, or the provider as the payer. What might be one, or be one of several, waits for a
 * person: a donor may give the very same amount.
 */
@Singleton
class HearPayouts implements SettlesOnAccount {

    /** Payouts that came back to the provider never arrive. */
    private static final String FIND =
            """
            SELECT n.key, o.id, o.provider, o.payout, o.bank_key
              FROM unnest(?::text[], ?::bigint[], ?::text[], ?::date[]) AS n (key, minor, currency, day)
              JOIN provider_payout o ON o.office = ? AND o.amount_minor = n.minor AND o.currency = n.currency
               AND o.arrives_on BETWEEN n.day - ?::int AND n.day + ?::int
             WHERE NOT EXISTS (SELECT 1 FROM provider_movement f WHERE f.provider = o.provider
                                  AND f.payout = o.payout AND f.kind = 'PAYOUT_FAILED')
             ORDER BY o.id, n.key
               FOR UPDATE OF o""";

    private static final String NOTE =
            """
            UPDATE provider_payout o SET bank_key = n.key, bank_day = n.day, arrived_at = n.at
              FROM unnest(?::uuid[], ?::text[], ?::date[], ?::timestamptz[]) AS n (id, key, day, at)
             WHERE o.id = n.id AND o.bank_key IS NULL""";

    private static final String PAYOUT = "payout/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final String NAMED =
            """
            SELECT o.id, o.amount_minor, o.currency, o.bank_key IS NOT NULL AS arrived,
                   EXISTS (SELECT 1 FROM provider_movement f WHERE f.provider = o.provider
                              AND f.payout = o.payout AND f.kind = 'PAYOUT_FAILED') AS failed
              FROM provider_payout o WHERE o.id = ? AND o.office = ? FOR UPDATE OF o""";

    private final Sql sql;
    private final Offices offices;
    private final Event<PayoutsArrived> arrived;
    private final ReconciliationConfig config;
    private final InstantSource clock;

    HearPayouts(
            Sql sql,
            Offices offices,
            Event<PayoutsArrived> arrived,
            ReconciliationConfig config,
            InstantSource clock) {
        this.sql = sql;
        this.offices = offices;
        this.arrived = arrived;
        this.config = config;
        this.clock = clock;
    }

    /** A payout that a movement may be. */
    private record Candidate(String key, UUID id, String provider, String payout, String bankKey) {}

    /** A payout that a person names. */
    private record Named(UUID id, Money amount, boolean arrived, boolean failed) {}

    private static Named named(ResultSet row) throws SQLException {
        return new Named(
                Sql.id(row, "id"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getBoolean("arrived"),
                row.getBoolean("failed"));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Map<String, AccountWord> hear(List<BankMovement> movements) {
        List<BankMovement> incoming =
                movements.stream().filter(it -> it.credit() && !it.entry().reversal()).toList();
        if (incoming.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Candidate>> candidates =
                find(incoming).stream().collect(Collectors.groupingBy(Candidate::key));
        Map<String, AccountWord> words = new HashMap<>();
        Map<UUID, BankMovement> fitting = new LinkedHashMap<>();
        Set<UUID> taken = new HashSet<>();
        for (BankMovement movement : incoming) {
            List<Candidate> payouts = candidates.get(movement.key());
            if (payouts != null) {
                words.put(movement.key(), word(movement, payouts, taken, fitting));
            }
        }
        note(fitting);
        return words;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Optional<AccountWord> assign(String to, BankMovement movement) {
        Optional<Named> found =
                to.matches(PAYOUT)
                        ? sql.one(
                                NAMED,
                                HearPayouts::named,
                                UUID.fromString(to.substring(to.indexOf('/') + 1)),
                                movement.office())
                        : Optional.empty();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Named payout = found.get();
        if (!payout.amount().equals(movement.amount()) || !movement.credit()) {
            return Optional.of(new AccountWord.Waits("other_amount"));
        }
        if (payout.arrived() || payout.failed()) {
            return Optional.of(
                    new AccountWord.Waits(payout.arrived() ? "booked_already" : "payout_failed"));
        }
        note(Map.of(payout.id(), movement));
        return Optional.of(new AccountWord.Matched(to));
    }

    private List<Candidate> find(List<BankMovement> incoming) {
        return sql.read(
                FIND,
                HearPayouts::candidate,
                Sql.Column.texts(incoming.stream().map(BankMovement::key).toList()),
                new Sql.Column("int8", incoming.stream().map(it -> it.amount().minor()).toList()),
                Sql.Column.texts(
                        incoming.stream()
                                .map(it -> it.amount().currency().getCurrencyCode())
                                .toList()),
                new Sql.Column("date", incoming.stream().map(BankMovement::bookedOn).toList()),
                incoming.get(0).office(),
                config.arrivalDays(),
                config.arrivalDays());
    }

    private static AccountWord word(
            BankMovement movement,
            List<Candidate> payouts,
            Set<UUID> taken,
            Map<UUID, BankMovement> fitting) {
        for (Candidate known : payouts) {
            if (movement.key().equals(known.bankKey())) {
                return matched(known);
            }
        }
        PayoutWords words = PayoutWords.of(movement);
        List<Candidate> named = payouts.stream().filter(it -> words.name(it.payout())).toList();
        if (named.isEmpty()) {
            named = payouts.stream().filter(it -> words.isPaidBy(it.provider())).toList();
        }
        List<Candidate> open =
                named.stream()
                        .filter(it -> it.bankKey() == null && !taken.contains(it.id()))
                        .toList();
        if (open.isEmpty()) {
            return new AccountWord.Waits(named.isEmpty() ? "payout_possible" : "booked_already");
        }
        if (open.size() > 1) {
            return new AccountWord.Waits("payout_ambiguous");
        }
        taken.add(open.get(0).id());
        fitting.put(open.get(0).id(), movement);
        return matched(open.get(0));
    }

    private static AccountWord matched(Candidate payout) {
        return new AccountWord.Matched("payout/" + payout.id());
    }

    private void note(Map<UUID, BankMovement> fitting) {
        if (fitting.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<UUID> payouts = new ArrayList<>(fitting.keySet());
        List<BankMovement> movements = new ArrayList<>(fitting.values());
        ZoneId zone = offices.byCode(new OfficeCode(movements.get(0).office())).zone();
        sql.write(
                NOTE,
                Sql.Column.ids(payouts),
                Sql.Column.texts(movements.stream().map(BankMovement::key).toList()),
                new Sql.Column("date", movements.stream().map(BankMovement::bookedOn).toList()),
                new Sql.Column(
                        "timestamptz",
                        movements.stream().map(it -> noon(it.bookedOn(), zone, now)).toList()));
        arrived.fire(new PayoutsArrived(payouts));
    }

    /** In the middle of the bank's day of booking, and not in the future. */
    private static Instant noon(LocalDate day, ZoneId zone, Instant now) {
        Instant noon = day.atTime(LocalTime.NOON).atZone(zone).toInstant();
        return noon.isAfter(now) ? now : noon;
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                row.getString("key"),
                Sql.id(row, "id"),
                row.getString("provider"),
                row.getString("payout"),
                row.getString("bank_key"));
    }
}
