package org.almoner.bank;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.Iban;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;
import org.almoner.strongbox.Strongbox;

/** The queue of movements that wait for a person, and what became of those that waited. */
@Singleton
public class UnmatchedEntries {

    private static final int SHOWN_DIGITS = 4;

    private static final String PAGE =
            "SELECT * FROM bank_movement WHERE state = 'WAITING'"
                    + " AND (?::text[] IS NULL OR office = ANY (?::text[]))"
                    + " AND (?::text IS NULL OR reason = ?)"
                    + " AND (?::date IS NULL OR (booked_on, id) > (?::date, ?::uuid))"
                    + " ORDER BY booked_on, id LIMIT ?";

    private static final String FIND =
            "SELECT * FROM bank_movement WHERE id = ? AND state IN ('WAITING', 'ASSIGNED',"
                    + " 'MADE_A_GIFT', 'SENT_BACK', 'SET_ASIDE')";

    private final Sql sql;
    private final Strongbox strongbox;
    private final ProposeGifts propose;

    UnmatchedEntries(Sql sql, Strongbox strongbox, ProposeGifts propose) {
        this.sql = sql;
        this.strongbox = strongbox;
        this.propose = propose;
    }

    /**
     * Which part of the queue.
     *
     * @param offices their codes; {@code null} for all
     * @param reason only what waits for this; {@code null} for all
     * @param after continue behind the movement booked that day; {@code null} for the beginning
     * @param id of that movement
     */
    public record Wanted(List<String> offices, String reason, LocalDate after, UUID id) {}

    /** What waits, the oldest first. */
    public List<EntryView> page(Wanted wanted, int limit) {
        Sql.Column codes = wanted.offices() == null ? null : Sql.Column.texts(wanted.offices());
        return sql.read(
                PAGE,
                this::view,
                codes,
                codes,
                wanted.reason(),
                wanted.reason(),
                wanted.after(),
                wanted.after(),
                wanted.id(),
                limit);
    }

    /** One that waits or waited, whichever office it belongs to; the caller checks that. */
    public Optional<EntryView> find(UUID id) {
        return sql.one(FIND, this::view, id);
    }

    /** What a waiting movement may belong to, the likeliest first; ten at most. */
    public List<Proposal> proposals(UUID id) {
        return sql.one(
                        "SELECT "
                                + Movement.COLUMNS
                                + ", account_print FROM bank_movement"
                                + " WHERE id = ? AND state = 'WAITING'",
                        row -> sought(Movement.read(row), row.getString("account_print")),
                        id)
                .map(propose::proposals)
                .orElse(List.of());
    }

    private ProposeGifts.Sought sought(Movement movement, String accountPrint) {
        Optional<String> name = told(movement.id(), movement.told()).flatMap(Told::name);
        return new ProposeGifts.Sought(
                movement.office(), movement.amount(), movement.isIncoming(), accountPrint, name);
    }

    /**
     * To whom money that is to be sent back has to go. Nothing is paid by this service.
     *
     * @param name {@code null} when the bank did not say
     * @param account in full; {@code null} likewise
     * @param endToEnd the payer's own reference; {@code null} likewise
     */
    public record ReturnNote(
            UUID id, Money amount, LocalDate cameOn, String name, String account, String endToEnd) {

        @Override
        public String toString() {
            return "ReturnNote[" + id + "]";
        }
    }

    /**
     * The note for a movement that is to be sent back.
     *
     * @throws DomainProblem 409 when it is not, or the words about it are forgotten
     */
    public ReturnNote returnNote(UUID id) {
        return sql.one(
                        "SELECT id, booked_on, amount_minor, currency, told FROM bank_movement"
                                + " WHERE id = ? AND state = 'SENT_BACK' AND told IS NOT NULL",
                        this::note,
                        id)
                .orElseThrow(
                        () ->
                                DomainProblem.of(
                                        ProblemType.WRONG_STATE,
                                        "This money is not to be sent back, or it is forgotten to"
                                                + " whom."));
    }

    private ReturnNote note(ResultSet row) throws SQLException {
        UUID id = Sql.id(row, "id");
        Told told = Told.open(id, row.getString("told"), strongbox);
        return new ReturnNote(
                id,
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                Sql.day(row, "booked_on"),
                told.name().orElse(null),
                told.account().map(it -> Told.cut(it, 40)).orElse(null),
                endToEnd(told).orElse(null));
    }

    private Optional<Told> told(UUID id, String sealed) {
        return Optional.ofNullable(sealed).map(it -> Told.open(id, it, strongbox));
    }

    private EntryView view(ResultSet row) throws SQLException {
        UUID id = Sql.id(row, "id");
        Optional<Told> told = told(id, row.getString("told"));
        return new EntryView(
                id,
                row.getString("office"),
                Sql.id(row, "file_id"),
                Sql.day(row, "booked_on"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getBoolean("credit") ? EntryView.Direction.IN : EntryView.Direction.OUT,
                row.getString("state"),
                row.getString("reason"),
                Sql.id(row, "twin_id"),
                row.getString("reference"),
                told.flatMap(Told::name).orElse(null),
                told.flatMap(Told::account).map(UnmatchedEntries::masked).orElse(null),
                told.map(Told::text).orElse(List.of()),
                told.flatMap(UnmatchedEntries::endToEnd).orElse(null),
                code(row),
                Sql.id(row, "donation_id"),
                row.getString("decided_by") == null ? null : Sql.instant(row, "decided_at"),
                row.getString("decided_by"),
                row.getString("note"));
    }

    private static Optional<String> endToEnd(Told told) {
        return told.detail().flatMap(it -> it.references().endToEnd()).map(it -> Told.cut(it, 35));
    }

    private static String code(ResultSet row) throws SQLException {
        String code = row.getString("code");
        return code == null ? row.getString("proprietary") : code;
    }

    /** An IBAN as people know it masked; of any other number the last four digits. */
    static String masked(String account) {
        return Iban.parse(account)
                .map(Iban::masked)
                .orElseGet(
                        () -> {
                            String compact = Identity.compact(account);
                            int shown = Math.min(SHOWN_DIGITS, compact.length() / 2);
                            return "****" + compact.substring(compact.length() - shown);
                        });
    }
}
