/**
 * Files that banks send, read as streams into records: account statements and notifications
 * (camt.053, camt.054) and status reports (pain.002). They come from outside and may be anything;
 * what is not understood whole is refused by line and rule.
 */
package org.almoner.bankfile;
