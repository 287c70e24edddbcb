package org.almoner.webhook;

import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.problem.DomainProblem;

/** Carries one signed message to a receiver. The target is looked at anew each time. */
@Singleton
class Carry {

    private final TargetRules rules;
    private final ResolveTarget resolve;
    private final CallReceiver call;
    private final InstantSource clock;

    Carry(TargetRules rules, ResolveTarget resolve, CallReceiver call, InstantSource clock) {
        this.rules = rules;
        this.resolve = resolve;
        this.call = call;
        this.clock = clock;
    }

    /**
     * What is carried, and where.
     *
     * @param secrets all of them sign, the newest first
     * @param id the same at every attempt
     * @param attempt from 1; a host with many addresses is tried at the next one each time
     */
    record Parcel(String url, List<String> secrets, UUID id, int attempt, byte[] body) {

        @Override
        public String toString() {
            return "Parcel[" + id + "]";
        }
    }

    /** Carries it; must not be called with a transaction open. */
    Answer carry(Parcel parcel) {
        try {
            Target target = rules.read(parcel.url());
            List<InetAddress> addresses = resolve.resolve(target);
            int turn = Math.max(0, parcel.attempt() - 1) % addresses.size();
            return call.call(target, addresses.get(turn), headers(parcel), parcel.body());
        } catch (DomainProblem | ResolveTarget.Forbidden forbidden) {
            return Answer.without(Outcome.FORBIDDEN_TARGET, 0);
        } catch (UnknownHostException unknown) {
            return Answer.without(Outcome.UNKNOWN_HOST, 0);
        }
    }

    private MultiMap headers(Parcel parcel) {
        String id = parcel.id().toString();
        long seconds = clock.instant().getEpochSecond();
        return MultiMap.caseInsensitiveMultiMap()
                .add("content-type", "application/json")
                .add("user-agent", "Almoner")
                .add("webhook-id", id)
                .add("webhook-timestamp", String.valueOf(seconds))
                .add(
                        "webhook-signature",
                        Signature.header(parcel.secrets(), id, seconds, parcel.body()));
    }
}
