package org.almoner.payment;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Where providers tell us that something happened. */
@Path("/v1/webhooks/{provider}")
class WebhooksResource {

    private static final int LIMIT = 256 * 1024;

    private final Gateways gateways;
    private final WebhookInbox inbox;
    private final WorkOffWebhooks work;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    WebhooksResource(
            Gateways gateways,
            WebhookInbox inbox,
            WorkOffWebhooks work,
            InstantSource clock,
            MeterRegistry metrics) {
        this.gateways = gateways;
        this.inbox = inbox;
        this.work = work;
        this.clock = clock;
        this.metrics = metrics;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public Response receive(
            @PathParam("provider") String provider, @Context HttpHeaders headers, byte[] body) {
        NotifiesUs gateway =
                gateways.capable(provider, NotifiesUs.class).orElseThrow(DomainProblem::notFound);
        if (body == null || body.length > LIMIT) {
            throw DomainProblem.of(
                    ProblemType.BODY_TOO_LARGE, "A notification has at most 256 KiB.");
        }
        Optional<NotifiesUs.ProviderEvent> event =
                gateway.verify(body, firstValues(headers), clock.instant());
        if (event.filter(WebhooksResource::isOfBoundedSize).isEmpty()) {
            metrics.counter("almoner_webhooks_refused_total", "provider", provider).increment();
            throw DomainProblem.of(
                    ProblemType.UNVERIFIED_NOTIFICATION,
                    "The signature is missing, wrong or too old; nothing was stored.");
        }
        inbox.keep(provider, event.get(), body);
        work.nudge();
        return Response.accepted().build();
    }

    private static boolean isOfBoundedSize(NotifiesUs.ProviderEvent event) {
        return event.id().length() <= 100 && event.type().length() <= 60;
    }

    private static Map<String, String> firstValues(HttpHeaders headers) {
        return headers.getRequestHeaders().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                entry -> entry.getValue().get(0),
                                (first, second) -> first));
    }
}
