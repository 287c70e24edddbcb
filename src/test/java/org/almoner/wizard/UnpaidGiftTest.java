package org.almoner.wizard;

import static org.almoner.wizard.WizardCalls.key;
import static org.almoner.wizard.WizardCalls.ready;
import static org.almoner.wizard.WizardCalls.sandbox;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.payment.LateMoney;
import org.almoner.payment.PaymentDesk;
import org.almoner.wizard.WizardCalls.Draft;
import org.junit.jupiter.api.Test;

/** Each attempt that brings no money is said once, with the provider's code. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UnpaidGiftTest {

    @Inject HeardUnpaid heard;
    @Inject PaymentDesk payments;
    @Inject LateMoney lateMoney;

    @Test
    void eachDeclinedAttemptIsSaidOnceAndAPaidOneIsNot() {
        Draft draft = ready(2500, "DECLINED");
        String gift = draft.complete(key()).jsonPath().getString("donation");
        draft.put("/payment-method", sandbox("FAILS_SOFTLY")).then().statusCode(200);
        draft.complete(key()).then().statusCode(402);
        draft.put("/payment-method", sandbox("SUCCEEDS")).then().statusCode(200);
        draft.complete(key()).then().statusCode(201);
        assertEquals(
                List.of("DECLINED insufficient_funds", "DECLINED insufficient_funds"),
                heard.of(gift));
    }

    @Test
    void moneyThatComesAfterAllIsNoFurtherFailure() {
        String gift = ready(2500, "DECLINED").complete(key()).jsonPath().getString("donation");
        lateMoney.tellOf(payments.latestOf(UUID.fromString(gift)).orElseThrow());
        assertEquals(List.of("DECLINED insufficient_funds"), heard.of(gift));
    }
}
