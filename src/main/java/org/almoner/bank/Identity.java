package org.almoner.bank;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.almoner.bankfile.CamtPart;
import org.almoner.money.Money;

/**
 * By what a line of an account is known again, in whichever file it comes. With a reference of the
 * bank: by account, day, amount, direction and that reference. Without one: by everything the bank
 * says of it. Lines of one statement that are alike in all this are told apart by counting them.
 */
final class Identity {

    /** Written by banks where there is no reference. */
    private static final Set<String> NO_REFERENCE =
            Set.of("", "NONREF", "NOTPROVIDED", "NOREF", "NULL", "0");

    private static final int LENGTH = 40;
    private static final String BETWEEN = "\u001f";

    private final UnaryOperator<String> fingerprint;

    /**
     * @param fingerprint what nobody without the key can compute, as more than a reference of the
     *     bank names people
     */
    Identity(UnaryOperator<String> fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** What all movements of a line have in common. */
    record Line(String account, LocalDate day, CamtPart.Entry entry) {

        private String written() {
            return String.join(
                    BETWEEN,
                    account,
                    day.toString(),
                    entry.amount().toString(),
                    entry.credit() ? "C" : "D",
                    entry.reversal() ? "R" : "");
        }
    }

    /** The bank's own reference of a line; empty where it gives none. */
    static Optional<String> reference(CamtPart.Entry entry) {
        return entry.servicerReference()
                .filter(Identity::isReference)
                .or(() -> entry.reference().filter(Identity::isReference));
    }

    private static boolean isReference(String text) {
        return !NO_REFERENCE.contains(text.strip().toUpperCase(Locale.ROOT));
    }

    /**
     * Names a line, but for the count of those alike.
     *
     * @param details digest over all that the bank tells of its parts
     */
    String ofLine(Line line, String details) {
        return reference(line.entry())
                .map(it -> Sha256.of(line.written() + BETWEEN + "ref" + BETWEEN + it))
                .orElseGet(
                        () ->
                                fingerprint.apply(
                                        line.written() + BETWEEN + "all" + BETWEEN + details))
                .substring(0, LENGTH);
    }

    /** Equal for movements that say the same, whatever references the bank gives them. */
    String ofContent(Line line, Money amount, boolean credit, Told told) {
        return fingerprint.apply(
                String.join(
                        BETWEEN,
                        line.account(),
                        line.day().toString(),
                        amount.toString(),
                        credit ? "C" : "D",
                        line.entry().reversal() ? "R" : "",
                        told.detail()
                                .map(Identity::written)
                                .or(() -> told.batch().flatMap(CamtPart.Batch::block))
                                .orElse("")));
    }

    /** A detail without what differs between a notification and the statement after it. */
    static String written(CamtPart.Detail detail) {
        return String.join(
                BETWEEN,
                detail.amount().map(Money::toString).orElse(""),
                detail.credit() ? "C" : "D",
                detail.references().endToEnd().orElse(""),
                detail.references().mandate().orElse(""),
                detail.references().transaction().orElse(""),
                party(detail.debtor()),
                party(detail.creditor()),
                String.join("", detail.unstructured()).replaceAll("\\s", ""),
                detail.creditorReference().orElse(""),
                detail.returned().flatMap(CamtPart.Reason::code).orElse(""));
    }

    private static String party(CamtPart.Party party) {
        return party.account().map(Identity::compact).orElseGet(() -> party.name().orElse(""));
    }

    /** An account number as it is compared. */
    static String compact(String account) {
        return account.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    /** The fingerprint of an account on the other side. */
    String ofAccount(String account) {
        return fingerprint.apply(compact(account));
    }
}
