package org.almoner.access;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;
import org.almoner.problem.DomainProblem;

/** Where donors ask for a link and a code to sign in with. */
@Path("/v1/sign-in-links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SignInResource {

    private static final String SECRET = "[A-Za-z0-9_-]{43}";

    private final AskToSignIn ask;
    private final Ids ids;

    SignInResource(AskToSignIn ask, Ids ids) {
        this.ask = ask;
        this.ids = ids;
    }

    record Wish(
            @NotNull @Size(max = 320) String email,
            @NotNull @Pattern(regexp = "de|en|nl|fr") String locale) {

        @Override
        public String toString() {
            return "Wish";
        }
    }

    /** Always 202, with the same body, whether anybody is known by the address or not. */
    @POST
    @PermitAll
    public Response ask(
            @NotNull @Valid Wish wish,
            @CookieParam(Cookies.BROWSER) String cookie,
            @HeaderParam("User-Agent") String userAgent,
            @Context HttpServerRequest request) {
        EmailAddress email =
                EmailAddress.parse(wish.email())
                        .orElseThrow(
                                () ->
                                        DomainProblem.invalid(
                                                "/email",
                                                "no_email",
                                                "One mail address, such as name@example.org."));
        String known = cookie != null && cookie.matches(SECRET) ? cookie : ids.secret();
        ask.ask(
                email,
                wish.locale(),
                Browser.of(known, userAgent),
                Network.of(request.remoteAddress().hostAddress()));
        return Response.accepted().cookie(Cookies.browser(known)).build();
    }
}
