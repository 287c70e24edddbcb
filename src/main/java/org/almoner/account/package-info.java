/**
 * The people behind donors' rows: which rows are one person, and by which proved addresses that
 * person is reached. Donors are people, not addresses.
 */
package org.almoner.account;
