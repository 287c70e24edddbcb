package org.almoner.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.periodic.AgreementState;
import org.almoner.periodic.AgreementTerms;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.EndReason;
import org.almoner.periodic.YearOfAgreement;

/**
 * An agreement of a periodic gift as its donor sees it.
 *
 * @param number <i>transactienummer</i>, for the tax return
 * @param statusText how it stands and what to do, in the donor's language
 * @param recurringGift what it is paid by; {@code null} when nothing is collected for it
 * @param signedOn {@code null} until the office has the signed form
 * @param inForceSince {@code null} until the office has signed
 * @param thisYear how the present calendar year stands; {@code null} unless it is one of its years
 */
record MyPeriodicGift(
        UUID id,
        OfficeCode office,
        String number,
        AgreementState status,
        String statusText,
        UUID recurringGift,
        AgreementTerms terms,
        Instant offeredAt,
        LocalDate signedOn,
        LocalDate inForceSince,
        LocalDate endedOn,
        EndReason endReason,
        Year thisYear) {

    /**
     * How a year stands.
     *
     * @param stillDue what falls due of its regular gift until 31 December
     * @param addsUp whether the year will come to exactly what was agreed
     */
    record Year(int year, Money agreed, Money paid, Money stillDue, boolean addsUp) {

        static Year of(YearOfAgreement it) {
            return new Year(it.year(), it.agreed(), it.paid(), it.stillDue(), it.addsUp());
        }
    }

    static MyPeriodicGift of(AgreementView it, String statusText, Year thisYear) {
        AgreementView.End end = it.end();
        return new MyPeriodicGift(
                it.id(),
                it.office(),
                it.number(),
                it.state(),
                statusText,
                it.recurringGift(),
                it.terms(),
                it.offeredAt(),
                it.signature() == null ? null : it.signature().day(),
                it.countersignature() == null ? null : it.countersignature().day(),
                end == null ? null : end.day(),
                end == null ? null : end.reason(),
                thisYear);
    }

    @Override
    public String toString() {
        return "MyPeriodicGift[" + id + "]";
    }
}
