/**
 * What providers hold for us, keep and pay out: their movements taken once for ever, payouts found
 * at the bank, and the day's comparison of provider, ledger and bank.
 */
package org.almoner.reconciliation;
