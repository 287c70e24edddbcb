package org.almoner.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.problem.DomainProblem;
import org.almoner.signup.Origin;
import org.almoner.signup.WithdrawSignUp;

/** Where a mailbox leaves the newsletter, by the link of the mail it came in with. */
@Path("/v1/newsletter-withdrawals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class NewsletterWithdrawalsResource {

    private final WithdrawSignUp withdraw;

    NewsletterWithdrawalsResource(WithdrawSignUp withdraw) {
        this.withdraw = withdraw;
    }

    /** Leaves; a second time changes nothing. */
    @POST
    @PermitAll
    @Transactional
    public Response leave(
            @NotNull @Valid ConfirmationsResource.Token body,
            @HeaderParam("User-Agent") String userAgent,
            @Context HttpServerRequest request) {
        Origin click = new Origin(request.remoteAddress().hostAddress(), userAgent, null);
        if (!withdraw.with(body.token(), click)) {
            throw DomainProblem.notFound();
        }
        return Response.noContent().build();
    }
}
