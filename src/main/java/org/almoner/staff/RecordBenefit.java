package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Consumer;
import org.almoner.access.CurrentStaff;
import org.almoner.benefit.BenefitDesk;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationView;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
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
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final BenefitDesk desk;
    private final ShowBenefit showBenefit;
    private final Idempotency idempotency;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final ObjectMapper json;

    RecordBenefit(
            BenefitDesk desk,
            ShowBenefit showBenefit,
            Idempotency idempotency,
            CurrentStaff staff,
            WriteDown writeDown,
            ObjectMapper json) {
        this.desk = desk;
        this.showBenefit = showBenefit;
        this.idempotency = idempotency;
        this.staff = staff;
        this.writeDown = writeDown;
        this.json = json;
    }

    /** What is sent back. */
    record Answer(String body, boolean replayed) {}

    private record Act(String operation, String named, int status, String reason) {}

    /**
     * Records it.
     *
     * @throws DomainProblem 404 for an unknown or foreign gift, 422 when the key belongs to another
     *     request, as {@link BenefitDesk#record} otherwise
     */
    @Transactional
    Answer record(UUID id, IdempotencyKey key, BenefitDesk.Wish wish) {
        // None of the texts holds a line end, so no two wishes are written alike.
        String hash =
                ResendReceipt.hash(
                        String.join(
                                "\n",
                                id.toString(),
                                wish.description(),
                                wish.value().toString(),
                                wish.cashLike() + " " + wish.intangibleReligious(),
                                String.valueOf(wish.reason())));
        Act act = new Act(RECORD, "gift-benefit.recorded", OK, wish.reason());
        return once(id, key, hash, act, gift -> desk.record(gift, wish, staff.subject()));
    }

    /**
     * Records that nothing was given after all.
     *
     * @throws DomainProblem as {@link #record}, and 409 when nothing is recorded
     */
    @Transactional
    Answer remove(UUID id, IdempotencyKey key, String reason) {
        String hash = ResendReceipt.hash(id + "\n" + reason);
        Act act = new Act(REMOVE, "gift-benefit.removed", CREATED, reason);
        return once(id, key, hash, act, gift -> desk.remove(gift, reason, staff.subject()));
    }

    private Answer once(
            UUID id, IdempotencyKey key, String hash, Act act, Consumer<DonationId> work) {
        DonationView gift = showBenefit.mine(id);
        Claim claim = idempotency.claim(act.operation(), key, hash, id);
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.body(), true);
        }
        work.accept(gift.id());
        writeDown.act(act.named(), ShowBenefit.object(id), gift.office().value(), act.reason());
        String body = written(showBenefit.described(gift));
        idempotency.finish(act.operation(), key, act.status(), body);
        return new Answer(body, false);
    }

    private String written(GiftBenefit benefit) {
        try {
            return json.writeValueAsString(benefit);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
