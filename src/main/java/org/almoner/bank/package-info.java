/**
 * What banks tell of an office's accounts: files are taken whole or not at all, each movement is
 * known once for ever, and what nothing fits waits for a person.
 */
package org.almoner.bank;
