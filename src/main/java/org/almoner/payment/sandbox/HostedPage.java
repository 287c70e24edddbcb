package org.almoner.payment.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.money.MoneyFormat;

/** The provider's pages where the payer decides; play money, so they say that it is. */
final class HostedPage {

    private static final Map<String, Words> PAYING =
            Map.of(
                    "en",
                    new Words(
                            "Sandbox payment",
                            "No real money moves.",
                            "Pay",
                            "Decline",
                            "Cancel",
                            "This payment is decided."),
                    "de",
                    new Words(
                            "Testzahlung",
                            "Es fließt kein echtes Geld.",
                            "Bezahlen",
                            "Ablehnen",
                            "Abbrechen",
                            "Diese Zahlung ist entschieden."),
                    "nl",
                    new Words(
                            "Testbetaling",
                            "Er wordt geen echt geld betaald.",
                            "Betalen",
                            "Weigeren",
                            "Annuleren",
                            "Deze betaling is afgehandeld."),
                    "fr",
                    new Words(
                            "Paiement de test",
                            "Aucun argent réel n’est versé.",
                            "Payer",
                            "Refuser",
                            "Annuler",
                            "Ce paiement est terminé."));

    private static final Map<String, Words> SAVING =
            Map.of(
                    "en",
                    new Words(
                            "Sandbox payment method",
                            "May it be kept for your regular gift? No real money moves.",
                            "Allow",
                            "Decline",
                            "Cancel",
                            "This request is decided."),
                    "de",
                    new Words(
                            "Test-Zahlungsart",
                            "Darf sie für Ihre regelmäßige Spende gespeichert werden? Es fließt"
                                    + " kein echtes Geld.",
                            "Erlauben",
                            "Ablehnen",
                            "Abbrechen",
                            "Diese Anfrage ist entschieden."),
                    "nl",
                    new Words(
                            "Testbetaalmethode",
                            "Mag deze worden bewaard voor uw periodieke gift? Er wordt geen echt"
                                    + " geld betaald.",
                            "Toestaan",
                            "Weigeren",
                            "Annuleren",
                            "Dit verzoek is afgehandeld."),
                    "fr",
                    new Words(
                            "Moyen de paiement de test",
                            "Peut-il être conservé pour votre don régulier ? Aucun argent réel"
                                    + " n’est versé.",
                            "Autoriser",
                            "Refuser",
                            "Annuler",
                            "Cette demande est terminée."));

    private HostedPage() {}

    private record Words(
            String title, String note, String pay, String decline, String cancel, String done) {}

    static SimulatorAnswer of(SimulatedPayment payment) {
        String locale = spoken(payment.locale());
        String amount =
                MoneyFormat.format(
                        Money.of(payment.minor(), payment.currency()),
                        Locale.forLanguageTag(locale));
        boolean isOpen = payment.status() == SandboxStatus.PENDING;
        return page(page(locale, PAYING.get(locale), amount, isOpen), policy(payment.returnUrl()));
    }

    static SimulatorAnswer of(SimulatedMethod method) {
        String locale = spoken(method.locale());
        boolean isOpen = method.status() == SandboxMethodStatus.PENDING;
        return page(
                page(locale, SAVING.get(locale), method.label(), isOpen),
                policy(method.returnUrl()));
    }

    private static String spoken(String locale) {
        return PAYING.containsKey(locale) ? locale : "en";
    }

    private static String page(String locale, Words words, String about, boolean isOpen) {
        String choices =
                isOpen
                        ? """
                        <p>%s</p>
                        <form method="post">
                        <button name="choice" value="pay" class="main">%s</button>
                        <button name="choice" value="decline">%s</button>
                        <button name="choice" value="cancel">%s</button>
                        </form>
                        """
                                .formatted(
                                        words.note(), words.pay(), words.decline(), words.cancel())
                        : "<p>%s</p>\n".formatted(words.done());
        return PAGE.formatted(locale, words.title(), words.title(), about, choices);
    }

    private static SimulatorAnswer page(String html, String policy) {
        return new SimulatorAnswer(
                200,
                Map.of(
                        "Content-Type", "text/html; charset=utf-8",
                        "Cache-Control", "no-store",
                        "Content-Security-Policy", policy),
                html.getBytes(StandardCharsets.UTF_8));
    }

    /** Browsers hold the redirect after a form against the policy too, so its target is named. */
    private static String policy(String returnUrl) {
        String target =
                Optional.ofNullable(returnUrl)
                        .map(URI::create)
                        .map(uri -> " " + uri.getScheme() + "://" + uri.getAuthority())
                        .orElse("");
        return "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none';"
                + " form-action 'self'"
                + target;
    }

    /** Sends the payer back to the merchant, or to the page where there is none to go back to. */
    static SimulatorAnswer goBack(String returnUrl, String page) {
        String target = returnUrl == null ? page : returnUrl;
        return new SimulatorAnswer(303, Map.of("Location", target), new byte[0]);
    }

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            * { box-sizing: border-box; }
            body { margin: 0; padding: 1rem; background: #f3f4f6; color: #1f2933;
                   font: 17px/1.5 system-ui, sans-serif; }
            main { max-width: 26rem; margin: 10vh auto; padding: 2rem 1.5rem; background: #fff;
                   border-radius: 12px; box-shadow: 0 2px 16px #0001; text-align: center; }
            h1 { margin: 0; font-size: 1rem; font-weight: 600; color: #52606d; }
            strong { display: block; margin: .5rem 0; font-size: 2.2rem; }
            button { display: block; width: 100%%; margin-top: .75rem; padding: .75rem;
                     border: 1px solid #9aa5b1; border-radius: 8px; background: #fff;
                     color: inherit; font: inherit; cursor: pointer; }
            button.main { background: #1b5e43; border-color: #1b5e43; color: #fff; }
            button:focus-visible { outline: 3px solid #f7c948; }
            </style>
            </head>
            <body><main>
            <h1>%s</h1>
            <strong>%s</strong>
            %s</main></body>
            </html>
            """;
}
