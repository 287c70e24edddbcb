package org.almoner.wizard;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.almoner.http.ReturnAddresses;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** The wizard over HTTP: translates and nothing else. */
@Path("/v1/gift-drafts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class GiftDraftsResource {

    private static final String TOKEN = "Draft-Token";
    private static final String PROBLEM = "application/problem+json";

    private final EditDraft edit;
    private final ShowDraft show;
    private final CompleteDraft complete;
    private final GiveFeedback feedback;
    private final ReturnAddresses returnAddresses;

    GiftDraftsResource(
            EditDraft edit,
            ShowDraft show,
            CompleteDraft complete,
            GiveFeedback feedback,
            ReturnAddresses returnAddresses) {
        this.edit = edit;
        this.show = show;
        this.complete = complete;
        this.feedback = feedback;
        this.returnAddresses = returnAddresses;
    }

    @POST
    @PermitAll
    public Response start(@NotNull @Valid Requests.Amount body) {
        DraftView draft = edit.start(body);
        return Response.created(URI.create("/v1/gift-drafts/" + draft.id())).entity(draft).build();
    }

    @GET
    @Path("/{id}")
    @PermitAll
    public DraftView find(@PathParam("id") String id, @HeaderParam(TOKEN) String token) {
        return show.find(uuid(id), token);
    }

    @PUT
    @Path("/{id}/amount")
    @PermitAll
    public DraftView amount(
            @PathParam("id") String id,
            @HeaderParam(TOKEN) String token,
            @NotNull @Valid Requests.Amount body) {
        return edit.amount(uuid(id), token, body);
    }

    @PUT
    @Path("/{id}/donor")
    @PermitAll
    public DraftView donor(
            @PathParam("id") String id,
            @HeaderParam(TOKEN) String token,
            @NotNull @Valid Requests.Donor body) {
        return edit.donor(uuid(id), token, body);
    }

    @PUT
    @Path("/{id}/payment-method")
    @PermitAll
    public DraftView paymentMethod(
            @PathParam("id") String id,
            @HeaderParam(TOKEN) String token,
            @NotNull @Valid Requests.Method body) {
        return edit.method(uuid(id), token, body);
    }

    @POST
    @Path("/{id}/completion")
    @PermitAll
    public Response completion(
            @PathParam("id") String id,
            @HeaderParam(TOKEN) String token,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("User-Agent") String userAgent,
            @Context HttpServerRequest request,
            @NotNull @Valid Requests.Completion body) {
        Answer answer =
                complete.complete(
                        new Completion(
                                uuid(id),
                                token,
                                IdempotencyKey.required(key),
                                returnAddresses.check(body.returnUrl()),
                                request.remoteAddress().hostAddress(),
                                userAgent));
        Response.ResponseBuilder response =
                Response.status(answer.status())
                        .entity(answer.body())
                        .type(answer.status() < 400 ? MediaType.APPLICATION_JSON : PROBLEM);
        return answer.replayed()
                ? response.header("Idempotency-Replayed", "true").build()
                : response.build();
    }

    @POST
    @Path("/{id}/feedback")
    @PermitAll
    public Response feedback(
            @PathParam("id") String id,
            @HeaderParam(TOKEN) String token,
            @NotNull @Valid Requests.Feedback body) {
        feedback.about(uuid(id), token, body);
        return Response.noContent().build();
    }

    /** Anything that is no id is simply not there. */
    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw DomainProblem.notFound();
        }
    }
}
