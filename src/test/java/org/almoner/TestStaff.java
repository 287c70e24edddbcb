package org.almoner;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** People of the staff, signed in as the sandbox lets anybody sign in. */
public final class TestStaff {

    private TestStaff() {}

    /** A token for the roles in the offices; {@code *} stands for all offices. */
    public static String token(List<String> roles, List<String> offices) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("name", "Erika Beispiel", "roles", roles, "offices", offices))
                .post("/dev/staff-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("accessToken");
    }

    /** A request of somebody with one role in the offices. */
    public static RequestSpecification as(String role, String... offices) {
        return given().auth().oauth2(token(List.of(role), List.of(offices)));
    }
}
