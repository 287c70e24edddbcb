package org.almoner.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PathId;

/** What a donor allows, and how he takes it back. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ConsentsResource {

    private static final String JSON_LD = "application/ld+json";

    private final ListConsents list;
    private final AnswerConsents answer;
    private final ObjectToMarketing objection;
    private final ShowReceipt receipt;

    ConsentsResource(
            ListConsents list,
            AnswerConsents answer,
            ObjectToMarketing objection,
            ShowReceipt receipt) {
        this.list = list;
        this.answer = answer;
        this.objection = objection;
        this.receipt = receipt;
    }

    /** All of them, by office, purpose and channel. */
    @GET
    @Path("/consents")
    @RolesAllowed(Roles.DONOR)
    public Listing<ConsentItem> list(@QueryParam("locale") String locale) {
        return new Listing<>(list.list(locale), null);
    }

    /** Gives or takes back; answered with what counts from now on. */
    @POST
    @Path("/consents")
    @RolesAllowed(Roles.DONOR)
    public Listing<ConsentItem> answer(
            @HeaderParam("User-Agent") String userAgent,
            @Context HttpServerRequest request,
            @NotNull @Valid AnswerConsents.Answers body) {
        answer.answer(body, origin(request, userAgent));
        return new Listing<>(list.list(body.locale()), null);
    }

    /** Ends all marketing; answered with what counts from now on. */
    @POST
    @Path("/marketing-objections")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.DONOR)
    public Listing<ConsentItem> object(
            @HeaderParam("User-Agent") String userAgent, @Context HttpServerRequest request) {
        objection.object(origin(request, userAgent));
        return new Listing<>(list.list(null), null);
    }

    /** The receipt of one answer. */
    @GET
    @Path("/consents/{id}/receipt")
    @Produces(JSON_LD)
    @RolesAllowed(Roles.DONOR)
    public Map<String, Object> receipt(@PathParam("id") String id) {
        return receipt.of(PathId.read(id));
    }

    /** The same as Kantara's consent receipt, for a consent that holds. */
    @GET
    @Path("/consents/{id}/receipt/kantara")
    @RolesAllowed(Roles.DONOR)
    public Map<String, Object> kantara(@PathParam("id") String id) {
        return receipt.kantara(PathId.read(id));
    }

    private static ConsentParties.Origin origin(HttpServerRequest request, String userAgent) {
        return new ConsentParties.Origin(request.remoteAddress().hostAddress(), userAgent);
    }
}
