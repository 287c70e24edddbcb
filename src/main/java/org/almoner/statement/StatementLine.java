package org.almoner.statement;

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
 */
public record StatementLine(
        UUID gift,
        LocalDate day,
        PaymentMethod method,
        String purpose,
        Money amount,
        boolean waiver,
        boolean giftAid,
        boolean counts) {}
