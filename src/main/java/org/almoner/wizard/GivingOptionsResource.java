package org.almoner.wizard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What can be given, where, how. Public, the same for everybody, and cheap. */
@Path("/v1/giving-options")
class GivingOptionsResource {

    private static final String FRESH_FOR_A_MINUTE = "public, max-age=60";

    private final OfferGiving offer;
    private final ObjectMapper json;

    GivingOptionsResource(OfferGiving offer, ObjectMapper json) {
        this.offer = offer;
        this.json = json;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response find(
            @QueryParam("country") String country,
            @QueryParam("locale") String locale,
            @QueryParam("campaign") String campaign,
            @HeaderParam("If-None-Match") String known)
            throws JsonProcessingException {
        String body = json.writeValueAsString(offer.to(country, locale, campaign));
        String tag = '"' + GiftDrafts.hash(body).substring(0, 32) + '"';
        Response.ResponseBuilder answer =
                tag.equals(known) ? Response.notModified() : Response.ok(body);
        return answer.header("ETag", tag).header("Cache-Control", FRESH_FOR_A_MINUTE).build();
    }
}
