package org.almoner.statement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;

/**
 * One gift on a statement.
 *
 * @param gift its id
 * @param day when the money came, at the office
 * @param method how it came
 * @param purpose the campaign's name in the document's language; {@code null} for general purposes
 * @param amount what is left of it
 * @param waiver whether a claim for expenses was waived (§ 10b(3) EStG)
 * @param giftAid whether a Gift Aid declaration covers it; {@code false} outside the United Kingdom
 * @param counts whether it is part of the total; an Australian gift below two dollars is not
 * @param benefit what was given in return and takes away from what may be claimed; {@code null} for
 *     nothing, and for what is too little to matter
 * @param agreement <i>transactienummer</i> of the periodic gift it is a part of (Netherlands);
 *     {@code null} for an ordinary gift
 */
public record StatementLine(
        UUID gift,
        LocalDate day,
        PaymentMethod method,
        String purpose,
        Money amount,
        boolean waiver,
        boolean giftAid,
        boolean counts,
        Benefit benefit,
        String agreement) {

    /**
     * What was given in return for a gift.
     *
     * @param value its fair market value; zero for a religious benefit that is intangible
     * @param description in the words and the language of whoever recorded it
     * @param disclosed whether the law wants the donor told what is deductible (IRC § 6115)
     */
    public record Benefit(Money value, String description, boolean disclosed) {

        boolean intangible() {
            return value.isZero();
        }
    }

    /** A gift for which nothing was given in return. */
    public StatementLine(
            UUID gift,
            LocalDate day,
            PaymentMethod method,
            String purpose,
            Money amount,
            boolean waiver,
            boolean giftAid,
            boolean counts) {
        this(gift, day, method, purpose, amount, waiver, giftAid, counts, null, null);
    }

    /** The same gift as a part of a periodic gift. */
    public StatementLine under(String number) {
        return new StatementLine(
                gift, day, method, purpose, amount, waiver, giftAid, counts, benefit, number);
    }

    /** What may be claimed of it: the amount less what was given in return, never below zero. */
    @JsonProperty
    public Money eligible() {
        if (benefit == null) {
            return amount;
        }
        return benefit.value().isMoreThan(amount)
                ? Money.zero(amount.currency())
                : amount.minus(benefit.value());
    }
}
