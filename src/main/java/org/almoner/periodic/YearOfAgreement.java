package org.almoner.periodic;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * How a calendar year of an agreement stands.
 *
 * @param agreement its id
 * @param number its transactienummer
 * @param donor the record it was made for
 * @param agreed what is to be given in the year
 * @param paid what is left of the gifts whose money came in the year
 * @param stillDue instalments of its regular gift that fall due by 31 December and are not paid
 * @param lastYear whether it is the last of the years that were agreed
 */
public record YearOfAgreement(
        UUID agreement,
        String number,
        UUID donor,
        int year,
        Money agreed,
        Money paid,
        Money stillDue,
        boolean lastYear) {

    /** Whether the year will come to exactly what was agreed, if nothing else is done. */
    @JsonProperty
    public boolean addsUp() {
        return paid.plus(stillDue).equals(agreed);
    }

    /** What the donor would have to give beyond what is collected anyway; zero for nothing. */
    public Money missing() {
        Money coming = paid.plus(stillDue);
        return agreed.isMoreThan(coming) ? agreed.minus(coming) : Money.zero(agreed.currency());
    }

    /** What would be given beyond what was agreed; zero for nothing. */
    public Money beyond() {
        Money coming = paid.plus(stillDue);
        return coming.isMoreThan(agreed) ? coming.minus(agreed) : Money.zero(agreed.currency());
    }
}
