package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodInHand;
import org.almoner.payment.MethodState;
import org.almoner.payment.MethodView;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentDesk;
import org.almoner.payment.SavedMethodId;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.NewMethod;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RecurringGiftView;

/**
 * Has another payment method of a recurring gift saved, once per key. The provider is asked with no
 * transaction open; the old method is used until the new one is saved.
 */
@ApplicationScoped
class RenewRecurringMethod {

    private static final String OPERATION = "staff.recurring-payment-methods";
    private static final int CREATED = 201;

    private final RecurringGiftDesk desk;
    private final ShowRecurringGift show;
    private final MethodDesk methods;
    private final PaymentDesk payments;
    private final Idempotency idempotency;
    private final WriteDown writeDown;
    private final Ids ids;
    private final ObjectMapper json;

    RenewRecurringMethod(
            RecurringGiftDesk desk,
            ShowRecurringGift show,
            MethodDesk methods,
            PaymentDesk payments,
            Idempotency idempotency,
            WriteDown writeDown,
            Ids ids,
            ObjectMapper json) {
        this.desk = desk;
        this.show = show;
        this.methods = methods;
        this.payments = payments;
        this.idempotency = idempotency;
        this.writeDown = writeDown;
        this.ids = ids;
        this.json = json;
    }

    /** What was or will be sent back. */
    record Answer(String body, boolean replayed) {}

    private record Renewed(MethodState status, String label, NextAction nextAction) {}

    /** How far the first transaction came. */
    private record Begun(Answer answer, MethodInHand method, int lease) {}

    /**
     * Has it saved.
     *
     * @throws DomainProblem 400, 404, 409, 422 as the contract says, and 503 when the provider's
     *     word is not to be had now; the same call may then be sent again
     */
    Answer renew(UUID id, IdempotencyKey key, RecurringRequests.Method asked) {
        Map<String, String> fields =
                asked.scenario() == null ? Map.of() : Map.of("scenario", asked.scenario());
        if (!methods.canSave(asked.method()) || !payments.accepts(asked.method(), fields)) {
            throw DomainProblem.invalid(
                    "/method",
                    "method_not_for_recurring",
                    "This method cannot be kept for recurring gifts as it was told.");
        }
        Begun begun = QuarkusTransaction.requiringNew().call(() -> begin(id, key, asked, fields));
        if (begun.answer() != null) {
            return begun.answer();
        }
        Answer[] given = new Answer[1];
        try {
            methods.carryOut(begun.method(), saved -> given[0] = keep(key, saved));
        } catch (GatewayUnavailable silent) {
            idempotency.release(OPERATION, key, begun.lease(), Duration.ZERO);
            throw DomainProblem.of(
                            ProblemType.UNAVAILABLE,
                            "The payment provider does not answer at the moment; send the same"
                                    + " request with the same key again.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        return given[0];
    }

    private Begun begin(
            UUID id,
            IdempotencyKey key,
            RecurringRequests.Method asked,
            Map<String, String> fields) {
        RecurringGiftView gift = show.mine(id);
        SavedMethodId method = new SavedMethodId(ids.next());
        String print = id + "\n" + asked.method() + "\n" + fields + "\n" + asked.reason();
        Claim claim = idempotency.claim(OPERATION, key, ResendReceipt.hash(print), method.value());
        if (claim instanceof Claim.Replay replay) {
            return new Begun(new Answer(replay.body(), true), null, 0);
        }
        if (claim instanceof Claim.Resume resume) {
            return new Begun(
                    null, methods.inHand(new SavedMethodId(resume.subject())), resume.version());
        }
        desk.renewMethod(
                new RecurringGiftId(id),
                null,
                new NewMethod(method, asked.method(), null, fields),
                ChangedBy.STAFF);
        writeDown.act(
                "recurring-gift.method-renewed",
                "recurring-gift/" + id,
                gift.giver().office().value(),
                asked.reason());
        return new Begun(null, methods.inHand(method), ((Claim.Fresh) claim).version());
    }

    private Answer keep(IdempotencyKey key, MethodView saved) {
        Claim.Replay kept =
                idempotency.finish(
                        OPERATION,
                        key,
                        CREATED,
                        write(new Renewed(saved.state(), saved.label(), saved.nextAction())));
        return new Answer(kept.body(), false);
    }

    private String write(Renewed renewed) {
        try {
            return json.writeValueAsString(renewed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer is not JSON", impossible);
        }
    }
}
