package org.almoner.staff;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.almoner.access.CurrentStaff;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.webhook.WebhookEndpoints;

/**
 * Adds a system of an office that webhooks go to. There is no idempotency key: the answer holds a
 * secret, which must not lie readable beside such a key, and an office cannot have an address
 * twice. Who lost the answer asks for another secret.
 */
@ApplicationScoped
class AddWebhookEndpoint {

    private final WebhookEndpoints endpoints;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    AddWebhookEndpoint(WebhookEndpoints endpoints, CurrentStaff staff, WriteDown writeDown) {
        this.endpoints = endpoints;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * Adds it.
     *
     * @throws DomainProblem 400 for an address that must not be called, 401 without a second
     *     factor, 404 for a foreign office, 409 when the office has it already or has five
     */
    WebhookEndpoints.WithSecret add(OfficeCode office, String url) {
        staff.requireOffice(office);
        staff.requireSecondFactor();
        // Asks the DNS, so with no transaction open.
        endpoints.check(url);
        return QuarkusTransaction.requiringNew().call(() -> added(office, url));
    }

    private WebhookEndpoints.WithSecret added(OfficeCode office, String url) {
        WebhookEndpoints.WithSecret added = endpoints.add(office, url);
        writeDown.act(
                "webhook-endpoint.added",
                "webhook-endpoint/" + added.endpoint().id(),
                office.value(),
                null);
        return added;
    }
}
