package org.almoner.receipt;

import java.time.LocalDate;
import org.almoner.money.Money;
import org.almoner.office.TaxNotice;
import org.almoner.office.TaxNoticeKind;

/**
 * The German tax office's decision that a simplified proof quotes (§ 50(4) S. 1 Nr. 2 b EStDV).
 *
 * @param period {@code null} for a finding under § 60a AO
 * @param limit up to which amount per gift, inclusive, this proof is enough
 */
record Exemption(
        TaxNoticeKind kind,
        String taxOffice,
        String taxNumber,
        LocalDate dated,
        String period,
        String purposes,
        Money limit) {

    static Exemption of(TaxNotice notice, Money limit) {
        return new Exemption(
                notice.kind(),
                notice.taxOffice(),
                notice.taxNumber(),
                notice.dated(),
                notice.assessmentPeriod().orElse(null),
                notice.purposes(),
                limit);
    }
}
