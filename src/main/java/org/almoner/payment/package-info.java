/**
 * Payments: how money is asked for, what the provider says became of it, and what flows back. Knows
 * nothing of donations; it carries an opaque reference and publishes events.
 */
package org.almoner.payment;
