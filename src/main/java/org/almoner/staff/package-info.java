/**
 * What staff see and do: gifts, failures, the self-check and the audit trail, always within the
 * offices of their token. Every act and every search of personal data is on the audit trail.
 *
 * <p>Lists are read models: SQL of this package over the tables {@code donation}, {@code payment},
 * {@code donor}, {@code receipt}, {@code webhook_event} and {@code outbox_message}, which their
 * owners write. Nothing is ever written here; acts go through the owners' desks.
 */
package org.almoner.staff;
