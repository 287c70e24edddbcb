package org.almoner.recurring;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened to a recurring gift.
 *
 * @param position 1 for the first thing
 * @param kind what, such as {@code TERMS_CHANGED}
 * @param instalment the first instalment it counts for; {@code null} when it is about none
 * @param reason a word of ours; {@code null} when none was given
 * @param before what was agreed until then, as far as it changed
 * @param after what is agreed from then on
 */
public record RecurringGiftEvent(
        int position,
        String kind,
        Instant at,
        ChangedBy by,
        Integer instalment,
        String reason,
        Map<String, Object> before,
        Map<String, Object> after) {}
