package org.almoner.payment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The provider's pages, on which a payer decides about a payment or about saving a method. */
final class SimulatorPages {

    private final SimulatorLedger ledger;
    private final SimulatorActs acts;
    private final WebhookSender sender;

    SimulatorPages(SimulatorLedger ledger, SimulatorActs acts, WebhookSender sender) {
        this.ledger = ledger;
        this.acts = acts;
        this.sender = sender;
    }

    /** {@code GET} and {@code POST /pay/{ref}}. */
    SimulatorAnswer pay(String method, String ref, byte[] body) {
        Optional<SimulatedPayment> payment = ledger.read(books -> books.payments().find(ref));
        if (payment.isEmpty()) {
            return SimulatorAnswer.error(404, "no_such_payment");
        }
        if (!method.equals("POST")) {
            return HostedPage.of(payment.get());
        }
        Optional<SandboxStatus> status = chosen(choice(body));
        if (status.isEmpty()) {
            return SimulatorAnswer.error(400, "invalid_request");
        }
        ledger.deed(
                deed ->
                        acts.decide(
                                deed,
                                deed.books().payments().find(ref).orElseThrow(),
                                status.get()));
        sender.sendDue();
        return HostedPage.goBack(payment.get().returnUrl(), "/pay/" + ref);
    }

    private static Optional<SandboxStatus> chosen(String choice) {
        return switch (choice == null ? "" : choice) {
            case "pay" -> Optional.of(SandboxStatus.SETTLED);
            case "decline" -> Optional.of(SandboxStatus.DECLINED);
            case "cancel" -> Optional.of(SandboxStatus.EXPIRED);
            default -> Optional.empty();
        };
    }

    /** {@code GET} and {@code POST /save/{ref}}. */
    SimulatorAnswer save(String method, String ref, byte[] body) {
        Optional<SimulatedMethod> saved = ledger.read(books -> books.methods().find(ref));
        if (saved.isEmpty()) {
            return SimulatorAnswer.error(404, "no_such_method");
        }
        if (!method.equals("POST")) {
            return HostedPage.of(saved.get());
        }
        Optional<SandboxMethodStatus> status = chosenFor(choice(body));
        if (status.isEmpty()) {
            return SimulatorAnswer.error(400, "invalid_request");
        }
        ledger.deed(
                deed ->
                        acts.decide(
                                deed,
                                deed.books().methods().find(ref).orElseThrow(),
                                status.get()));
        sender.sendDue();
        return HostedPage.goBack(saved.get().returnUrl(), "/save/" + ref);
    }

    private static Optional<SandboxMethodStatus> chosenFor(String choice) {
        return switch (choice == null ? "" : choice) {
            case "pay" -> Optional.of(SandboxMethodStatus.ACTIVE);
            case "decline" -> Optional.of(SandboxMethodStatus.DECLINED);
            case "cancel" -> Optional.of(SandboxMethodStatus.EXPIRED);
            default -> Optional.empty();
        };
    }

    private static String choice(byte[] body) {
        return SimulatorHttp.fields(new String(body, StandardCharsets.UTF_8)).get("choice");
    }
}
