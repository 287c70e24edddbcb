package org.almoner.staff;

import java.util.List;
import java.util.UUID;
import org.almoner.benefit.BenefitRecord;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.tax.BenefitEffect;

/**
 * What was given in return for a gift, and what that does to its statement.
 *
 * @param left what is left of the gift
 * @param benefit what holds today; {@code null} for nothing
 * @param effect {@code null} without a benefit, and for a gift that is not there to be stated
 * @param eligible what may be claimed; {@code null} like the effect
 * @param disclosed whether the donor must be told what is deductible; {@code null} like the effect
 * @param statement number of the live statement the gift stands on; {@code null} for none
 * @param openCases how many cases of that statement wait for somebody; {@code null} for none
 * @param records everything that was ever recorded, latest first
 */
record GiftBenefit(
        UUID gift,
        OfficeCode office,
        Money left,
        BenefitRecord benefit,
        BenefitEffect effect,
        Money eligible,
        Boolean disclosed,
        String statement,
        Integer openCases,
        List<BenefitRecord> records) {

    @Override
    public String toString() {
        return "GiftBenefit[" + gift + "]";
    }
}
