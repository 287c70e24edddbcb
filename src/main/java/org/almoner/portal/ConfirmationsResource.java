package org.almoner.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.almoner.signup.Origin;

/**
 * What mails ask people to confirm. Only a POST does anything, so programs that follow the links of
 * a mail confirm nothing.
 */
@Path("/v1/confirmations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ConfirmationsResource {

    private final RedeemMailedSecret redeem;

    ConfirmationsResource(RedeemMailedSecret redeem) {
        this.redeem = redeem;
    }

    /** The body. */
    record Token(@NotNull @Size(min = 1, max = 100) String token) {

        @Override
        public String toString() {
            return "Token";
        }
    }

    /** What was confirmed. */
    record Answer(Kind confirmed) {}

    /** For what a mail's secret was. */
    enum Kind {
        /** The donor is reached by the new address. */
        EMAIL_CHANGE,
        /** The donor is reached by the old address again. */
        EMAIL_CHANGE_UNDONE,
        /** The mailbox gets the newsletter. */
        NEWSLETTER
    }

    /** Confirms, once. */
    @POST
    @PermitAll
    public Answer confirm(
            @NotNull @Valid Token body,
            @HeaderParam("User-Agent") String userAgent,
            @Context HttpServerRequest request) {
        return new Answer(
                redeem.redeem(
                        body.token(),
                        new Origin(request.remoteAddress().hostAddress(), userAgent, null)));
    }
}
