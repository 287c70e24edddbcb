package org.almoner;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StartUpTest {

    @Test
    void theServiceStartsOnAnEmptyDatabase() {
        given().get("/v1/nothing-here").then().statusCode(404);
    }
}
