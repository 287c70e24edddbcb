/**
 * Cards through Stripe: intents that the donor confirms in Stripe's own form, saved cards, refunds,
 * disputes and payouts. No card number ever reaches this service.
 */
package org.almoner.payment.stripe;
