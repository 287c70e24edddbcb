package org.almoner;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.RestAssuredRequest;
import com.atlassian.oai.validator.restassured.RestAssuredResponse;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.List;
import java.util.Set;

/**
 * Holds every exchange of every test with the running service against the contract, without being
 * asked to: each answer must be one the contract describes, and a request that was accepted must be
 * one it allows. Addresses outside the contract and statuses that any address may give are left
 * alone.
 */
public final class HoldAgainstContract implements QuarkusTestBeforeEachCallback, Filter {

    private static final Set<Integer> EVERYWHERE = Set.of(405, 413, 414, 415, 431);

    /** The client adds the token after this filter has run. */
    private static final String NO_TOKEN = "validation.request.security.missing";

    private static final String NO_SUCH_STATUS = "validation.response.status.unknown";
    private static final String NO_SUCH_PATH = "validation.request.path.missing";
    private static final String NO_SUCH_METHOD = "validation.request.operation.notAllowed";

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        if (RestAssured.filters().stream().noneMatch(HoldAgainstContract.class::isInstance)) {
            RestAssured.filters(this);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response answer = context.next(request, specification);
        if (isComparable(request.getMethod()) && !EVERYWHERE.contains(answer.statusCode())) {
            List<String> breaches = breaches(RestAssuredRequest.of(request), answer);
            if (!breaches.isEmpty()) {
                throw new AssertionError(
                        request.getMethod()
                                + " "
                                + request.getURI()
                                + " -> "
                                + answer.statusCode()
                                + " breaks the contract: "
                                + breaches);
            }
        }
        return answer;
    }

    private static boolean isComparable(String method) {
        return Set.of("GET", "PUT", "POST", "PATCH", "DELETE").contains(method);
    }

    /** How an exchange breaks the contract; empty when it does not. */
    static List<String> breaches(Request request, Response answer) {
        ValidationReport report =
                Contract.exchanges().validate(request, RestAssuredResponse.of(answer));
        boolean foreign =
                report.getMessages().stream()
                        .map(ValidationReport.Message::getKey)
                        .anyMatch(key -> key.equals(NO_SUCH_PATH) || key.equals(NO_SUCH_METHOD));
        if (foreign) {
            return List.of();
        }
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .filter(
                        message ->
                                answer.statusCode() < 400
                                        || !message.getKey().startsWith("validation.request"))
                .filter(message -> !message.getKey().equals(NO_TOKEN))
                .filter(
                        message ->
                                !message.getKey().equals(NO_SUCH_STATUS)
                                        || !isOtherSpelling(request, answer))
                .map(message -> message.getKey() + " " + message.getMessage())
                .toList();
    }

    /** The validator takes capital letters for small ones; the service does not. */
    private static boolean isOtherSpelling(Request request, Response answer) {
        return answer.statusCode() == 404 && request.getPath().matches(".*[A-Z].*");
    }
}
