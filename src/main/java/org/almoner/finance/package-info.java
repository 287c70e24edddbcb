/** The books: double entry, append-only, per office and currency. */
package org.almoner.finance;
