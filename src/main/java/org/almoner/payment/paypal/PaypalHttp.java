package org.almoner.payment.paypal;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.ProviderHttp;

/** Calls over HTTP with limits on everything: 2 s to connect, a time in all, 2 MiB of answer. */
final class PaypalHttp {

    /** A page of 500 transactions is the largest thing we ask for. */
    private static final int LIMIT = 2 * 1024 * 1024;

    /** Nothing else of what PayPal says gets into logs or rows. */
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,79}");

    private static final Pattern DEBUG_ID = Pattern.compile("[A-Za-z0-9]{1,64}");

    private final ProviderHttp http = new ProviderHttp("PayPal", LIMIT);

    /**
     * An answer within the limits, its body not yet looked at.
     *
     * @param retryAfter what PayPal says of when to come again; {@code null} where it says nothing
     */
    record Answer(int status, byte[] body, boolean isJson, String retryAfter) {

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Reads the body; what is not as expected leaves the outcome unknown. */
        <T> T as(Class<T> type) throws GatewayUnavailable {
            try {
                if (isJson) {
                    return PaypalJson.read(body, type);
                }
            } catch (IOException garbage) {
                // told below, without what it said
            }
            throw GatewayUnavailable.outcomeUnknown(
                    "Status " + status + " without what was expected");
        }

        /** Names of what went wrong, the most telling first; empty when PayPal named nothing. */
        List<String> issues() {
            try {
                Told.Failure failure = as(Told.Failure.class);
                List<String> issues =
                        failure.details().stream()
                                .map(Told.Detail::issue)
                                .filter(Answer::isCode)
                                .toList();
                return issues.isEmpty() && isCode(failure.name())
                        ? List.of(failure.name())
                        : issues;
            } catch (GatewayUnavailable unreadable) {
                return List.of();
            }
        }

        /** PayPal's name of this call, by which its support finds it. */
        String debugId() {
            try {
                String id = as(Told.Failure.class).debugId();
                return id != null && DEBUG_ID.matcher(id).matches() ? id : "none";
            } catch (GatewayUnavailable unreadable) {
                return "none";
            }
        }

        private static boolean isCode(String text) {
            return text != null && CODE.matcher(text).matches();
        }

        GatewayUnavailable unexpected() {
            return GatewayUnavailable.outcomeUnknown("Status " + status + " " + issues());
        }
    }

    Answer send(HttpRequest.Builder request, Duration total) throws GatewayUnavailable {
        HttpResponse<byte[]> response = http.send(request, total);
        return new Answer(
                response.statusCode(),
                response.body(),
                ProviderHttp.isJson(response),
                response.headers().firstValue("Retry-After").orElse(null));
    }
}
