/**
 * Bank transfer: the donor is told where to and with which reference; a bank statement settles it.
 */
package org.almoner.payment.transfer;
