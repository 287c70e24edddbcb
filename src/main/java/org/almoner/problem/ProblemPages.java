package org.almoner.problem;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;

/** Explains every kind of failure under the address that is its {@code type}. */
@Path("/problems/{slug}")
class ProblemPages {

    static final String PATH = "/problems/";

    private static final Properties WORDS = words();

    /**
     * One kind of failure.
     *
     * @param meaning what has happened
     * @param remedy what the client can do
     */
    @JsonPropertyOrder({"type", "code", "status", "title", "meaning", "remedy"})
    record ProblemPage(
            String type, String code, int status, String title, String meaning, String remedy) {}

    /** The explanation as JSON. */
    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response forPrograms(@PathParam("slug") String slug) {
        return kept(page(slug), MediaType.APPLICATION_JSON);
    }

    /** The explanation as a page; what browsers ask for. */
    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8;qs=1.0")
    public Response forPeople(@PathParam("slug") String slug) {
        return kept(html(page(slug)), MediaType.TEXT_HTML + ";charset=UTF-8");
    }

    private static Response kept(Object entity, String mediaType) {
        return Response.ok(entity)
                .type(mediaType)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .build();
    }

    static ProblemPage page(String slug) {
        ProblemType type =
                Arrays.stream(ProblemType.values())
                        .filter(known -> known.slug().equals(slug))
                        .findFirst()
                        .orElseThrow(DomainProblem::notFound);
        return new ProblemPage(
                PATH + slug,
                slug,
                type.status(),
                type.title(),
                WORDS.getProperty(slug + ".meaning"),
                WORDS.getProperty(slug + ".remedy"));
    }

    /** Only words of our own are in it, so nothing needs escaping. */
    private static String html(ProblemPage page) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title></head>
                <body>
                <h1>%1$s</h1>
                <p>HTTP status %2$d, code <code>%3$s</code></p>
                <p>%4$s</p>
                <h2>What to do</h2>
                <p>%5$s</p>
                </body>
                </html>
                """
                .formatted(page.title(), page.status(), page.code(), page.meaning(), page.remedy());
    }

    private static Properties words() {
        Properties words = new Properties();
        try (InputStream in = ProblemPages.class.getResourceAsStream("/problems.properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return words;
    }
}
