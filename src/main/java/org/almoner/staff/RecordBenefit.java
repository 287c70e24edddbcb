package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Consumer;
import org.almoner.access.CurrentStaff;
import org.almoner.benefit.BenefitDesk;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/**
 * Records what was given in return for a gift, or that nothing was, once per key. Key, record, case
 * of a statement and the entry on the audit trail commit together or not at all.
 */
@ApplicationScoped
class RecordBenefit {

    private static final String RECORD = "staff.gift-benefits";
    private static final String REMOVE = "staff.gift-benefit-removals";

    private final BenefitDesk desk;
    private final ShowBenefit showBenefit;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    RecordBenefit(
            BenefitDesk desk,
            ShowBenefit showBenefit,
            Once once,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.desk = desk;
        this.showBenefit = showBenefit;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    private record Act(String operation, String named, Response.Status status, String reason) {}

    /**
     * Records it.
     *
     * @throws DomainProblem 404 for an unknown or foreign gift, 422 when the key belongs to another
     *     request, as {@link BenefitDesk#record} otherwise
     */
    @Transactional
    Once.Answer record(UUID id, IdempotencyKey key, BenefitDesk.Wish wish) {
        // None of the texts holds a line end, so no two wishes are written alike.
        String request =
                String.join(
                        "\n",
                        id.toString(),
                        wish.description(),
                        wish.value().toString(),
                        wish.cashLike() + " " + wish.intangibleReligious(),
                        String.valueOf(wish.reason()));
        Act act = new Act(RECORD, "gift-benefit.recorded", Response.Status.OK, wish.reason());
        return once(id, key, request, act, gift -> desk.record(gift, wish, staff.subject()));
    }

    /**
     * Records that nothing was given after all.
     *
     * @throws DomainProblem as {@link #record}, and 409 when nothing is recorded
     */
    @Transactional
    Once.Answer remove(UUID id, IdempotencyKey key, String reason) {
        String request = id + "\n" + reason;
        Act act = new Act(REMOVE, "gift-benefit.removed", Response.Status.CREATED, reason);
        return once(id, key, request, act, gift -> desk.remove(gift, reason, staff.subject()));
    }

    private Once.Answer once(
            UUID id, IdempotencyKey key, String request, Act act, Consumer<DonationId> work) {
        DonationView gift = showBenefit.mine(id);
        return once.carryOut(
                new Once.Call(act.operation(), key, request, act.status()),
                () -> {
                    work.accept(gift.id());
                    writeDown.act(
                            act.named(),
                            ShowBenefit.object(id),
                            gift.office().value(),
                            act.reason());
                    return showBenefit.described(gift);
                });
    }
}
