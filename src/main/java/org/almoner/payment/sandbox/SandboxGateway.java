package org.almoner.payment.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.ListsMethods;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodReport;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NextAction;
import org.almoner.payment.NotifiesUs;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.RefundRefused;
import org.almoner.payment.RefundsPayments;
import org.almoner.payment.ReportsStatus;
import org.almoner.payment.ReversalKind;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.almoner.payment.Slice;
import org.jboss.logging.Logger;

/**
 * Talks to the sandbox provider as to any other: over HTTP, with keys, and trusting nothing that it
 * says until it has been checked.
 */
@ApplicationScoped
class SandboxGateway implements ListsMethods, ReportsStatus, RefundsPayments, NotifiesUs {

    private static final Logger LOG = Logger.getLogger(SandboxGateway.class);

    private final SandboxAccess access;
    private final SandboxConnection connection;

    /** For the look-up after a failed call: both together must end before a lease does. */
    private final SandboxConnection briefly;

    private final SandboxMethods savedMethods;

    SandboxGateway(SandboxAccess access) {
        this.access = access;
        this.connection = new SandboxConnection(access);
        this.briefly = new SandboxConnection(access, Duration.ofSeconds(2));
        this.savedMethods = new SandboxMethods(connection, briefly);
    }

    @Override
    public String provider() {
        return "sandbox";
    }

    @Override
    public Set<PaymentMethod> methods() {
        return access.enabled() ? Set.of(PaymentMethod.SANDBOX) : Set.of();
    }

    @Override
    public boolean accepts(Map<String, String> details) {
        return Arrays.stream(SandboxScenario.values())
                .anyMatch(known -> known.name().equals(details.get("scenario")));
    }

    @Override
    public Duration keyLifetime() {
        return SimulatorBooks.KEYS_KEPT;
    }

    @Override
    public ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable {
        SandboxConnection.Answer answer =
                connection.post("/payments", request.providerKey(), call(request));
        if (answer.status() == 201 || answer.status() == 402) {
            return report(answer.as(SandboxPayment.class), request.payment(), false).answer();
        }
        if (answer.status() >= 500) {
            // The provider may have failed after the deed, and says so again under the same key
            // for a day; what it knows of the payment is the truth.
            Optional<ProviderReport> known = lookUp(request.payment(), briefly);
            if (known.isPresent()) {
                return known.get().answer();
            }
        }
        throw GatewayUnavailable.outcomeUnknown("Status " + answer.status());
    }

    private static PaymentCall call(PaymentRequest request) throws GatewayUnavailable {
        try {
            return new PaymentCall(
                    request.payment().toString(),
                    request.amount().minor(),
                    request.amount().currency().getCurrencyCode(),
                    SandboxScenario.valueOf(request.details().getOrDefault("scenario", "SUCCEEDS")),
                    request.locale() == null
                            ? "en"
                            : Locale.forLanguageTag(request.locale()).getLanguage(),
                    request.returnUrl(),
                    request.saved() == null ? null : request.saved().reference());
        } catch (IllegalArgumentException invalid) {
            throw GatewayUnavailable.notReached("The sandbox cannot be asked for this");
        }
    }

    @Override
    public Optional<ProviderReport> lookUp(PaymentTrace trace) throws GatewayUnavailable {
        return lookUp(trace.payment(), connection);
    }

    private static Optional<ProviderReport> lookUp(PaymentId payment, SandboxConnection over)
            throws GatewayUnavailable {
        SandboxConnection.Answer answer =
                over.get("/payments?merchant_reference=" + payment.value());
        List<SandboxPayment> found = slice(answer);
        if (found.size() > 1) {
            LOG.errorf("The provider has %d payments for payment %s", found.size(), payment);
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(report(found.get(0), payment, found.size() > 1));
    }

    @Override
    public Slice<ProviderReport> changedSince(Instant since, String cursor, int limit)
            throws GatewayUnavailable {
        String query = "/payments?changed_since=" + since + "&limit=" + limit;
        if (cursor != null) {
            query += "&after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        List<SandboxPayment> told = slice(connection.get(query));
        List<ProviderReport> reports = new ArrayList<>();
        for (SandboxPayment payment : told) {
            try {
                reports.add(report(payment, null, false));
            } catch (GatewayUnavailable notOurs) {
                LOG.warn("The provider lists a payment that is not ours; it is passed over");
            }
        }
        return new Slice<>(reports, told.size() < limit ? null : told.get(told.size() - 1).ref());
    }

    private static List<SandboxPayment> slice(SandboxConnection.Answer answer)
            throws GatewayUnavailable {
        if (answer.status() != 200) {
            throw GatewayUnavailable.outcomeUnknown("Status " + answer.status());
        }
        return answer.as(SandboxPayment.Slice.class).items();
    }

    @Override
    public String refund(PaymentTrace paid, String refundKey, Money amount)
            throws GatewayUnavailable, RefundRefused {
        SandboxConnection.Answer answer =
                connection.post(
                        "/payments/"
                                + URLEncoder.encode(paid.reference(), StandardCharsets.UTF_8)
                                + "/refunds",
                        refundKey,
                        new SimulatorApi.RefundCall(
                                amount.minor(), amount.currency().getCurrencyCode()));
        if (answer.status() == 201) {
            SimulatedPayment.FlowBack back = answer.as(SimulatedPayment.FlowBack.class);
            if (back.ref() == null || back.minor() != amount.minor()) {
                throw GatewayUnavailable.outcomeUnknown("Another refund was confirmed");
            }
            return back.ref();
        }
        if (answer.status() == 422 || answer.status() == 404) {
            throw new RefundRefused("The provider does not give back this much of this payment");
        }
        throw GatewayUnavailable.outcomeUnknown("Status " + answer.status());
    }

    @Override
    public Optional<ProviderEvent> verify(byte[] body, Map<String, String> headers, Instant now) {
        String signature = headers.get(WebhookSignature.HEADER.toLowerCase(Locale.ROOT));
        if (!WebhookSignature.isGenuine(body, signature, access.webhookSecrets(), now)) {
            return Optional.empty();
        }
        try {
            SandboxEvent event = SandboxJson.read(body, SandboxEvent.class);
            return Optional.of(new ProviderEvent(event.id(), event.type(), about(event)));
        } catch (IOException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Matter about(SandboxEvent event) {
        UUID id = UUID.fromString(event.merchantReference());
        return event.type().startsWith("method.") ? new SavedMethodId(id) : new PaymentId(id);
    }

    @Override
    public MethodAnswer save(SaveRequest request) throws GatewayUnavailable {
        return savedMethods.save(request);
    }

    @Override
    public Optional<MethodAnswer> lookUpMethod(MethodTrace trace) throws GatewayUnavailable {
        return savedMethods.lookUp(trace.method());
    }

    @Override
    public void forget(MethodTrace trace) throws GatewayUnavailable {
        savedMethods.forget(trace.reference());
    }

    @Override
    public Slice<MethodReport> methodsChangedSince(Instant since, String cursor, int limit)
            throws GatewayUnavailable {
        return savedMethods.changedSince(since, cursor, limit);
    }

    /** Our reading of what the provider says; anything odd leaves the outcome unknown. */
    private static ProviderReport report(SandboxPayment told, PaymentId expected, boolean ambiguous)
            throws GatewayUnavailable {
        try {
            PaymentId payment = new PaymentId(UUID.fromString(told.merchantReference()));
            if (expected != null && !expected.equals(payment)) {
                throw GatewayUnavailable.outcomeUnknown("The answer is about another payment");
            }
            List<ProviderReport.Reversal> reversals = new ArrayList<>();
            for (SimulatedPayment.FlowBack back : told.reversals()) {
                reversals.add(
                        new ProviderReport.Reversal(
                                back.ref(),
                                ReversalKind.valueOf(back.kind()),
                                Money.of(back.minor(), told.currency()),
                                back.reason()));
            }
            ProviderAnswer answer =
                    new ProviderAnswer(
                            told.ref(),
                            status(told.status()),
                            Money.of(told.minor(), told.currency()),
                            told.declineCode(),
                            told.payPage() == null
                                    ? new NextAction.None()
                                    : new NextAction.Redirect(told.payPage()));
            List<ProviderReport.Dispute> disputes =
                    told.dispute() == null
                            ? List.of()
                            : List.of(new ProviderReport.Dispute(told.dispute(), !told.disputed()));
            return new ProviderReport(payment, answer, reversals, disputes, ambiguous);
        } catch (IllegalArgumentException | NullPointerException garbage) {
            throw GatewayUnavailable.outcomeUnknown("The answer makes no sense");
        }
    }

    private static ProviderStatus status(SandboxStatus told) {
        return switch (told) {
            case PENDING -> ProviderStatus.PENDING;
            case SETTLED -> ProviderStatus.SETTLED;
            case DECLINED -> ProviderStatus.DECLINED;
            case EXPIRED -> ProviderStatus.EXPIRED;
        };
    }
}
