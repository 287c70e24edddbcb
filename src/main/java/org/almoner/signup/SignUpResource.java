package org.almoner.signup;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.almoner.access.Network;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentControl;
import org.almoner.consent.ConsentMeaning;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentText;
import org.almoner.consent.ConsentTexts;
import org.almoner.donor.EmailAddress;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;

/** Where people sign up for the newsletter who give nothing. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
class SignUpResource {

    private static final String LOCALES = "de|en|nl|fr";
    private static final String FRESH_FOR_A_MINUTE = "public, max-age=60";

    private final AskToSignUp ask;
    private final ConsentTexts texts;
    private final Offices offices;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    SignUpResource(
            AskToSignUp ask,
            ConsentTexts texts,
            Offices offices,
            MeterRegistry metrics,
            InstantSource clock) {
        this.ask = ask;
        this.texts = texts;
        this.offices = offices;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The form. {@code homepage} is a trap: people do not see it, machines fill it in.
     *
     * @param consents the answers to what is asked in this country
     * @param page the page the form stands on, without query; {@code null} when it does not say
     */
    record Wish(
            @NotNull @Size(max = 320) String email,
            @NotNull @Size(max = 2) String country,
            @NotNull @Pattern(regexp = LOCALES) String locale,
            @NotNull @Size(min = 1, max = 5) List<@NotNull ConsentAnswer> consents,
            @Size(max = 200) @Pattern(regexp = "https?://[^\\s?#\\p{Cntrl}]{1,190}") String page,
            @Size(max = 200) String homepage) {

        boolean isTrapped() {
            return homepage != null && !homepage.isEmpty();
        }

        @Override
        public String toString() {
            return "Wish";
        }
    }

    /** What is asked of whoever wants the newsletter. */
    record Options(OfficeName office, String country, String locale, List<Text> consents) {}

    /** Who writes. */
    record OfficeName(OfficeCode code, String name) {}

    /** One text as it is to be shown. */
    record Text(
            String id,
            int version,
            ConsentPurpose purpose,
            ConsentChannel channel,
            ConsentControl control,
            ConsentMeaning meaning,
            boolean required,
            String text,
            String legalBasis,
            OfficeCode controller,
            OfficeCode recipient,
            String locale) {

        static Text of(ConsentText it) {
            return new Text(
                    it.id(),
                    it.version(),
                    it.purpose(),
                    it.channel(),
                    it.control(),
                    it.meaning(),
                    it.required(),
                    it.text(),
                    it.legalBasis(),
                    it.controller(),
                    it.recipient(),
                    it.locale());
        }
    }

    /** What the form has to show. */
    @GET
    @Path("/newsletter-options")
    @PermitAll
    public Response options(
            @QueryParam("country") String country, @QueryParam("locale") String locale) {
        List<Violation> wrong = new ArrayList<>();
        if (!Offices.isCountry(country)) {
            wrong.add(unknownCountry("query:country"));
        }
        if (locale == null || !locale.matches(LOCALES)) {
            wrong.add(new Violation("query:locale", "unknown_locale", "Use de, en, nl or fr."));
        }
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
        Office office = offices.forCountry(country);
        List<Text> asked =
                texts.shownToSubscriber(country, locale, office.code(), clock.instant()).stream()
                        .map(Text::of)
                        .toList();
        return Response.ok(
                        new Options(
                                new OfficeName(office.code(), office.legalName()),
                                country,
                                locale,
                                asked))
                .header("Cache-Control", FRESH_FOR_A_MINUTE)
                .build();
    }

    /** Always 202, with the same body, whether anybody is known by the address or not. */
    @POST
    @Path("/newsletter-signups")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    public Response signUp(
            @NotNull @Valid Wish wish,
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
        if (!Offices.isCountry(wish.country())) {
            throw DomainProblem.invalid(List.of(unknownCountry("/country")));
        }
        if (wish.isTrapped()) {
            metrics.counter("almoner_sign_ups_trapped_total").increment();
            return Response.accepted().build();
        }
        OfficeCode office = offices.forCountry(wish.country()).code();
        String address = request.remoteAddress().hostAddress();
        ask.ask(
                new NoteSignUp.Mailbox(
                        email,
                        new ConsentAudience(
                                wish.country(), wish.locale(), office, clock.instant())),
                wish.consents(),
                new Origin(address, userAgent, wish.page()),
                Network.of(address).counted());
        return Response.accepted().build();
    }

    private static Violation unknownCountry(String pointer) {
        return new Violation(pointer, "unknown_country", "Use an ISO 3166-1 alpha-2 code.");
    }
}
