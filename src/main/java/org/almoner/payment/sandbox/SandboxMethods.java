package org.almoner.payment.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodReport;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.NextAction;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.almoner.payment.Slice;
import org.jboss.logging.Logger;

/** The part of the sandbox's adapter that saves methods; it believes as little as the rest. */
final class SandboxMethods {

    private static final Logger LOG = Logger.getLogger(SandboxMethods.class);

    private final SandboxConnection connection;
    private final SandboxConnection briefly;

    SandboxMethods(SandboxConnection connection, SandboxConnection briefly) {
        this.connection = connection;
        this.briefly = briefly;
    }

    MethodAnswer save(SaveRequest request) throws GatewayUnavailable {
        SandboxConnection.Answer answer =
                connection.post("/methods", request.providerKey(), call(request));
        if (answer.status() == 201 || answer.status() == 402) {
            return report(answer.as(SandboxMethod.class), request.id()).answer();
        }
        if (answer.status() >= 500) {
            // As with payments: it may have failed after the deed, and would say so again.
            Optional<MethodAnswer> known = lookUp(request.id(), briefly);
            if (known.isPresent()) {
                return known.get();
            }
        }
        throw GatewayUnavailable.outcomeUnknown("Status " + answer.status());
    }

    private static MethodCall call(SaveRequest request) throws GatewayUnavailable {
        try {
            return new MethodCall(
                    request.id().toString(),
                    SandboxScenario.valueOf(request.details().getOrDefault("scenario", "SUCCEEDS")),
                    request.locale() == null
                            ? "en"
                            : Locale.forLanguageTag(request.locale()).getLanguage(),
                    request.returnUrl());
        } catch (IllegalArgumentException invalid) {
            throw GatewayUnavailable.notReached("The sandbox cannot be asked for this");
        }
    }

    Optional<MethodAnswer> lookUp(SavedMethodId method) throws GatewayUnavailable {
        return lookUp(method, connection);
    }

    private static Optional<MethodAnswer> lookUp(SavedMethodId method, SandboxConnection over)
            throws GatewayUnavailable {
        List<SandboxMethod> found =
                slice(over.get("/methods?merchant_reference=" + method.value()));
        if (found.size() > 1) {
            LOG.errorf("The provider has %d methods for method %s", found.size(), method);
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(report(found.get(0), method).answer());
    }

    Slice<MethodReport> changedSince(Instant since, String cursor, int limit)
            throws GatewayUnavailable {
        String query = "/methods?changed_since=" + since + "&limit=" + limit;
        if (cursor != null) {
            query += "&after=" + encoded(cursor);
        }
        List<SandboxMethod> told = slice(connection.get(query));
        List<MethodReport> reports = new ArrayList<>();
        for (SandboxMethod method : told) {
            try {
                reports.add(report(method, null));
            } catch (GatewayUnavailable notOurs) {
                LOG.warn("The provider lists a method that is not ours; it is passed over");
            }
        }
        return new Slice<>(reports, told.size() < limit ? null : told.get(told.size() - 1).ref());
    }

    private static List<SandboxMethod> slice(SandboxConnection.Answer answer)
            throws GatewayUnavailable {
        if (answer.status() != 200) {
            throw GatewayUnavailable.outcomeUnknown("Status " + answer.status());
        }
        return answer.as(SandboxMethod.Slice.class).items();
    }

    void forget(String reference) throws GatewayUnavailable {
        SandboxConnection.Answer answer = connection.delete("/methods/" + encoded(reference));
        if (!isGone(answer)) {
            throw GatewayUnavailable.outcomeUnknown("Status " + answer.status());
        }
    }

    /** A 404 alone may come from anybody on the way; it must say what is not there. */
    private static boolean isGone(SandboxConnection.Answer answer) throws GatewayUnavailable {
        return switch (answer.status()) {
            case 200 -> answer.as(SandboxMethod.class).status() == SandboxMethodStatus.FORGOTTEN;
            case 404 -> answer.as(Refusal.class).error().equals("no_such_method");
            default -> false;
        };
    }

    private record Refusal(@JsonProperty(required = true) String error) {}

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Our reading of what the provider says; anything odd leaves the outcome unknown. */
    private static MethodReport report(SandboxMethod told, SavedMethodId expected)
            throws GatewayUnavailable {
        try {
            SavedMethodId method = new SavedMethodId(UUID.fromString(told.merchantReference()));
            if (expected != null && !expected.equals(method)) {
                throw GatewayUnavailable.outcomeUnknown("The answer is about another method");
            }
            return new MethodReport(
                    method,
                    new MethodAnswer(
                            told.ref(),
                            status(told.status()),
                            told.label(),
                            told.declineCode(),
                            told.savePage() == null
                                    ? new NextAction.None()
                                    : new NextAction.Redirect(told.savePage()),
                            told.expires()));
        } catch (IllegalArgumentException | NullPointerException garbage) {
            throw GatewayUnavailable.outcomeUnknown("The answer makes no sense");
        }
    }

    private static MethodStatus status(SandboxMethodStatus told) {
        return switch (told) {
            case PENDING -> MethodStatus.PENDING;
            case ACTIVE -> MethodStatus.ACTIVE;
            case DECLINED -> MethodStatus.DECLINED;
            case EXPIRED -> MethodStatus.EXPIRED;
            case FORGOTTEN -> MethodStatus.REVOKED;
        };
    }
}
