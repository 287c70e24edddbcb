package org.almoner.payment.paypal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.paypal.sdk.models.CapturedPayment;
import com.paypal.sdk.models.CustomerVaultPaymentTokensResponse;
import com.paypal.sdk.models.OAuthToken;
import com.paypal.sdk.models.Order;
import com.paypal.sdk.models.OrderCaptureRequest;
import com.paypal.sdk.models.OrderRequest;
import com.paypal.sdk.models.PaymentTokenRequest;
import com.paypal.sdk.models.PaymentTokenResponse;
import com.paypal.sdk.models.Refund;
import com.paypal.sdk.models.RefundRequest;
import com.paypal.sdk.models.SearchResponse;
import com.paypal.sdk.models.SetupTokenRequest;
import com.paypal.sdk.models.SetupTokenResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The objects of PayPal's own library, generated from its published interfaces (checkout_orders_v2,
 * payments_payment_v2, vault_payment_tokens_v3, reporting_transactions_v1). A message fits when
 * each of its fields is one of theirs, each code one they know, and nothing is lost on the way
 * through them. Disputes and notifications are not in the library.
 */
final class OfficialShapes {

    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build(); // unknown fields fail, as is Jackson's habit

    private record Message(Pattern path, Class<?> asked, Class<?> answered) {}

    private static final List<Message> MESSAGES =
            List.of(
                    message("POST /v1/oauth2/token", null, OAuthToken.class),
                    message("POST /v2/checkout/orders", OrderRequest.class, Order.class),
                    message("GET /v2/checkout/orders/[^/]+", null, Order.class),
                    message(
                            "POST /v2/checkout/orders/[^/]+/capture",
                            OrderCaptureRequest.class,
                            Order.class),
                    message("GET /v2/payments/captures/[^/]+", null, CapturedPayment.class),
                    message(
                            "POST /v2/payments/captures/[^/]+/refund",
                            RefundRequest.class,
                            Refund.class),
                    message(
                            "POST /v3/vault/setup-tokens",
                            SetupTokenRequest.class,
                            SetupTokenResponse.class),
                    message("GET /v3/vault/setup-tokens/[^/]+", null, SetupTokenResponse.class),
                    message(
                            "POST /v3/vault/payment-tokens",
                            PaymentTokenRequest.class,
                            PaymentTokenResponse.class),
                    message("GET /v3/vault/payment-tokens/[^/]+", null, PaymentTokenResponse.class),
                    message(
                            "GET /v3/vault/payment-tokens",
                            null,
                            CustomerVaultPaymentTokensResponse.class),
                    message("GET /v1/reporting/transactions", null, SearchResponse.class));

    private OfficialShapes() {}

    private static Message message(String call, Class<?> asked, Class<?> answered) {
        return new Message(Pattern.compile(call), asked, answered);
    }

    /** What is wrong with a request, or {@code null}. */
    static String requestFault(String call, byte[] body) {
        return MESSAGES.stream()
                .filter(one -> one.asked() != null && one.path().matcher(call).matches())
                .map(one -> fault(body, one.asked()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What is wrong with a successful answer, or {@code null}. */
    static String answerFault(String call, byte[] body) {
        return MESSAGES.stream()
                .filter(one -> one.path().matcher(call).matches())
                .map(one -> fault(body, one.answered()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static String fault(byte[] body, Class<?> type) {
        try {
            JsonNode told = STRICT.readTree(body);
            JsonNode through = STRICT.valueToTree(STRICT.treeToValue(told, type));
            return isContained(told, through)
                    ? null
                    : type.getSimpleName() + " loses something of " + told;
        } catch (IOException | IllegalArgumentException misfit) {
            return type.getSimpleName() + ": " + misfit.getMessage();
        }
    }

    /** Whether all of the first is in the second, which may know more fields. */
    private static boolean isContained(JsonNode part, JsonNode whole) {
        if (part.isObject()) {
            return part.properties().stream()
                    .allMatch(
                            field ->
                                    whole.has(field.getKey())
                                            && isContained(
                                                    field.getValue(), whole.get(field.getKey())));
        }
        if (part.isArray()) {
            boolean fits = whole.isArray() && whole.size() == part.size();
            for (int i = 0; fits && i < part.size(); i++) {
                fits = isContained(part.get(i), whole.get(i));
            }
            return fits;
        }
        return part.isNumber() && whole.isNumber()
                ? part.decimalValue().compareTo(whole.decimalValue()) == 0
                : part.equals(whole);
    }
}
