package org.almoner.access;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.almoner.mode.SandboxOnly;
import org.almoner.problem.DomainProblem;

/** Hands out tokens of staff while playing; stands in for the identity provider's sign-in page. */
@Path("/dev/staff-tokens")
@SandboxOnly
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class StaffTokensResource {

    private final IssueSandboxToken tokens;
    private final StaffIssuer issuer;

    StaffTokensResource(IssueSandboxToken tokens, StaffIssuer issuer) {
        this.tokens = tokens;
        this.issuer = issuer;
    }

    record WantedToken(
            @NotBlank @Size(max = 100) String name,
            @NotNull @Size(max = 10)
                    List<@NotNull @Pattern(regexp = "finance|office|privacy|admin|receiver") String>
                            roles,
            @NotNull @Size(max = 50)
                    List<@NotNull @Pattern(regexp = "\\*|[A-Z][A-Z0-9-]{1,7}") String> offices) {}

    record IssuedToken(String accessToken, long expiresIn) {}

    /** A token for ten minutes. Where a real issuer is configured, this does not exist. */
    @POST
    @PermitAll
    public Response issue(@NotNull @Valid WantedToken wanted) {
        if (!issuer.isLocal()) {
            throw DomainProblem.notFound();
        }
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        String token = tokens.issue(wanted.name(), wanted.roles(), wanted.offices());
        return Response.status(Response.Status.CREATED)
                .entity(new IssuedToken(token, IssueSandboxToken.LIFETIME.toSeconds()))
                .cacheControl(noStore)
                .build();
    }
}
