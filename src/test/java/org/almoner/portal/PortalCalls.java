package org.almoner.portal;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.almoner.access.SignedIn;

/** The calls of the portal, by somebody who is signed in. */
final class PortalCalls {

    private PortalCalls() {}

    /** An address nobody else has, without digits, which could be taken for a card's number. */
    static String address() {
        StringBuilder letters = new StringBuilder();
        for (char digit : UUID.randomUUID().toString().replace("-", "").toCharArray()) {
            letters.append((char) ('a' + Character.digit(digit, 16)));
        }
        return letters + "@example.org";
    }

    /** As the only person at the address. */
    static RequestSpecification as(String address) {
        return with(SignedIn.at(address));
    }

    static RequestSpecification with(String token) {
        return given().contentType(ContentType.JSON).auth().oauth2(token);
    }

    /** That something is not there, in the words in which nothing else is said. */
    static Map<String, Object> nothingHere(Response answer) {
        assertEquals(404, answer.statusCode());
        Map<String, Object> body = new TreeMap<>(answer.jsonPath().getMap("$"));
        body.remove("requestId");
        return body;
    }
}
