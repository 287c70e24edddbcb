package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.http.QueryValue;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.webhook.MessageState;
import org.almoner.webhook.TestEndpoint;
import org.almoner.webhook.WebhookEndpointView;
import org.almoner.webhook.WebhookEndpoints;
import org.almoner.webhook.WebhookMessageView;

/** The systems of offices that webhooks go to. */
@Path("/v1/staff/webhook-endpoints")
@Produces(MediaType.APPLICATION_JSON)
class WebhookEndpointsResource {

    private final WebhookEndpoints endpoints;
    private final AddWebhookEndpoint add;
    private final TestEndpoint test;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    WebhookEndpointsResource(
            WebhookEndpoints endpoints,
            AddWebhookEndpoint add,
            TestEndpoint test,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.endpoints = endpoints;
        this.add = add;
        this.test = test;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** What is wanted. */
    record Wanted(@NotNull OfficeCode office, @NotBlank @Size(max = 500) String url) {

        @Override
        public String toString() {
            return "Wanted[" + office + "]";
        }
    }

    /** Adds one; its secret is in this answer and in no other. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    public Response add(@NotNull @Valid Wanted wanted) {
        return Response.status(Response.Status.CREATED)
                .entity(add.add(wanted.office(), wanted.url()))
                .build();
    }

    /** How far a page has come in the list. */
    record Page(
            @QueryParam("office") String office,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    /** Those of the caller's offices, in the order in which they were added. */
    @GET
    @RolesAllowed(Roles.ADMIN)
    public Listing<WebhookEndpointView> list(@BeanParam Page wanted) {
        OfficeScope scope = OfficeScope.of(staff, wanted.office());
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<WebhookEndpointView> found =
                endpoints.page(
                        scope.every() ? null : scope.codes(),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), it -> it.id().toString());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public WebhookEndpointView show(@PathParam("id") String id) {
        return mine(id);
    }

    /** Removes it for ever. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    public void remove(@PathParam("id") String id) {
        WebhookEndpointView endpoint = mine(id);
        staff.requireSecondFactor();
        endpoints.remove(endpoint.id());
        writeDown("webhook-endpoint.removed", endpoint);
    }

    /** Gives it a new secret, which is in this answer and in no other. */
    @POST
    @Path("/{id}/secret-rotation")
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    public WebhookEndpoints.WithSecret rotate(@PathParam("id") String id) {
        WebhookEndpointView endpoint = mine(id);
        staff.requireSecondFactor();
        WebhookEndpoints.WithSecret rotated = endpoints.rotate(endpoint.id());
        writeDown("webhook-endpoint.secret-rotated", endpoint);
        return rotated;
    }

    /** Stops sending. */
    @POST
    @Path("/{id}/suspension")
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    public WebhookEndpointView suspend(@PathParam("id") String id) {
        WebhookEndpointView suspended = endpoints.suspend(mine(id).id());
        writeDown("webhook-endpoint.suspended", suspended);
        return suspended;
    }

    /** Sends again. */
    @POST
    @Path("/{id}/resumption")
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    public WebhookEndpointView resume(@PathParam("id") String id) {
        WebhookEndpointView resumed = endpoints.resume(mine(id).id());
        writeDown("webhook-endpoint.resumed", resumed);
        return resumed;
    }

    /** Sends a message that tells nothing, and says what came back; with no transaction open. */
    @POST
    @Path("/{id}/test")
    @RolesAllowed(Roles.ADMIN)
    public TestEndpoint.Result test(@PathParam("id") String id) {
        WebhookEndpointView endpoint = mine(id);
        writeDown("webhook-endpoint.tested", endpoint);
        return test.send(endpoint.id());
    }

    /** Which messages, and how far a page has come. */
    record MessagesWanted(
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private MessageState checkedState() {
            return QueryValue.oneOf("state", state, MessageState.class);
        }
    }

    /** What is owed to it and what was sent, latest first. */
    @GET
    @Path("/{id}/messages")
    @RolesAllowed(Roles.ADMIN)
    public Listing<WebhookMessageView> messages(
            @PathParam("id") String id, @BeanParam MessagesWanted wanted) {
        WebhookEndpointView endpoint = mine(id);
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<WebhookMessageView> found =
                endpoints.messages(
                        endpoint.id(),
                        wanted.checkedState(),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), it -> it.id().toString());
    }

    /** Tries one again at once. */
    @POST
    @Path("/{id}/messages/{message}/retry")
    @RolesAllowed(Roles.ADMIN)
    @Transactional
    public Response retry(@PathParam("id") String id, @PathParam("message") String message) {
        WebhookEndpointView endpoint = mine(id);
        UUID which = PathId.read(message);
        endpoints.retry(endpoint.id(), which);
        writeDown.act(
                "webhook-message.retried", "webhook-message/" + which, endpoint.office(), null);
        return Response.accepted().build();
    }

    private WebhookEndpointView mine(String id) {
        WebhookEndpointView endpoint =
                endpoints.find(PathId.read(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(endpoint.office()));
        return endpoint;
    }

    private void writeDown(String action, WebhookEndpointView endpoint) {
        writeDown.act(action, "webhook-endpoint/" + endpoint.id(), endpoint.office(), null);
    }
}
