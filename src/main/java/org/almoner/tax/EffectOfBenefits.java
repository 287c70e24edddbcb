package org.almoner.tax;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.almoner.benefit.BenefitRecord;
import org.almoner.donation.DonationView;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.Offices;

/** Says of one gift what something given in return does to it on a statement, and by which rule. */
@Singleton
public class EffectOfBenefits {

    private final TermsOfStatements terms;
    private final Offices offices;

    EffectOfBenefits(TermsOfStatements terms, Offices offices) {
        this.terms = terms;
        this.offices = offices;
    }

    /**
     * What comes of a gift.
     *
     * @param eligible what may be claimed of it
     * @param disclosed whether its donor must be told so (IRC § 6115)
     */
    public record Effect(BenefitEffect effect, Money eligible, boolean disclosed) {}

    /**
     * The effect by the rule in force on the day of the gift; empty for a gift that has not arrived
     * or of which nothing is left.
     */
    public Optional<Effect> of(DonationView gift, BenefitRecord benefit) {
        Money rest = gift.amount().minus(gift.reversed());
        if (gift.settledAt() == null || rest.isZero()) {
            return Optional.empty();
        }
        Office office = offices.byCode(gift.office());
        BenefitRule.Outcome outcome =
                terms.benefits(office.code())
                        .on(office.dayOf(gift.settledAt()))
                        .of(
                                rest.minor(),
                                new BenefitRule.Returned(
                                        benefit.value().minor(),
                                        benefit.cashLike(),
                                        benefit.intangibleReligious()));
        return Optional.of(
                new Effect(
                        outcome.effect(),
                        new Money(outcome.eligible(), rest.currency()),
                        outcome.disclosed()));
    }
}
