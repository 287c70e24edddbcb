package org.almoner.payment.paypal;

import java.util.List;
import java.util.Optional;
import org.almoner.office.Office;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NextAction;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;

/**
 * PayPal accounts kept for collecting (Payment Method Tokens v3). The donor approves a setup token
 * on PayPal's page; we exchange it for the payment token that is collected with. Until then the
 * method goes by the setup token's id, which our reference marks.
 */
final class Vault {

    private static final String SETUP = "setup:";

    private final PaypalConnection connection;
    private final ReadOrder read;
    private final Dropped dropped;

    Vault(PaypalConnection connection, ReadOrder read, Dropped dropped) {
        this.connection = connection;
        this.read = read;
        this.dropped = dropped;
    }

    MethodAnswer save(PaypalAccount account, SaveRequest request, Office office)
            throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.post(
                        account,
                        "/v3/vault/setup-tokens",
                        request.providerKey(),
                        VaultCall.setup(request, office));
        if (answer.isSuccess()) {
            return answer(account, request.id(), answer.as(Told.SetupToken.class));
        }
        List<String> issues = answer.issues();
        if (answer.status() == 422 && !issues.isEmpty()) {
            return new MethodAnswer(
                    null, MethodStatus.DECLINED, null, issues.get(0), new NextAction.None(), null);
        }
        throw answer.unexpected();
    }

    private MethodAnswer answer(PaypalAccount account, SavedMethodId method, Told.SetupToken setup)
            throws GatewayUnavailable {
        if (setup.id() == null || setup.status() == null) {
            throw GatewayUnavailable.outcomeUnknown("The setup token makes no sense");
        }
        return switch (setup.status()) {
            case "CREATED", "PAYER_ACTION_REQUIRED" ->
                    new MethodAnswer(
                            SETUP + setup.id(),
                            MethodStatus.PENDING,
                            null,
                            null,
                            read.page(setup.links()),
                            null);
            case "APPROVED" -> keep(account, method, setup);
            case "VAULTED", "TOKENIZED" ->
                    active(
                            kept(account, setup).stream()
                                    .findFirst()
                                    .orElseThrow(
                                            () ->
                                                    GatewayUnavailable.outcomeUnknown(
                                                            "What was kept is not there")));
            default -> throw GatewayUnavailable.outcomeUnknown("The setup token makes no sense");
        };
    }

    /** Exchanges the approved setup token; the same key gives the same payment token. */
    private MethodAnswer keep(PaypalAccount account, SavedMethodId method, Told.SetupToken setup)
            throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.post(
                        account,
                        "/v3/vault/payment-tokens",
                        "tok-" + method,
                        VaultCall.keep(setup.id()));
        if (!answer.isSuccess()) {
            throw answer.unexpected();
        }
        return active(answer.as(Told.PaymentToken.class));
    }

    /** Tokens made of a setup token whose answer we never got; each setup has its own customer. */
    private List<Told.PaymentToken> kept(PaypalAccount account, Told.SetupToken setup)
            throws GatewayUnavailable {
        if (setup.customer() == null || setup.customer().id() == null) {
            throw GatewayUnavailable.outcomeUnknown("The setup token names no customer");
        }
        PaypalHttp.Answer answer =
                connection.get(
                        account,
                        "/v3/vault/payment-tokens?customer_id="
                                + PaypalPath.part(setup.customer().id()));
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        return answer.as(Told.PaymentTokens.class).paymentTokens();
    }

    private static MethodAnswer active(Told.PaymentToken token) throws GatewayUnavailable {
        if (token.id() == null || token.id().startsWith(SETUP)) {
            throw GatewayUnavailable.outcomeUnknown("The payment token makes no sense");
        }
        return new MethodAnswer(
                token.id(), MethodStatus.ACTIVE, label(token), null, new NextAction.None(), null);
    }

    /** Such as {@code PayPal d…@example.org}. */
    private static String label(Told.PaymentToken token) {
        String email =
                token.paymentSource() == null || token.paymentSource().paypal() == null
                        ? null
                        : token.paymentSource().paypal().emailAddress();
        int at = email == null ? -1 : email.lastIndexOf('@');
        return at < 1
                ? "PayPal"
                : "PayPal "
                        + email.substring(0, email.offsetByCodePoints(0, 1))
                        + "…"
                        + email.substring(at);
    }

    /** Without its reference nothing is found; asking again under the same key tells. */
    Optional<MethodAnswer> find(PaypalAccount account, MethodTrace trace)
            throws GatewayUnavailable {
        String reference = trace.reference();
        if (reference == null) {
            return Optional.empty();
        }
        if (reference.startsWith(SETUP)) {
            Optional<Told.SetupToken> setup = setup(account, reference);
            if (setup.isPresent()) {
                return Optional.of(answer(account, trace.method(), setup.get()));
            }
            dropped.require(trace.openedAt());
            return Optional.of(ended(reference, MethodStatus.EXPIRED));
        }
        PaypalHttp.Answer answer =
                connection.get(account, "/v3/vault/payment-tokens/" + PaypalPath.part(reference));
        if (isNotThere(answer)) {
            return Optional.of(ended(reference, MethodStatus.REVOKED));
        }
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        return Optional.of(active(answer.as(Told.PaymentToken.class)));
    }

    private static MethodAnswer ended(String reference, MethodStatus status) {
        return new MethodAnswer(reference, status, null, null, new NextAction.None(), null);
    }

    private Optional<Told.SetupToken> setup(PaypalAccount account, String reference)
            throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.get(
                        account,
                        "/v3/vault/setup-tokens/"
                                + PaypalPath.part(reference.substring(SETUP.length())));
        if (isNotThere(answer)) {
            return Optional.empty();
        }
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        return Optional.of(answer.as(Told.SetupToken.class));
    }

    /** A 404 alone may come from anybody on the way; PayPal says what is not there. */
    private static boolean isNotThere(PaypalHttp.Answer answer) {
        return answer.status() == 404 && !answer.issues().isEmpty();
    }

    /** A setup token ends by itself; what was kept by it goes. */
    void forget(PaypalAccount account, String reference) throws GatewayUnavailable {
        if (!reference.startsWith(SETUP)) {
            delete(account, reference);
            return;
        }
        Optional<Told.SetupToken> setup = setup(account, reference);
        if (setup.isPresent() && List.of("VAULTED", "TOKENIZED").contains(setup.get().status())) {
            for (Told.PaymentToken token : kept(account, setup.get())) {
                delete(account, token.id());
            }
        }
    }

    private void delete(PaypalAccount account, String token) throws GatewayUnavailable {
        PaypalHttp.Answer answer =
                connection.delete(account, "/v3/vault/payment-tokens/" + PaypalPath.part(token));
        if (answer.status() != 204 && !isNotThere(answer)) {
            throw answer.unexpected();
        }
    }
}
