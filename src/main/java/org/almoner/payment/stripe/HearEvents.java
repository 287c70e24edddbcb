package org.almoner.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.almoner.payment.NotifiesUs.ByReference;
import org.almoner.payment.NotifiesUs.Matter;
import org.almoner.payment.NotifiesUs.NothingOfOurs;
import org.almoner.payment.NotifiesUs.ProviderEvent;
import org.almoner.payment.SavedMethodId;

/**
 * Stripe's notifications. The signature is checked by Stripe's own client, its time by us, because
 * that client takes any time to come. Of an event only names are read, which are the same in every
 * version of the API: what is true is asked for afterwards.
 */
final class HearEvents {

    static final String HEADER = "stripe-signature";

    private static final Duration TOLERANCE = Duration.ofSeconds(300);
    private static final int LONGEST_HEADER = 4096;
    private static final int LONGEST_TYPE = 60;
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,100}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StripeAccounts accounts;

    HearEvents(StripeAccounts accounts) {
        this.accounts = accounts;
    }

    Optional<ProviderEvent> verify(byte[] body, Map<String, String> headers, Instant now) {
        String signature = headers.get(HEADER);
        if (signature == null || signature.length() > LONGEST_HEADER || body.length == 0) {
            return Optional.empty();
        }
        if (!isOfAboutNow(signature, now)) {
            return Optional.empty();
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return accounts.all().stream()
                .filter(account -> isSignedFor(account, text, signature))
                .findFirst()
                .flatMap(account -> event(account, body));
    }

    /** Exactly one time, at most 300 s before or after ours (EO-15). */
    private static boolean isOfAboutNow(String signature, Instant now) {
        Long time = null;
        for (String part : signature.split(",")) {
            String value = part.strip();
            if (value.startsWith("t=")) {
                if (time != null || !TIME.matcher(value.substring(2)).matches()) {
                    return false;
                }
                time = Long.valueOf(value.substring(2));
            }
        }
        return time != null && Math.abs(now.getEpochSecond() - time) <= TOLERANCE.toSeconds();
    }

    private static boolean isSignedFor(StripeAccount account, String body, String signature) {
        boolean genuine = false;
        for (String secret : account.webhookSecrets()) {
            try {
                genuine |= Webhook.Signature.verifyHeader(body, signature, secret, 0);
            } catch (SignatureVerificationException notThis) {
                // Another secret may fit while they are being changed.
            }
        }
        return genuine;
    }

    private static Optional<ProviderEvent> event(StripeAccount account, byte[] body) {
        try {
            JsonNode event = JSON.readTree(body);
            String id = event.path("id").asText("");
            String type = event.path("type").asText("");
            if (!NAME.matcher(id).matches() || type.isEmpty()) {
                return Optional.empty();
            }
            String shown = type.substring(0, Math.min(type.length(), LONGEST_TYPE));
            return Optional.of(new ProviderEvent(id, shown, about(account, type, event)));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static Matter about(StripeAccount account, String type, JsonNode event) {
        // Of an account connected to ours, or of the other world: signed, and not our money.
        boolean isStrange =
                event.hasNonNull("account")
                        || event.path("livemode").asBoolean() != account.isLive();
        if (isStrange) {
            return new NothingOfOurs();
        }
        JsonNode object = event.path("data").path("object");
        if (type.startsWith("payment_intent.")) {
            return ReadPayments.ours(metadata(object)).isPresent()
                    ? named(object.path("id"))
                    : new NothingOfOurs();
        }
        if (type.startsWith("charge.") || type.startsWith("refund.")) {
            JsonNode intent = object.path("payment_intent");
            return named(intent.isObject() ? intent.path("id") : intent);
        }
        if (type.startsWith("setup_intent.")) {
            Optional<SavedMethodId> method = SaveCards.ours(metadata(object));
            return method.isPresent() ? method.get() : new NothingOfOurs();
        }
        return new NothingOfOurs();
    }

    private static Matter named(JsonNode reference) {
        return reference.isTextual() && NAME.matcher(reference.textValue()).matches()
                ? new ByReference(reference.textValue())
                : new NothingOfOurs();
    }

    private static Map<String, String> metadata(JsonNode object) {
        Map<String, String> all = new HashMap<>();
        object.path("metadata")
                .properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
        return all;
    }
}
