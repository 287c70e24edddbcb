package org.almoner.periodic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.office.OfficeCode;

/**
 * An agreement.
 *
 * @param number <i>transactienummer</i>, unique for the office for ever
 * @param donor the record it was made for
 * @param recurringGift what it is paid by; {@code null} when nothing is collected for it
 * @param offeredBy {@code donor}, or who of the staff
 * @param signature of the donor; {@code null} until it is written down
 * @param countersignature of the institution; {@code null} until then
 * @param end {@code null} unless it has begun and is over
 * @param restricted whether its people were erased, and a law alone still holds their names
 * @param closedAt when it was ended or cancelled; {@code null} while it lives
 */
public record AgreementView(
        UUID id,
        OfficeCode office,
        String number,
        UUID donor,
        UUID recurringGift,
        AgreementTerms terms,
        AgreementState state,
        Instant offeredAt,
        LocalDate offeredOn,
        String offeredBy,
        Signature signature,
        Countersignature countersignature,
        End end,
        boolean restricted,
        Instant closedAt) {

    /**
     * The donor's signature.
     *
     * @param day the day on the form
     * @param evidence where the form is kept
     * @param document the scanned form; {@code null} when it is kept on paper alone, and once no
     *     law needs it any more
     */
    public record Signature(LocalDate day, String evidence, UUID document) {}

    /** The institution's signature, as the form says it; prints nothing of it. */
    public record Countersignature(LocalDate day, String name, String function, String place) {

        @Override
        public String toString() {
            return "Countersignature[" + day + "]";
        }
    }

    /** Why it is over, and the last day whose gifts are periodic gifts. */
    public record End(EndReason reason, LocalDate day) {}

    /** Whether it has not come to its end. */
    @JsonIgnore
    public boolean isLive() {
        return closedAt == null;
    }

    /** The same without the name of anybody. */
    public AgreementView withoutPerson() {
        AgreementTerms nameless =
                new AgreementTerms(
                        terms.yearlyAmount(),
                        terms.firstYear(),
                        terms.years(),
                        terms.deathOf(),
                        null,
                        terms.earlyEnds(),
                        terms.partner());
        return new AgreementView(
                id,
                office,
                number,
                donor,
                recurringGift,
                nameless,
                state,
                offeredAt,
                offeredOn,
                offeredBy,
                signature,
                countersignature == null
                        ? null
                        : new Countersignature(countersignature.day(), null, null, null),
                end,
                restricted,
                closedAt);
    }

    @Override
    public String toString() {
        return "AgreementView[" + id + "]";
    }
}
