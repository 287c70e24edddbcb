package org.almoner.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemAnswer;
import org.almoner.problem.ProblemType;

/**
 * Refuses requests by their outer shape: unknown methods, addresses with more than one reading, too
 * long addresses and headers, too large bodies, bodies that are not JSON, or XML where banks' files
 * come, or a document or picture where signed forms come (AB-16, FW-6).
 */
@Singleton
class RequestShape implements Handler<RoutingContext> {

    private static final int LONGEST_ADDRESS = 4 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final int MOST_TO_FORGET = 1024 * 1024;

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /**
     * No escapes, no matrix parameters, no empty or dotted segments: one spelling per resource. The
     * one dot in front is where the world looks for public keys (RFC 8615).
     */
    private static final Pattern PLAIN_PATH =
            Pattern.compile(
                    "/(?:\\.well-known/)?(?:[A-Za-z0-9_~@+=,-][A-Za-z0-9._~@+=,-]*(?:/|$))*");

    /** RFC 9110, section 8.3.1: two tokens and parameters. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile(
                    "[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+"
                            + "(?:\\s*;\\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+="
                            + "(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+|\"[^\"\\\\]*\"))*\\s*");

    private static final Pattern JSON =
            Pattern.compile(
                    "application/(?:[a-z0-9.-]+\\+)?json\\s*(?:;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");

    /** Which letters an XML file has, it says itself. */
    private static final Pattern XML =
            Pattern.compile(
                    "(?:application|text)/xml\\s*(?:;\\s*charset\\s*=\\s*\"?[a-z0-9._-]{1,40}\"?\\s*)?");

    /** What it is, its bytes say; parameters mean nothing here. */
    private static final Pattern FORM =
            Pattern.compile("(?:application/pdf|image/jpeg|image/png)\\s*(?:;.*)?");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    @Override
    public void handle(RoutingContext request) {
        DomainProblem problem = problem(request.request());
        if (problem == null) {
            request.next();
            return;
        }
        if (problem.type() == ProblemType.METHOD_NOT_ALLOWED) {
            request.response().putHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
        }
        if (isNotWorthReading(request.request())) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            request.response().endHandler(ended -> request.request().connection().close());
        }
        ProblemAnswer.send(request, problem);
    }

    /** A small rest is read and forgotten, so that the client surely sees the answer. */
    private static boolean isNotWorthReading(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || (length != null && declared(length) > MOST_TO_FORGET);
    }

    private static DomainProblem problem(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_ADDRESS) {
            return DomainProblem.of(
                    ProblemType.ADDRESS_TOO_LONG, "The address may have 4 KiB with its query.");
        }
        if (sizeOfHeaders(request) > LARGEST_HEADERS) {
            return DomainProblem.of(
                    ProblemType.HEADERS_TOO_LARGE, "All headers together may have 16 KiB.");
        }
        if (!METHODS.contains(request.method().name())) {
            return DomainProblem.of(
                    ProblemType.METHOD_NOT_ALLOWED,
                    "The contract lists the methods of every address.");
        }
        if (!PLAIN_PATH.matcher(String.valueOf(request.path())).matches()) {
            return DomainProblem.notFound();
        }
        return problemOfBody(request);
    }

    private static int sizeOfHeaders(HttpServerRequest request) {
        int size = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + header.getValue().length() + 4;
        }
        return size;
    }

    private static DomainProblem problemOfBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        boolean empty = !chunked && (length == null || length.equals("0"));
        if (empty) {
            return namesNoMediaType(request) ? unsupported() : null;
        }
        if (!chunked && BodyLimit.of(request.path()) < declared(length)) {
            return BodyLimit.exceeded();
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean known =
                type != null
                        && expected(request.path())
                                .matcher(type.toLowerCase(Locale.ROOT))
                                .matches();
        boolean welcome = known || !WITH_BODY.contains(request.method().name());
        return welcome && !namesNoMediaType(request) ? null : unsupported();
    }

    private static Pattern expected(String path) {
        if (BodyLimit.takesXml(path)) {
            return XML;
        }
        return BodyLimit.takesForms(path) ? FORM : JSON;
    }

    /** The framework reads the header even where no body follows, and stumbles over such a one. */
    private static boolean namesNoMediaType(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && !MEDIA_TYPE.matcher(type).matches();
    }

    private static DomainProblem unsupported() {
        return DomainProblem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json in UTF-8.");
    }

    private static long declared(String length) {
        return LENGTH.matcher(length).matches() ? Long.parseLong(length) : Long.MAX_VALUE;
    }
}
