package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentResolution;
import org.almoner.payment.PaymentState;
import org.almoner.payment.ResolvePayment;
import org.almoner.problem.DomainProblem;

/**
 * Books or dismisses a payment that needs a person, once per key. Key, decision, booking and the
 * entry on the audit trail commit together or not at all.
 */
@ApplicationScoped
class ResolvePaymentByHand {

    private static final String OPERATION = "staff.payment-resolutions";
    private static final int CREATED = 201;

    private final ResolvePayment resolvePayment;
    private final Idempotency idempotency;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final ObjectMapper json;

    ResolvePaymentByHand(
            ResolvePayment resolvePayment,
            Idempotency idempotency,
            CurrentStaff staff,
            WriteDown writeDown,
            ObjectMapper json) {
        this.resolvePayment = resolvePayment;
        this.idempotency = idempotency;
        this.staff = staff;
        this.writeDown = writeDown;
        this.json = json;
    }

    /** What is sent back. */
    record Answer(String body, boolean replayed) {}

    private record Resolved(UUID payment, PaymentResolution.Outcome outcome, PaymentState state) {}

    /**
     * Resolves it.
     *
     * @throws DomainProblem 404 for an unknown or foreign payment, 409 when it needs nobody any
     *     more or its gift is paid otherwise, 422 when the key belongs to another request, 400 when
     *     another amount than the payment's is to be booked
     */
    @Transactional
    Answer resolve(UUID id, IdempotencyKey key, PaymentResolution how) {
        PaymentId payment = new PaymentId(id);
        String office = resolvePayment.officeOf(payment).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(office));
        staff.requireSecondFactor();
        Claim claim = idempotency.claim(OPERATION, key, hash(id, how), id);
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.body(), true);
        }
        PaymentState state = resolvePayment.resolve(payment, how).state();
        String act =
                switch (how.outcome()) {
                    case BOOKED -> "payment.booked-by-hand";
                    case DISMISSED -> "payment.dismissed";
                };
        writeDown.act(act, "payment/" + id, office, how.reason());
        String body = written(new Resolved(id, how.outcome(), state));
        idempotency.finish(OPERATION, key, CREATED, body);
        return new Answer(body, false);
    }

    private String written(Resolved resolved) {
        try {
            return json.writeValueAsString(resolved);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** None of the texts holds a line end, so no two wishes are written alike. */
    private static String hash(UUID id, PaymentResolution how) {
        String wish =
                String.join(
                        "\n",
                        id.toString(),
                        how.outcome().name(),
                        String.valueOf(how.received()),
                        String.valueOf(how.evidence()),
                        how.reason());
        try {
            byte[] bytes = wish.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
