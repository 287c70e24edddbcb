/**
 * The receipt e-mail of a settled gift, and before it the instructions for a bank transfer or the
 * announcement of a direct debit; what became of a direct debit given once that failed.
 */
package org.almoner.receipt;
