package org.almoner.portal;

import static org.almoner.portal.PortalCalls.address;
import static org.almoner.portal.PortalCalls.with;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.almoner.TestDatabase;
import org.almoner.access.SignedIn;
import org.almoner.statement.StatementMark;
import org.almoner.tax.IssuedStatements;
import org.almoner.tax.StatementView;
import org.almoner.tax.TaxHistory;
import org.almoner.wizard.GivenGifts;
import org.junit.jupiter.api.Test;

/** A donor's own tax statements. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MyStatementsTest {

    @Inject IssuedStatements statements;
    @Inject TaxHistory history;

    @Test
    void a_donor_sees_and_downloads_them_and_nobody_else_does() {
        String email = address();
        GivenGifts.once(email, "SUCCEEDS");
        StatementView issued = statements.of(statements.donorAt(email), 2002);
        String token = SignedIn.at(email);
        with(token)
                .get("/v1/me/tax-statements")
                .then()
                .statusCode(200)
                .body("items.number", contains(issued.number()))
                .body("items[0].valid", equalTo(true))
                .body("items[0].total.minor", equalTo(2_500));
        byte[] pdf =
                with(token)
                        .get("/v1/me/tax-statements/" + issued.id() + "/pdf")
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", "no-store")
                        .extract()
                        .asByteArray();
        assertEquals(
                java.util.Arrays.hashCode(
                        history.document(issued.id(), StatementMark.ORIGINAL).orElseThrow()),
                java.util.Arrays.hashCode(pdf));
        String other = address();
        GivenGifts.once(other, "SUCCEEDS");
        String stranger = SignedIn.at(other);
        with(stranger).get("/v1/me/tax-statements").then().body("items", hasSize(0));
        with(stranger).get("/v1/me/tax-statements/" + issued.id()).then().statusCode(404);
        with(stranger).get("/v1/me/tax-statements/" + issued.id() + "/pdf").then().statusCode(404);
    }
}
