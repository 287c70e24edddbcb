/**
 * The sandbox: a payment provider of its own that plays every good and bad turn a payment can take,
 * and the gateway that talks to it over HTTP as it would to any other provider.
 */
package org.almoner.payment.sandbox;
