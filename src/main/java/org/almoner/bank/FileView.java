package org.almoner.bank;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * A file of a bank and what became of it.
 *
 * @param format name of the message with its version, such as {@code camt.053.001.08}
 * @param sha256 of its bytes, 64 hexadecimal digits
 * @param bytes its size
 * @param takenBy subject of whoever uploaded it
 * @param account what it told of an account; {@code null} for a report
 * @param report what it led to; {@code null} for what tells of an account
 */
public record FileView(
        UUID id,
        String office,
        String format,
        String sha256,
        long bytes,
        String takenBy,
        Instant takenAt,
        OfAccount account,
        OfReport report) {

    FileView withWarnings(List<Gap> gaps) {
        return account == null
                ? this
                : new FileView(
                        id,
                        office,
                        format,
                        sha256,
                        bytes,
                        takenBy,
                        takenAt,
                        account.with(gaps),
                        null);
    }

    /**
     * Movements of an account.
     *
     * @param statements how many statements or notifications were in it
     * @param entries booked lines in it
     * @param known lines that an earlier file had told
     * @param notBooked lines that were not final, and do not count
     * @param movements what was new: lines, or parts of them
     * @param matched of these, what was booked or recognised without a person
     * @param waiting what waits for a person
     * @param decided what a person decided
     * @param pending what is not worked off yet
     * @param warnings statements before which numbers are missing; a hundred at most
     */
    public record OfAccount(
            int statements,
            long entries,
            long known,
            long notBooked,
            long movements,
            long matched,
            long waiting,
            long decided,
            long pending,
            List<Gap> warnings) {

        private OfAccount with(List<Gap> gaps) {
            return new OfAccount(
                    statements,
                    entries,
                    known,
                    notBooked,
                    movements,
                    matched,
                    waiting,
                    decided,
                    pending,
                    gaps);
        }
    }

    /**
     * The bank numbers its statements, and one or more before this one did not come.
     *
     * @param statement the bank's id of it
     * @param expected the number that should have come
     * @param found the number that came
     */
    public record Gap(String statement, long expected, long found) {}

    /**
     * A report on a file of ours.
     *
     * @param about what it is about
     * @param accepted collections it says nothing against
     * @param rejected collections that will not be made
     */
    public record OfReport(String about, long accepted, long rejected) {}

    /**
     * One statement of a file.
     *
     * @param statement the bank's id
     * @param notification whether it is a camt.054, which has no balances
     * @param electronicNumber the bank's running number; {@code null} where it gives none
     * @param account the office's account
     * @param opening {@code null} where it is not stated
     * @param closing {@code null} where it is not stated
     * @param entries its lines, booked or not
     */
    public record StatementView(
            String statement,
            boolean notification,
            Long electronicNumber,
            String account,
            Balance opening,
            Balance closing,
            long entries) {}

    /**
     * A balance.
     *
     * @param overdrawn whether the account owed it
     */
    public record Balance(Money amount, boolean overdrawn) {

        static Balance of(Long minor, String currency) {
            return minor == null
                    ? null
                    : new Balance(Money.of(Math.abs(minor), currency), minor < 0);
        }
    }
}
