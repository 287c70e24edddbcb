/** Consent: purposes, texts, and the ledger of who agreed to what, in which words. */
package org.almoner.consent;
