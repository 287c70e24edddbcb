package org.almoner.bankfile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.almoner.money.Money;

/**
 * A piece of a camt.053 or camt.054, in the order of the file: a {@link Head}, then each {@link
 * Entry} with its {@link Batch} and {@link Detail}s, at last an {@link End}; several statements
 * follow one another.
 */
public sealed interface CamtPart {

    /**
     * A statement, or a notification of movements, begins.
     *
     * @param message {@code MsgId} of the file
     * @param id the bank's id of the statement
     * @param notification whether it is a camt.054, which has no balances
     * @param electronicNumber runs without gaps where the bank keeps it
     * @param account IBAN, or the bank's own number where there is none
     * @param currency of the account, where the bank says it
     * @param balances as they stand in the file
     */
    record Head(
            String message,
            String id,
            boolean notification,
            Optional<Long> electronicNumber,
            String account,
            Optional<String> currency,
            List<Balance> balances)
            implements CamtPart {}

    /**
     * A balance.
     *
     * @param type such as {@code OPBD}, opening booked, and {@code CLBD}, closing booked
     * @param amount without sign
     * @param credit whether the account is not overdrawn
     */
    record Balance(String type, Money amount, boolean credit, LocalDate day) {}

    /**
     * A line of the statement. What it consists of follows as {@link Detail}s; there may be none,
     * and the bank may have kept those of a batch to itself.
     *
     * @param number counts from 1 within the statement
     * @param reference the sender's {@code NtryRef}
     * @param servicerReference the bank's {@code AcctSvcrRef}
     * @param amount without sign; may be zero
     * @param credit whether money came in
     * @param reversal whether it undoes an earlier line
     * @param status {@code BOOK}, {@code PDNG}, {@code INFO} or {@code FUTR}
     * @param bookedOn day of booking
     * @param valueOn day of value
     * @param code what kind of movement it is
     */
    record Entry(
            long number,
            Optional<String> reference,
            Optional<String> servicerReference,
            Money amount,
            boolean credit,
            boolean reversal,
            String status,
            Optional<LocalDate> bookedOn,
            Optional<LocalDate> valueOn,
            Code code)
            implements CamtPart {

        /** Whether it is final. */
        public boolean isBooked() {
            return status.equals("BOOK");
        }
    }

    /**
     * What kind of movement: by ISO 20022 and by the bank's own list.
     *
     * @param domain such as {@code PMNT/IDDT/UPDD}; empty when only the bank's own is given
     * @param proprietary such as {@code NDDT+109+…}
     */
    record Code(Optional<String> domain, Optional<String> proprietary) {}

    /**
     * The entry is the sum of a batch of ours, or of others.
     *
     * @param block the {@code PmtInfId} of our file
     * @param count how many movements it sums up
     */
    record Batch(Optional<String> block, Optional<Long> count) implements CamtPart {}

    /**
     * One movement of an entry.
     *
     * @param references by which it can be found
     * @param amount {@code null} where the entry's own holds
     * @param instructed what was asked for originally, apart from charges
     * @param credit as the entry, where it says nothing itself
     * @param debtor who pays
     * @param creditor who is paid
     * @param unstructured lines of free text
     * @param creditorReference structured reference, as written
     * @param returned why it came back, when it did
     * @param charges taken by banks
     */
    record Detail(
            References references,
            Optional<Money> amount,
            Optional<Money> instructed,
            boolean credit,
            Party debtor,
            Party creditor,
            List<String> unstructured,
            Optional<String> creditorReference,
            Optional<Reason> returned,
            List<Charge> charges)
            implements CamtPart {

        /** Without what people wrote and who they are. */
        @Override
        public String toString() {
            return "Detail[%s, amount=%s, instructed=%s, credit=%s, reference=%s, returned=%s, %s]"
                    .formatted(
                            references,
                            amount,
                            instructed,
                            credit,
                            creditorReference,
                            returned,
                            charges);
        }
    }

    /** Identifiers; {@code NOTPROVIDED} counts as none. */
    record References(
            Optional<String> endToEnd,
            Optional<String> mandate,
            Optional<String> instruction,
            Optional<String> transaction,
            Optional<String> block,
            Optional<String> servicer) {}

    /** Somebody and the account; prints nothing of either. */
    record Party(Optional<String> name, Optional<String> account) {

        static final Party UNKNOWN = new Party(Optional.empty(), Optional.empty());

        @Override
        public String toString() {
            return "Party[…]";
        }
    }

    /**
     * Why something came back.
     *
     * @param code of the ISO list, or the bank's own; empty when only words are given
     * @param words what the bank adds
     */
    record Reason(Optional<String> code, List<String> words) {

        @Override
        public String toString() {
            return "Reason[" + code + "]";
        }
    }

    /**
     * What a bank takes.
     *
     * @param credit whether it is given instead
     */
    record Charge(Money amount, boolean credit) {}

    /**
     * A statement ends.
     *
     * @param entries how many there were
     * @param balance whether opening balance and booked entries make the closing balance
     */
    record End(long entries, BalanceCheck balance) implements CamtPart {}

    /** What came of adding the statement up. */
    enum BalanceCheck {
        /** Opening balance plus booked entries is the closing balance. */
        HOLDS,
        /** It is not: a part is missing or was changed. */
        BROKEN,
        /** Opening or closing balance is not given. */
        NOT_STATED
    }
}
