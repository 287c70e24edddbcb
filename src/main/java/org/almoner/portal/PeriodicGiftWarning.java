package org.almoner.portal;

import java.util.UUID;

/**
 * What is to be known of a regular gift by which a periodic gift is paid: a change is allowed, and
 * may cost the deduction.
 *
 * @param number <i>transactienummer</i>
 * @param text what the donor may lose, in the donor's language
 */
record PeriodicGiftWarning(UUID agreement, String number, String text) {}
