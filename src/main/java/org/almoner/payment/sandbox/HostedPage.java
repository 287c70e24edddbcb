package org.almoner.payment.sandbox;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almoner.money.Money;
import org.almoner.money.MoneyFormat;

/** The provider's page where the payer decides; play money, so it says that it is. */
final class HostedPage {

    private static final Map<String, Words> WORDS =
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

    private HostedPage() {}

    private record Words(
            String title, String note, String pay, String decline, String cancel, String done) {}

    static SimulatorAnswer of(SimulatedPayment payment) {
        String locale = WORDS.containsKey(payment.locale()) ? payment.locale() : "en";
        Words words = WORDS.get(locale);
        String choices =
                payment.status() == SandboxStatus.PENDING
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
        String page =
                PAGE.formatted(
                        locale,
                        words.title(),
                        words.title(),
                        MoneyFormat.format(
                                Money.of(payment.minor(), payment.currency()),
                                Locale.forLanguageTag(locale)),
                        choices);
        return new SimulatorAnswer(
                200,
                Map.of(
                        "Content-Type", "text/html; charset=utf-8",
                        "Cache-Control", "no-store",
                        "Content-Security-Policy", policy(payment)),
                page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Browsers hold the redirect after a form against the policy too, so its target is named. */
    private static String policy(SimulatedPayment payment) {
        String target =
                Optional.ofNullable(payment.returnUrl())
                        .map(URI::create)
                        .map(uri -> " " + uri.getScheme() + "://" + uri.getAuthority())
                        .orElse("");
        return "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none';"
                + " form-action 'self'"
                + target;
    }

    static SimulatorAnswer goBack(SimulatedPayment payment) {
        String target = payment.returnUrl() == null ? "/pay/" + payment.ref() : payment.returnUrl();
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
