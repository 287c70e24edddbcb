package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.benefit.BenefitHistory;
import org.almoner.benefit.BenefitRecord;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.problem.DomainProblem;
import org.almoner.tax.EffectOfBenefits;
import org.almoner.tax.StatementView;
import org.almoner.tax.TaxHistory;

/** Shows what was given in return for one gift of the caller's offices. */
@ApplicationScoped
class ShowBenefit {

    private static final int MOST_RECORDS = 100;

    private final DonationHistory gifts;
    private final BenefitHistory benefits;
    private final EffectOfBenefits effects;
    private final TaxHistory statements;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ShowBenefit(
            DonationHistory gifts,
            BenefitHistory benefits,
            EffectOfBenefits effects,
            TaxHistory statements,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.gifts = gifts;
        this.benefits = benefits;
        this.effects = effects;
        this.statements = statements;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * What holds, its effect and the history.
     *
     * @throws DomainProblem 404, the same for an unknown gift and for one of a foreign office
     */
    @Transactional
    GiftBenefit show(UUID id) {
        DonationView gift = mine(id);
        writeDown.act("gift-benefit.shown", object(id), gift.office().value(), null);
        return described(gift);
    }

    /** The gift, if the caller may see it. */
    DonationView mine(UUID id) {
        DonationView gift = gifts.find(new DonationId(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(gift.office());
        return gift;
    }

    /** The gift's benefit as it is now. */
    GiftBenefit described(DonationView gift) {
        Optional<BenefitRecord> benefit = benefits.of(gift.id());
        Optional<EffectOfBenefits.Effect> effect = benefit.flatMap(it -> effects.of(gift, it));
        Optional<StatementView> statement = statements.ofGift(gift.id().value());
        return new GiftBenefit(
                gift.id().value(),
                gift.office(),
                gift.amount().minus(gift.reversed()),
                benefit.orElse(null),
                effect.map(EffectOfBenefits.Effect::effect).orElse(null),
                effect.map(EffectOfBenefits.Effect::eligible).orElse(null),
                effect.map(EffectOfBenefits.Effect::disclosed).orElse(null),
                statement.map(StatementView::number).orElse(null),
                statement.map(StatementView::openCases).orElse(null),
                benefits.records(gift.id(), MOST_RECORDS));
    }

    /** What the audit trail calls it. */
    static String object(UUID gift) {
        return "donation/" + gift;
    }
}
