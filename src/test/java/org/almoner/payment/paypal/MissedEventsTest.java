package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentTrace;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.Slice;
import org.junit.jupiter.api.Test;

/** What notifications that never came would have told of decided payments. */
class MissedEventsTest extends WithPlay {

    private static final String REFUNDED = "PAYMENT.CAPTURE.REFUNDED";

    private PaymentTrace captured() throws Exception {
        return play.captured(Play.anew(Play.euros(2500)));
    }

    private List<ProviderReport> walk(int limit) throws GatewayUnavailable {
        List<ProviderReport> met = new ArrayList<>();
        String cursor = null;
        int slices = 0;
        do {
            Slice<ProviderReport> slice =
                    play.gateway.changedSince(Play.START.minusSeconds(3600), cursor, limit);
            assertTrue(slice.items().size() <= limit);
            met.addAll(slice.items());
            cursor = slice.next();
            assertTrue(++slices < 50, "the walk does not end");
        } while (cursor != null);
        return met;
    }

    @Test
    void whatFlowedBackWithoutAWordIsFoundPageByPage() throws Exception {
        Set<PaymentId> refunded = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            PaymentTrace paid = captured();
            play.paypal.books().refundedElsewhere(play.charge(paid).captureId(), "10.00");
            play.paypal.happened().toOrder(REFUNDED, paid.reference());
            play.paypal.happened().toOrder(REFUNDED, paid.reference());
            refunded.add(paid.payment());
        }
        captured(); // nothing happened to this one
        List<ProviderReport> met = walk(3);
        assertEquals(refunded, new HashSet<>(met.stream().map(ProviderReport::payment).toList()));
        met.forEach(it -> assertEquals(Play.euros(1000), it.reversals().get(0).amount()));
    }

    @Test
    void disputesAreFoundByTheCaptureTheyName() throws Exception {
        PaymentTrace paid = captured();
        String dispute = play.paypal.disputes().open(play.charge(paid), "25.00");
        ObjectNode opened = play.paypal.disputes().dispute(dispute);
        play.paypal.happened().toDispute("CUSTOMER.DISPUTE.CREATED", opened);
        List<ProviderReport> met = walk(10);
        assertEquals(List.of(paid.payment()), met.stream().map(ProviderReport::payment).toList());
        assertEquals(1, met.get(0).disputes().size());
    }

    @Test
    void whatIsNotOursIsPassedOver() throws Exception {
        PaymentTrace paid = captured();
        play.paypal.happened().toOrder(REFUNDED, "O-OF-SOMEBODY-ELSE");
        play.paypal.happened().toOrder(REFUNDED, paid.reference());
        play.paypal.happened().toDispute("CUSTOMER.DISPUTE.RESOLVED", FakeJson.object());
        assertEquals(
                List.of(paid.payment()), walk(10).stream().map(ProviderReport::payment).toList());
    }

    @Test
    void aLinkToElsewhereLeadsNowhereElse() throws Exception {
        for (int i = 0; i < 3; i++) {
            play.paypal.happened().toOrder(REFUNDED, captured().reference());
        }
        play.paypal.happened().leadTo("http://127.0.0.1:9");
        assertEquals(3, walk(2).size(), "the query is asked for at PayPal itself");
    }

    @Test
    void aSilentPaypalIsAskedAgainLater() {
        play.paypal.failNext("GET /v1/notifications/webhooks-events", FakeFault.ERROR_BEFORE);
        assertThrows(GatewayUnavailable.class, () -> walk(10));
    }
}
