package org.almoner.statement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.almoner.money.Money;

/**
 * A statement as it was issued, with everything its document says; nothing is looked up when it is
 * written again. Prints nothing of its donor.
 *
 * @param number unique for legal entity and tax year, without gaps: {@code DE-2026-000123}
 * @param locale language of the document; the German one is always {@code de}
 * @param issuedOn day of issue, at the office
 * @param from first day it tells of, at the office
 * @param to last day it tells of
 * @param lines its gifts, oldest first; at least one
 * @param total what may be claimed: the sum of {@link StatementLine#eligible} over the lines that
 *     count
 * @param replaces number of the statement that this one replaces; {@code null} for none
 * @param verification the code by which anybody can ask whether it is genuine, grouped for people
 * @param verificationUrl the page that answers, with the code; for the QR code
 */
public record StatementRecord(
        String number,
        DocumentKind kind,
        String locale,
        LocalDate issuedOn,
        LocalDate from,
        LocalDate to,
        Issuer issuer,
        Recipient recipient,
        List<StatementLine> lines,
        Money total,
        String replaces,
        String verification,
        String verificationUrl) {

    public StatementRecord {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("A statement needs at least one gift");
        }
    }

    /** What may be claimed of these gifts together. */
    public static Money eligible(Currency currency, Collection<StatementLine> lines) {
        return Money.total(
                currency,
                lines.stream().filter(StatementLine::counts).map(StatementLine::eligible).toList());
    }

    /** What was received: the sum of all its lines. */
    Money received() {
        return Money.total(total.currency(), lines.stream().map(StatementLine::amount).toList());
    }

    /** The value of all that was given in return and is named. */
    Money returned() {
        return Money.total(
                total.currency(),
                lines.stream()
                        .filter(it -> it.benefit() != null)
                        .map(it -> it.benefit().value())
                        .toList());
    }

    /** Whether anything was given in return for any of its gifts. */
    boolean hasBenefits() {
        return lines.stream().anyMatch(it -> it.benefit() != null);
    }

    @Override
    public String toString() {
        return "StatementRecord[" + number + "]";
    }
}
