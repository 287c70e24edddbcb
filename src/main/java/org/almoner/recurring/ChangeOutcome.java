package org.almoner.recurring;

import java.util.Optional;

/**
 * What became of a change.
 *
 * @param gift as it is now
 * @param takesEffectWith the instalment it counts for first; empty when none lies ahead
 * @param underWay an instalment that is being collected as it was agreed before and cannot be
 *     stopped; empty when there is none
 */
public record ChangeOutcome(
        RecurringGiftView gift,
        Optional<InstalmentView> takesEffectWith,
        Optional<InstalmentView> underWay) {}
