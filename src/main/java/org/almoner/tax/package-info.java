/**
 * Tax statements through their lives: which gifts may be confirmed, numbers without gaps, runs over
 * a year, cancelling and replacing. How a document looks is the business of {@code statement}.
 */
package org.almoner.tax;
