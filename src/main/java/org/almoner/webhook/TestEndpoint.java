package org.almoner.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.problem.DomainProblem;

/** Sends a message that tells nothing, so that whoever writes a receiver sees it arrive. */
@ApplicationScoped
public class TestEndpoint {

    static final String TYPE = "webhook.test";

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final EndpointTable endpoints;
    private final Secrets secrets;
    private final Carry carry;
    private final Envelope envelope;
    private final Ids ids;
    private final InstantSource clock;

    TestEndpoint(
            EndpointTable endpoints,
            Secrets secrets,
            Carry carry,
            Envelope envelope,
            Ids ids,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.carry = carry;
        this.envelope = envelope;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What came back.
     *
     * @param outcome in one word
     * @param statusClass such as {@code 2xx}; {@code null} when there was no answer
     * @param millis how long the call took, in milliseconds
     */
    public record Result(String outcome, String statusClass, long millis) {}

    /**
     * Sends it now, to a suspended endpoint as well; must not be called with a transaction open.
     *
     * @throws DomainProblem 404 when there is no such endpoint
     */
    public Result send(UUID endpoint) {
        EndpointTable.Sealed found =
                endpoints.sealed(endpoint).orElseThrow(DomainProblem::notFound);
        Answer answer =
                carry.carry(
                        new Carry.Parcel(found.url(), secrets.open(found), ids.next(), 1, body()));
        return new Result(answer.outcome().name(), answer.statusClass(), answer.millis());
    }

    private byte[] body() {
        try {
            return envelope.around(TYPE, clock.instant(), NOTHING);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
