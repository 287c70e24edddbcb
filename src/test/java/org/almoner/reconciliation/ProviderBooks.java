package org.almoner.reconciliation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.almoner.payment.BalanceMovement;
import org.almoner.payment.BalanceMovement.Kind;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ScriptedPayments;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;

/** What the scripted provider shows, and what became of it in our books. */
@Singleton
class ProviderBooks {

    private final ScriptedProvider provider;
    private final TakeMovements take;
    private final SelfCheck selfCheck;
    private final Sql sql;

    ProviderBooks(ScriptedProvider provider, TakeMovements take, SelfCheck selfCheck, Sql sql) {
        this.provider = provider;
        this.take = take;
        this.selfCheck = selfCheck;
        this.sql = sql;
    }

    Sql sql() {
        return sql;
    }

    /** An account of the German office, known to us, with nothing on it. */
    void begin() {
        provider.forget();
        provider.offices = Set.of("DE");
        read();
    }

    /** Reads the account, however recently it was read. */
    void read() {
        sql.write(
                "UPDATE provider_account SET not_before = now() - interval '1 hour',"
                        + " known_since = least(known_since, now() - interval '1 hour'),"
                        + " read_until = least(read_until, now() - interval '15 minutes'),"
                        + " claimed_until = NULL, looked_back_at = NULL WHERE provider = ?",
                ScriptedPayments.PROVIDER);
        take.run();
    }

    /** Reads the account, which was looked back on so long ago. */
    void readAgain(Duration lookedBack) {
        sql.write(
                "UPDATE provider_account SET not_before = now(), claimed_until = NULL,"
                        + " read_until = now() - interval '15 minutes',"
                        + " looked_back_at = now() - make_interval(secs => ?) WHERE provider = ?",
                (double) lookedBack.toSeconds(),
                ScriptedPayments.PROVIDER);
        take.run();
    }

    /** As if the account had been read up to a moment that is still to come. */
    void readBeyondNow() {
        sql.write(
                "UPDATE provider_account SET read_until = now() + interval '1 minute'"
                        + " WHERE provider = ?",
                ScriptedPayments.PROVIDER);
    }

    /** A name that was not there before. */
    static String name(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    static Instant lately() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static BalanceMovement about(Kind kind, PaymentId payment, long gross, long fee) {
        return movement(kind, payment, gross, fee, "EUR");
    }

    static BalanceMovement about(Kind kind, PaymentId payment, long gross, long fee, Duration ago) {
        return new BalanceMovement(
                name("txn"),
                kind,
                payment,
                gross,
                fee,
                Currency.getInstance("EUR"),
                Instant.now().minus(ago),
                null,
                null);
    }

    static BalanceMovement movement(
            Kind kind, PaymentId payment, long gross, long fee, String currency) {
        return new BalanceMovement(
                name("txn"),
                kind,
                payment,
                gross,
                fee,
                Currency.getInstance(currency),
                lately(),
                null,
                null);
    }

    static BalanceMovement payout(Kind kind, String payout, long gross) {
        return new BalanceMovement(
                name("txn"),
                kind,
                null,
                gross,
                0,
                Currency.getInstance("EUR"),
                lately(),
                payout,
                kind == Kind.PAYOUT ? today() : null);
    }

    /** The provider shows them from now on, and we read them. */
    void told(BalanceMovement... movements) {
        provider.movements.addAll(List.of(movements));
        read();
    }

    /** Bookings of a gift: cause, debited account, credited account, amount. */
    List<String> of(UUID gift) {
        return sql.read(
                BOOKINGS + " WHERE d.donation_id = ? ORDER BY 1", row -> row.getString(1), gift);
    }

    /** Bookings of movements, in their order. */
    List<String> of(BalanceMovement... movements) {
        return sql.read(
                BOOKINGS
                        + " JOIN provider_movement m ON d.cause_id IN (m.id, m.fee_id)"
                        + " WHERE m.reference = ANY (?) ORDER BY 1",
                row -> row.getString(1),
                Sql.Column.texts(
                        List.of(movements).stream().map(BalanceMovement::reference).toList()));
    }

    private static final String BOOKINGS =
            "SELECT d.cause_type || ' ' || d.account || ' ' || c.account || ' ' || d.debit_minor"
                    + " || ' ' || d.currency FROM ledger_entry d JOIN ledger_entry c"
                    + " ON c.cause_type = d.cause_type AND c.cause_id = d.cause_id AND c.credit_minor > 0"
                    + " AND d.debit_minor > 0";

    /** What the sides of an account differ by, of one gift. */
    long balance(UUID gift, String account) {
        return sql.one(
                        "SELECT coalesce(sum(debit_minor - credit_minor), 0)::bigint FROM ledger_entry"
                                + " WHERE donation_id = ? AND account = ?",
                        row -> row.getLong(1),
                        gift,
                        account)
                .orElseThrow();
    }

    long count(String what, Object... values) {
        return sql.one("SELECT count(*) FROM " + what, row -> row.getLong(1), values).orElseThrow();
    }

    /** What the self-check has to say of the books. */
    List<String> broken() {
        return selfCheck.run().invariants().stream()
                .filter(it -> it.id().matches("I([1-5]|2[5-9])"))
                .flatMap(it -> it.offenders().stream().map(one -> it.id() + " " + one))
                .toList();
    }
}
