/** Runs SQL as it is written: one statement a call, values bound, rows read one after another. */
package org.almoner.sql;
