package org.almoner.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.AccountWord;
import org.almoner.payment.BankMovement;
import org.almoner.payment.IncomingTransfers;
import org.almoner.payment.PaymentView;
import org.almoner.payment.SettlesOnAccount;
import org.almoner.payment.TransferFit;
import org.almoner.sql.Sql;
import org.almoner.strongbox.Strongbox;

/**
 * Works movements of one office off, in the caller's transaction: by reference, then by what
 * gateways know; whatever is left waits for a person.
 */
@ApplicationScoped
class MatchSlice {

    /**
     * The bank's words about what is matched are not needed any more; the payer's account is, where
     * it leads to a donor, and goes with the donor.
     */
    private static final String STORE =
            """
            UPDATE bank_movement m
               SET state = v.state, reason = v.reason, payment_id = v.payment, donation_id = v.donation,
                   belongs_to = v.belongs, not_before = NULL, hear_again = false,
                   told = CASE WHEN v.state = 'MATCHED' THEN NULL ELSE m.told END,
                   account_print = CASE WHEN v.state = 'WAITING' OR v.donation IS NOT NULL
                                        THEN m.account_print END,
                   decided_at = CASE WHEN v.state = 'MATCHED' THEN ?::timestamptz END
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[])
                AS v (id, state, reason, payment, donation, belongs)
             WHERE m.id = v.id AND m.state IN ('NEW', 'WAITING')""";

    private final Sql sql;
    private final IncomingTransfers transfers;
    private final List<SettlesOnAccount> gateways;
    private final Strongbox strongbox;
    private final Offices offices;
    private final InstantSource clock;

    MatchSlice(
            Sql sql,
            IncomingTransfers transfers,
            Instance<SettlesOnAccount> gateways,
            Strongbox strongbox,
            Offices offices,
            InstantSource clock) {
        this.sql = sql;
        this.transfers = transfers;
        this.gateways = gateways.stream().toList();
        this.strongbox = strongbox;
        this.offices = offices;
        this.clock = clock;
    }

    /**
     * Works them off.
     *
     * @param movements locked, of one office, in the order in which they happened
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void match(List<Movement> movements) {
        if (movements.isEmpty()) {
            return;
        }
        Map<Movement, Outcome> outcomes = new LinkedHashMap<>();
        movements.forEach(
                it -> it.reasonToStop().ifPresent(why -> outcomes.put(it, Outcome.waits(why))));
        byReference(movements, outcomes);
        byGateways(movements, outcomes);
        movements.forEach(it -> outcomes.computeIfAbsent(it, MatchSlice::waits));
        store(outcomes);
    }

    private static Outcome waits(Movement movement) {
        return Outcome.waits(movement.reasonToWait());
    }

    private void byReference(List<Movement> movements, Map<Movement, Outcome> outcomes) {
        List<Movement> candidates =
                movements.stream()
                        .filter(it -> !outcomes.containsKey(it))
                        .filter(it -> it.isIncoming() && it.reference() != null)
                        .toList();
        if (candidates.isEmpty()) {
            return;
        }
        Map<String, PaymentView> expected =
                transfers.expected(candidates.stream().map(Movement::reference).toList());
        for (Movement movement : candidates) {
            PaymentView payment = expected.get(movement.reference());
            if (payment != null) {
                outcomes.put(movement, book(movement, payment));
            }
        }
    }

    private Outcome book(Movement movement, PaymentView payment) {
        TransferFit fit = TransferFit.of(payment, movement.office(), movement.amount());
        if (fit == TransferFit.FITS) {
            fit = transfers.bookOneOfMany(payment.id(), arrival(movement));
        }
        return fit == TransferFit.FITS ? Outcome.booked(payment) : Outcome.waits(Reason.of(fit));
    }

    /** The money of a movement, which came on the day of its booking at the office. */
    IncomingTransfers.Arrival arrival(Movement movement) {
        Office office = offices.byCode(new OfficeCode(movement.office()));
        Instant now = clock.instant();
        Instant noon = movement.bookedOn().atTime(LocalTime.NOON).atZone(office.zone()).toInstant();
        return new IncomingTransfers.Arrival(
                movement.key(),
                movement.office(),
                movement.amount(),
                noon.isAfter(now) ? now : noon);
    }

    /**
     * A person says what a movement is, in the caller's transaction.
     *
     * @return empty when no gateway knows anything that is called so
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<AccountWord> assign(Movement movement, String to) {
        BankMovement told = movement.forGateways(strongbox);
        return gateways.stream().flatMap(it -> it.assign(to, told).stream()).findFirst();
    }

    private void byGateways(List<Movement> movements, Map<Movement, Outcome> outcomes) {
        for (SettlesOnAccount gateway : gateways) {
            Map<String, Movement> open = new LinkedHashMap<>();
            List<BankMovement> told = new ArrayList<>();
            for (Movement movement : movements) {
                if (!outcomes.containsKey(movement)) {
                    open.put(movement.key(), movement);
                    told.add(movement.forGateways(strongbox));
                }
            }
            if (!told.isEmpty()) {
                Map<String, AccountWord> words = gateway.hear(told);
                words.forEach((key, word) -> outcomes.put(open.get(key), Outcome.of(word)));
            }
        }
    }

    /**
     * Tells gateways once more of what waits, in the caller's transaction. What none of them knows
     * waits as before.
     *
     * @param movements locked, of one office
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void again(List<Movement> movements) {
        if (movements.isEmpty()) {
            return;
        }
        sql.write(
                "UPDATE bank_movement SET hear_again = false WHERE id = ANY (?)",
                Sql.Column.ids(movements.stream().map(Movement::id).toList()));
        Map<Movement, Outcome> outcomes = new LinkedHashMap<>();
        byGateways(movements, outcomes);
        if (!outcomes.isEmpty()) {
            store(outcomes);
        }
    }

    private void store(Map<Movement, Outcome> outcomes) {
        List<Outcome> values = List.copyOf(outcomes.values());
        sql.write(
                STORE,
                clock.instant(),
                Sql.Column.ids(outcomes.keySet().stream().map(Movement::id).toList()),
                column("text", values, Outcome::state),
                column("text", values, Outcome::reason),
                column("uuid", values, Outcome::payment),
                column("uuid", values, Outcome::donation),
                column("text", values, Outcome::belongsTo));
    }

    private static Sql.Column column(
            String type, List<Outcome> outcomes, Function<Outcome, Object> part) {
        List<Object> values = new ArrayList<>();
        outcomes.forEach(it -> values.add(part.apply(it)));
        return new Sql.Column(type, values);
    }

    /** A try that went wrong; after the last one a person is asked. */
    @Transactional(Transactional.TxType.MANDATORY)
    void failed(UUID movement, int attempts, Instant notBefore) {
        sql.write(
                "UPDATE bank_movement SET tries = tries + 1, not_before = ?::timestamptz,"
                        + " state = CASE WHEN tries + 1 >= ? THEN 'WAITING' ELSE state END,"
                        + " reason = CASE WHEN tries + 1 >= ? THEN ? END"
                        + " WHERE id = ? AND state = 'NEW'",
                notBefore,
                attempts,
                attempts,
                Reason.NOT_BOOKED.code(),
                movement);
    }
}
