package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/**
 * Does what staff want once per key, however often and on however many hosts it is asked: key, hash
 * of the request, effect and answer commit together, and later calls are given the first answer.
 */
@ApplicationScoped
class Once {

    private final Idempotency idempotency;
    private final Ids ids;
    private final ObjectMapper json;

    Once(Idempotency idempotency, Ids ids, ObjectMapper json) {
        this.idempotency = idempotency;
        this.ids = ids;
        this.json = json;
    }

    /**
     * What is asked for.
     *
     * @param operation names the kind of call; keys of two kinds do not meet
     * @param request everything that was asked for, so written that no two wishes are alike; only
     *     its hash is kept
     * @param status of the answer when it is done
     */
    record Call(String operation, IdempotencyKey key, String request, Response.Status status) {

        @Override
        public String toString() {
            return "Call[" + operation + "]";
        }
    }

    /** What is sent back. */
    record Answer(int status, String body, boolean replayed) {

        Response response() {
            Response.ResponseBuilder response = Response.status(status).entity(body);
            return replayed
                    ? response.header("Idempotency-Replayed", "true").build()
                    : response.build();
        }

        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /**
     * Does it, in the caller's transaction, or gives the answer it gave before.
     *
     * @param work does it and returns what is answered, and kept for as long as the key
     * @throws DomainProblem 422 when the key belongs to another request, 409 while another call
     *     with it is under way; whatever the work throws undoes the key, too
     */
    @Transactional(TxType.MANDATORY)
    Answer carryOut(Call call, Supplier<?> work) {
        Claim claim =
                idempotency.claim(call.operation(), call.key(), hash(call.request()), ids.next());
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.status(), replay.body(), true);
        }
        String body = written(work.get());
        int status = call.status().getStatusCode();
        idempotency.finish(call.operation(), call.key(), status, body);
        return new Answer(status, body, false);
    }

    private String written(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
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
