package org.almoner.payment.paypal;

/**
 * The PayPal account of one office.
 *
 * @param office code of the office
 * @param clientId of the app
 * @param clientSecret of the app; never printed
 * @param webhookId of the webhook that PayPal notifies us by
 * @param merchantId of the account
 */
record PaypalAccount(
        String office, String clientId, String clientSecret, String webhookId, String merchantId) {

    @Override
    public String toString() {
        return "PayPal account of " + office;
    }
}
