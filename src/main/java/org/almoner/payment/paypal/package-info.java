/**
 * PayPal: orders that the donor approves on PayPal's page and that we capture, accounts kept for
 * regular gifts, refunds, disputes and signed notifications; over PayPal's REST interfaces Orders
 * v2, Payments v2, Payment Method Tokens v3, Disputes v1 and Transaction Search v1.
 */
package org.almoner.payment.paypal;
