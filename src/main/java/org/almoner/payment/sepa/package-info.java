/**
 * SEPA direct debit: mandates, the collections that are due under them, and the files that tell the
 * bank (pain.008.001.08, the only version banks take since November 2026).
 */
package org.almoner.payment.sepa;
