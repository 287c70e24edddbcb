package org.almoner.payment.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Payout;
import com.stripe.model.Refund;
import com.stripe.model.SetupIntent;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake says nothing that Stripe's own client does not know. */
class StripeShapesTest {

    private static final Map<String, String> FORM =
            Map.of(
                    "amount",
                    "2500",
                    "currency",
                    "eur",
                    "customer",
                    "cus_1",
                    "usage",
                    "off_session");

    static Stream<Arguments> shapes() {
        ObjectNode intent = StripeObjects.paymentIntent("pi_1", 1, FORM);
        ObjectNode charge = StripeObjects.charge("ch_1", 1, intent);
        return Stream.of(
                Arguments.of(intent, PaymentIntent.class),
                Arguments.of(charge, Charge.class),
                Arguments.of(StripeObjects.refund("re_1", 1, charge, 100), Refund.class),
                Arguments.of(StripeObjects.dispute("dp_1", 1, charge, 100), Dispute.class),
                Arguments.of(StripeObjects.customer("cus_1", 1, FORM), Customer.class),
                Arguments.of(StripeObjects.setupIntent("seti_1", 1, FORM), SetupIntent.class),
                Arguments.of(StripeObjects.card("pm_1", 1, "cus_1"), PaymentMethod.class),
                Arguments.of(StripeObjects.payout("po_1", 1, 100, "eur"), Payout.class),
                Arguments.of(
                        StripeObjects.balanceTransaction(
                                "txn_1",
                                1,
                                "eur",
                                new StripeObjects.Movement("charge", "charge", "ch_1", 100, 5)),
                        BalanceTransaction.class),
                Arguments.of(
                        StripeObjects.event("evt_1", 1, "charge.succeeded", charge), Event.class));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyFieldIsOneOfStripes(ObjectNode shape, Class<?> model) {
        Set<String> unknown = new TreeSet<>();
        shape.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(fields(model));
        assertEquals(Set.of(), unknown);
    }

    private static Set<String> fields(Class<?> model) {
        return Arrays.stream(model.getDeclaredFields())
                .map(StripeShapesTest::written)
                .collect(Collectors.toSet());
    }

    /** As it is written in JSON: by its annotation, which is not on the path of the compiler. */
    private static String written(Field field) {
        return Arrays.stream(field.getAnnotations())
                .filter(it -> it.annotationType().getSimpleName().equals("SerializedName"))
                .map(Object::toString)
                .map(text -> text.replaceAll(".*?\"([a-z0-9_]+)\".*", "$1"))
                .findFirst()
                .orElse(field.getName());
    }
}
