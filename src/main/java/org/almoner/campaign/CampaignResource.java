package org.almoner.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;

/** What settled gifts have brought a campaign, for the counter on the website. */
@Path("/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
class CampaignResource {

    private static final Set<String> LANGUAGES = Set.of("de", "en", "nl", "fr");
    private static final int MAX_AGE_SECONDS = 30;

    private final CampaignBook book;

    CampaignResource(CampaignBook book) {
        this.book = book;
    }

    /** The body of the answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(String slug, String name, Money goal, List<Money> raised, long gifts) {}

    /** Name, goal and totals; closed campaigns are shown too, their total being news still. */
    @GET
    @Path("/{slug}")
    @PermitAll
    public Response show(
            @PathParam("slug") String slug,
            @QueryParam("locale") String locale,
            @Context Request request) {
        CampaignView campaign =
                book.bySlug(slug).map(Campaign::view).orElseThrow(DomainProblem::notFound);
        Body body =
                new Body(
                        campaign.slug(),
                        campaign.name(language(locale)),
                        campaign.goal().orElse(null),
                        campaign.raised(),
                        campaign.gifts());
        EntityTag tag = tagOf(body);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged == null ? Response.ok(body).tag(tag) : unchanged.tag(tag);
        return answer.cacheControl(publicFor(MAX_AGE_SECONDS)).build();
    }

    private static EntityTag tagOf(Body body) {
        byte[] content = body.toString().getBytes(StandardCharsets.UTF_8);
        return new EntityTag(UUID.nameUUIDFromBytes(content).toString());
    }

    private static Locale language(String locale) {
        if (locale == null) {
            return Locale.ENGLISH;
        }
        if (!LANGUAGES.contains(locale)) {
            throw DomainProblem.invalid(
                    "query:locale", "unknown_locale", "The languages are de, en, nl and fr.");
        }
        return Locale.forLanguageTag(locale);
    }

    private static CacheControl publicFor(int seconds) {
        CacheControl control = new CacheControl();
        control.setNoTransform(false);
        control.setMaxAge(seconds);
        control.getCacheExtension().put("public", null);
        return control;
    }
}
