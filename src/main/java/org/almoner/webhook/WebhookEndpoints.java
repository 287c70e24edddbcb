package org.almoner.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * The systems of offices that webhooks go to: at most five for each office. Whoever calls this has
 * checked who may.
 */
@ApplicationScoped
public class WebhookEndpoints {

    private final EndpointTable endpoints;
    private final MessageTable messages;
    private final Secrets secrets;
    private final TargetRules rules;
    private final ResolveTarget resolve;
    private final Offices offices;
    private final WebhookSettings settings;
    private final Ids ids;

    WebhookEndpoints(
            EndpointTable endpoints,
            MessageTable messages,
            Secrets secrets,
            TargetRules rules,
            ResolveTarget resolve,
            Offices offices,
            WebhookSettings settings,
            Ids ids) {
        this.endpoints = endpoints;
        this.messages = messages;
        this.secrets = secrets;
        this.rules = rules;
        this.resolve = resolve;
        this.offices = offices;
        this.settings = settings;
        this.ids = ids;
    }

    /**
     * An endpoint with its secret, which is shown this once.
     *
     * @param secret {@code whsec_} and 32 bytes in Base64
     */
    public record WithSecret(WebhookEndpointView endpoint, String secret) {

        @Override
        public String toString() {
            return "WithSecret[" + endpoint.id() + "]";
        }
    }

    /**
     * Looks an address up and refuses what must not be called (AB-14). A name that leads nowhere
     * yet is let through: nothing can be called there. To be asked with no transaction open.
     *
     * @throws DomainProblem 400, naming the rule it breaks
     */
    public void check(String url) {
        Target target = rules.read(url);
        try {
            resolve.resolve(target);
        } catch (UnknownHostException notYet) {
            // The test call and every delivery look again.
        } catch (ResolveTarget.Forbidden inside) {
            throw TargetRules.refused(
                    "address_not_public", "A host all of whose addresses are public.");
        }
    }

    /**
     * Adds an endpoint with a fresh secret.
     *
     * @param url see {@link #check}
     * @throws DomainProblem 400 for an address of the wrong form, 404 for an unknown office, 409
     *     when the office has the address already or five others, 503 without keys
     */
    @Transactional
    public WithSecret add(OfficeCode office, String url) {
        rules.read(url);
        offices.find(office).orElseThrow(DomainProblem::notFound);
        List<String> present = endpoints.urlsOf(office.value());
        if (present.contains(url)) {
            throw wrongState("The office has this address already.");
        }
        if (present.size() >= EndpointTable.MOST) {
            throw wrongState("The office has five addresses already; remove one first.");
        }
        UUID id = ids.next();
        String secret = secrets.fresh();
        if (!endpoints.add(id, office.value(), url, secrets.seal(id, secret))) {
            throw wrongState("Another address is being added at this moment; try again.");
        }
        return new WithSecret(shown(id), secret);
    }

    /** The endpoint; empty when there is none, or no longer. */
    public Optional<WebhookEndpointView> find(UUID id) {
        return endpoints.find(id);
    }

    /**
     * Endpoints in the order in which they were added.
     *
     * @param officeCodes {@code null} for all offices
     * @param after the last one known; {@code null} at the beginning
     */
    public List<WebhookEndpointView> page(Collection<String> officeCodes, UUID after, int limit) {
        return endpoints.page(officeCodes, after, limit);
    }

    /**
     * Gives an endpoint a new secret. The one before signs, too, for {@code
     * almoner.webhooks.old-secret-for}; one before that ends at once.
     *
     * @throws DomainProblem 404 when there is no such endpoint, 503 without keys
     */
    @Transactional
    public WithSecret rotate(UUID id) {
        EndpointTable.Sealed held = endpoints.held(id).orElseThrow(DomainProblem::notFound);
        String secret = secrets.fresh();
        endpoints.rotate(
                id, secrets.seal(id, secret), secrets.sealedAsOld(held), settings.oldSecretFor());
        return new WithSecret(shown(id), secret);
    }

    /**
     * Stops sending; what is owed waits.
     *
     * @throws DomainProblem 409 when it is suspended already
     */
    @Transactional
    public WebhookEndpointView suspend(UUID id) {
        if (!endpoints.suspend(id, SuspendedBecause.BY_STAFF)) {
            throw wrongState("It is suspended already.");
        }
        return shown(id);
    }

    /**
     * Sends again, beginning with what was given up, in order.
     *
     * @throws DomainProblem 409 when it is not suspended
     */
    @Transactional
    public WebhookEndpointView resume(UUID id) {
        if (!endpoints.resume(id)) {
            throw wrongState("It is not suspended.");
        }
        messages.reviveAll(id);
        return shown(id);
    }

    /** Removes it for ever; its secret at once, its messages within hours. */
    @Transactional
    public void remove(UUID id) {
        if (!endpoints.remove(id)) {
            throw DomainProblem.notFound();
        }
    }

    /**
     * Messages of an endpoint, latest first.
     *
     * @param state {@code null} for all
     * @param before the last one known; {@code null} at the beginning
     */
    public List<WebhookMessageView> messages(
            UUID endpoint, MessageState state, UUID before, int limit) {
        return messages.page(endpoint, state, before, limit);
    }

    /**
     * Tries a message again at once instead of later; those before it still go first.
     *
     * @throws DomainProblem 404 when there is no such message, 409 when it was sent or dropped, or
     *     its endpoint is suspended
     */
    @Transactional
    public void retry(UUID endpoint, UUID message) {
        if (!messages.exists(endpoint, message)) {
            throw DomainProblem.notFound();
        }
        if (shown(endpoint).state() != EndpointState.ACTIVE) {
            throw wrongState("The endpoint is suspended; resume it, and everything is sent.");
        }
        if (!messages.revive(endpoint, message)) {
            throw wrongState("It was sent or dropped.");
        }
    }

    private WebhookEndpointView shown(UUID id) {
        return endpoints.find(id).orElseThrow(DomainProblem::notFound);
    }

    private static DomainProblem wrongState(String why) {
        return DomainProblem.of(ProblemType.WRONG_STATE, why);
    }
}
