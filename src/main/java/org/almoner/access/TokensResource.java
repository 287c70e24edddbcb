package org.almoner.access;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Gives donors access tokens: for a link or code, for a refresh token, and takes them back. */
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
class TokensResource {

    /** No form and no link on another website can set a header of this name (AB-15). */
    private static final String OWN_HEADER = "Portal-Request";

    private final RedeemSignIn redeem;
    private final Sessions sessions;

    TokensResource(RedeemSignIn redeem, Sessions sessions) {
        this.redeem = redeem;
        this.sessions = sessions;
    }

    record Secret(@NotNull @Pattern(regexp = "[0-9a-f]{64}|[0-9]{4} ?[0-9]{4}") String code) {

        @Override
        public String toString() {
            return "Secret";
        }
    }

    record Chosen(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{43}") String choice, @NotNull UUID person) {

        @Override
        public String toString() {
            return "Chosen";
        }
    }

    record Tokens(String accessToken, long expiresIn) {

        @Override
        public String toString() {
            return "Tokens";
        }
    }

    record Person(UUID id, String name) {

        @Override
        public String toString() {
            return "Person";
        }
    }

    record Choice(String choice, List<Person> people) {

        @Override
        public String toString() {
            return "Choice";
        }
    }

    /** The link's token or the typed code, in the browser that asked. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @NotNull @Valid Secret secret,
            @CookieParam(Cookies.BROWSER) String cookie,
            @HeaderParam("User-Agent") String userAgent) {
        Browser browser = Browser.of(cookie == null ? "" : cookie, userAgent);
        String code = secret.code().replace(" ", "");
        return answer(
                code.length() == 64 ? redeem.byLink(code, browser) : redeem.byCode(code, browser));
    }

    /** Who of those that share the address signs in. */
    @POST
    @Path("/choices")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public Response choose(
            @NotNull @Valid Chosen chosen,
            @CookieParam(Cookies.BROWSER) String cookie,
            @HeaderParam("User-Agent") String userAgent) {
        Browser browser = Browser.of(cookie == null ? "" : cookie, userAgent);
        return answer(redeem.choose(chosen.choice(), chosen.person(), browser));
    }

    private static Response answer(RedeemSignIn.Result result) {
        if (result instanceof RedeemSignIn.Result.In in) {
            return granted(in.granted());
        }
        if (result instanceof RedeemSignIn.Result.Choose choose) {
            List<Person> people =
                    choose.people().stream()
                            .limit(50)
                            .map(it -> new Person(it.id(), it.latest().displayName()))
                            .toList();
            return Response.ok(new Choice(choose.choice(), people)).build();
        }
        if (result instanceof RedeemSignIn.Result.OtherBrowser) {
            throw DomainProblem.of(
                    ProblemType.OTHER_BROWSER,
                    "Type the code from the mail in the browser in which the sign-in was asked for.");
        }
        throw DomainProblem.notFound();
    }

    /** The next access token, and the next refresh token in its cookie. */
    @POST
    @Path("/refresh")
    @PermitAll
    public Response refresh(
            @CookieParam(Cookies.REFRESH) String refresh,
            @CookieParam(Cookies.BROWSER) String cookie,
            @HeaderParam(OWN_HEADER) String own) {
        requireOwnHeader(own);
        return sessions.refresh(
                        refresh == null ? "" : refresh,
                        Browser.of(cookie == null ? "" : cookie, null))
                .map(TokensResource::granted)
                .orElseThrow(
                        () ->
                                DomainProblem.of(
                                        ProblemType.NOT_SIGNED_IN,
                                        "The session has ended; sign in again."));
    }

    /** Signs out: the session ends, and with it its tokens. */
    @POST
    @Path("/revocation")
    @PermitAll
    public Response revoke(
            @CookieParam(Cookies.REFRESH) String refresh, @HeaderParam(OWN_HEADER) String own) {
        requireOwnHeader(own);
        if (refresh != null) {
            sessions.signOut(refresh);
        }
        return Response.noContent().cookie(Cookies.noRefresh()).build();
    }

    private static void requireOwnHeader(String own) {
        if (!"1".equals(own)) {
            throw DomainProblem.invalid(
                    "header:" + OWN_HEADER, "required", "Send the header with the value 1.");
        }
    }

    private static Response granted(Granted granted) {
        return Response.ok(new Tokens(granted.accessToken(), granted.expiresIn()))
                .cookie(Cookies.refresh(granted.refreshToken(), granted.idle()))
                .build();
    }
}
