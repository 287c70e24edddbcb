package org.almoner.payment.paypal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.almoner.office.Office;
import org.almoner.payment.PaymentRequest;

/**
 * What PayPal is asked for when an order is made (Orders v2). It names the payment by our id and
 * tells nothing of the donor, who logs in at PayPal.
 */
record OrderCall(String intent, List<Unit> purchaseUnits, Source paymentSource) {

    private static final int LONGEST_NAME = 127;

    /** Languages and countries that PayPal has pages of, as far as our offices speak them. */
    private static final Set<String> PAGES =
            Set.of("de-DE", "en-GB", "en-US", "en-CA", "en-AU", "fr-FR", "fr-CA", "nl-NL");

    /**
     * What it is for.
     *
     * @param customId our id, by which notifications, disputes and reports name the payment
     * @param invoiceId our id again: PayPal refuses a second capture with an invoice number that
     *     was paid, where the account is set so
     */
    record Unit(String customId, String invoiceId, Told.Amount amount) {}

    /** How it is paid. */
    record Source(Wallet paypal) {}

    /** With a PayPal account, which the donor chooses or has left with us. */
    record Wallet(
            Experience experienceContext, String vaultId, StoredCredential storedCredential) {}

    /** What the donor sees at PayPal. */
    record Experience(
            String brandName,
            String locale,
            String shippingPreference,
            String userAction,
            String returnUrl,
            String cancelUrl) {}

    /** Who begins a payment with an account that was left with us, and why. */
    record StoredCredential(String paymentInitiator, String usage, String usagePattern) {}

    /**
     * The call for a request.
     *
     * @throws IllegalArgumentException when PayPal cannot move the amount
     */
    static OrderCall of(PaymentRequest request, Office office) {
        String id = request.payment().toString();
        Unit unit = new Unit(id, id, PaypalAmounts.write(request.amount()));
        Wallet wallet =
                request.saved() == null
                        ? new Wallet(
                                experience(
                                        office, request.locale(), request.returnUrl(), "PAY_NOW"),
                                null,
                                null)
                        : new Wallet(
                                null,
                                request.saved().reference(),
                                new StoredCredential(
                                        request.saved().donorPresent() ? "CUSTOMER" : "MERCHANT",
                                        "SUBSEQUENT",
                                        "RECURRING_PREPAID"));
        return new OrderCall("CAPTURE", List.of(unit), new Source(wallet));
    }

    /** PayPal wants an address to come back to; without one it is the office's website. */
    static Experience experience(
            Office office, String locale, String returnUrl, String userAction) {
        String name = office.legalName();
        String back = returnUrl == null ? office.website().toString() : returnUrl;
        return new Experience(
                name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME),
                page(locale, office),
                "NO_SHIPPING",
                userAction,
                back,
                back);
    }

    /** The page of the donor's language, in the office's country where PayPal has it. */
    private static String page(String locale, Office office) {
        String language =
                locale == null
                        ? office.defaultLocale().getLanguage()
                        : Locale.forLanguageTag(locale).getLanguage();
        String here = language + "-" + office.country();
        return PAGES.contains(here)
                ? here
                : switch (language) {
                    case "de" -> "de-DE";
                    case "fr" -> "fr-FR";
                    case "nl" -> "nl-NL";
                    default -> "en-GB";
                };
    }
}
