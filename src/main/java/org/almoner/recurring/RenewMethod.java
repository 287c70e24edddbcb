package org.almoner.recurring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.almoner.giving.PaymentMethod;
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

/**
 * Has another payment method of a recurring gift saved, once per key. The provider is asked with no
 * transaction open; the old method is used until the new one is saved. Whether the caller may do so
 * is the caller's to decide, before.
 */
@ApplicationScoped
public class RenewMethod {

    private static final int CREATED = 201;

    private final RecurringGifts gifts;
    private final RecurringGiftDesk desk;
    private final MethodDesk methods;
    private final PaymentDesk payments;
    private final Idempotency idempotency;
    private final Ids ids;
    private final ObjectMapper json;

    RenewMethod(
            RecurringGifts gifts,
            RecurringGiftDesk desk,
            MethodDesk methods,
            PaymentDesk payments,
            Idempotency idempotency,
            Ids ids,
            ObjectMapper json) {
        this.gifts = gifts;
        this.desk = desk;
        this.methods = methods;
        this.payments = payments;
        this.idempotency = idempotency;
        this.ids = ids;
        this.json = json;
    }

    /**
     * Once for all tries of one call.
     *
     * @param operation whose keys they are
     */
    public record Call(String operation, IdempotencyKey key) {}

    /**
     * What is wanted.
     *
     * @param fields what the method needs beyond its name
     * @param returnUrl where a provider's page sends the donor back to, or {@code null}
     * @param reason why, or {@code null}; part of what the key stands for
     */
    public record Wanted(
            RecurringGiftId gift,
            PaymentMethod method,
            Map<String, String> fields,
            String returnUrl,
            String reason,
            ChangedBy by) {

        public Wanted {
            fields = Map.copyOf(fields);
        }

        private String print() {
            String print = gift + "\n" + method + "\n" + fields + "\n" + reason;
            return returnUrl == null ? print : print + "\n" + returnUrl;
        }

        @Override
        public String toString() {
            return "Wanted[" + gift + " " + method + "]";
        }
    }

    /** What was or will be sent back. */
    public record Answer(String body, boolean replayed) {}

    private record Renewed(MethodState status, String label, NextAction nextAction) {}

    /** How far the first transaction came. */
    private record Begun(Answer answer, MethodInHand method, int lease) {}

    /**
     * Has it saved.
     *
     * @param alongside runs in the transaction that opens the method, and not when the key is
     *     replayed
     * @throws DomainProblem 400, 404, 409, 422 as the contract says, and 503 when the provider's
     *     word is not to be had now; the same call may then be sent again
     */
    public Answer renew(Call call, Wanted wanted, Runnable alongside) {
        Begun begun = QuarkusTransaction.requiringNew().call(() -> begin(call, wanted, alongside));
        if (begun.answer() != null) {
            return begun.answer();
        }
        Answer[] given = new Answer[1];
        try {
            methods.carryOut(begun.method(), saved -> given[0] = keep(call, saved));
        } catch (GatewayUnavailable silent) {
            idempotency.release(call.operation(), call.key(), begun.lease(), Duration.ZERO);
            throw DomainProblem.of(
                            ProblemType.UNAVAILABLE,
                            "The payment provider does not answer at the moment; send the same"
                                    + " request with the same key again.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        return given[0];
    }

    private Begun begin(Call call, Wanted wanted, Runnable alongside) {
        SavedMethodId method = new SavedMethodId(ids.next());
        Claim claim =
                idempotency.claim(
                        call.operation(), call.key(), hash(wanted.print()), method.value());
        if (claim instanceof Claim.Replay replay) {
            return new Begun(new Answer(replay.body(), true), null, 0);
        }
        if (claim instanceof Claim.Resume resume) {
            return new Begun(
                    null, methods.inHand(new SavedMethodId(resume.subject())), resume.version());
        }
        gifts.findByIdOptional(wanted.gift().value())
                .ifPresent(gift -> refuseUnkept(wanted, gift.office().value()));
        desk.renewMethod(
                wanted.gift(),
                null,
                new NewMethod(method, wanted.method(), wanted.returnUrl(), wanted.fields()),
                wanted.by());
        alongside.run();
        return new Begun(null, methods.inHand(method), ((Claim.Fresh) claim).version());
    }

    private void refuseUnkept(Wanted wanted, String office) {
        if (!methods.canSave(wanted.method(), office)
                || !payments.accepts(wanted.method(), office, wanted.fields())) {
            throw DomainProblem.invalid(
                    "/method",
                    "method_not_for_recurring",
                    "This method cannot be kept for recurring gifts as it was told.");
        }
    }

    private Answer keep(Call call, MethodView saved) {
        Claim.Replay kept =
                idempotency.finish(
                        call.operation(),
                        call.key(),
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

    private static String hash(String request) {
        try {
            byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
