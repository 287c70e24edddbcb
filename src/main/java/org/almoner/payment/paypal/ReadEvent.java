package org.almoner.payment.paypal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.NotifiesUs.ByReference;
import org.almoner.payment.NotifiesUs.Matter;
import org.almoner.payment.NotifiesUs.NothingOfOurs;
import org.almoner.payment.NotifiesUs.ProviderEvent;
import org.almoner.payment.PaymentId;
import org.almoner.payment.SavedMethodId;

/**
 * What a genuine notification is about. Where it names the order, that name is taken: it can come
 * before our own answer does, and a name that is not known yet is tried again. Otherwise our id
 * counts, which we gave PayPal with the order. That an account is kept is no news, for we asked for
 * it; that it is kept no more may be the donor's doing.
 */
final class ReadEvent {

    private static final int LONGEST_REFERENCE = 100;

    private ReadEvent() {}

    /** Empty when it is no event. */
    static Optional<ProviderEvent> of(byte[] body) {
        try {
            JsonNode event = PaypalJson.tree(body);
            String id = event.path("id").asText("");
            String type = event.path("event_type").asText("");
            return id.isEmpty() || type.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ProviderEvent(id, type, about(type, event.path("resource"))));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    /** What an event of a type is about, by what it carries. */
    static Matter about(String type, JsonNode resource) {
        if (type.startsWith("CHECKOUT.ORDER.")) {
            return order(resource.path("id"));
        }
        if (type.equals("CHECKOUT.PAYMENT-APPROVAL.REVERSED")) {
            return order(resource.path("order_id"));
        }
        if (type.startsWith("PAYMENT.CAPTURE.") || type.startsWith("PAYMENT.REFUND.")) {
            return moved(resource);
        }
        if (type.startsWith("CUSTOMER.DISPUTE.")) {
            JsonNode disputed = resource.path("disputed_transactions").path(0);
            return payment(disputed.path("custom"))
                    .or(() -> payment(disputed.path("invoice_number")))
                    .orElse(new NothingOfOurs());
        }
        if (type.equals("VAULT.PAYMENT-TOKEN.DELETED")) {
            return id(resource.path("customer").path("merchant_customer_id"))
                    .<Matter>map(SavedMethodId::new)
                    .orElse(new NothingOfOurs());
        }
        return new NothingOfOurs();
    }

    private static Matter moved(JsonNode resource) {
        JsonNode order = resource.path("supplementary_data").path("related_ids").path("order_id");
        return isReference(order)
                ? new ByReference(order.asText())
                : payment(resource.path("custom_id"))
                        .or(() -> payment(resource.path("invoice_id")))
                        .orElse(new NothingOfOurs());
    }

    private static Matter order(JsonNode id) {
        return isReference(id) ? new ByReference(id.asText()) : new NothingOfOurs();
    }

    private static boolean isReference(JsonNode id) {
        return id.isTextual()
                && !id.asText().isBlank()
                && id.asText().length() <= LONGEST_REFERENCE;
    }

    private static Optional<Matter> payment(JsonNode text) {
        return id(text).map(PaymentId::new);
    }

    private static Optional<UUID> id(JsonNode text) {
        try {
            return text.isTextual() && text.asText().length() == 36
                    ? Optional.of(UUID.fromString(text.asText()))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
