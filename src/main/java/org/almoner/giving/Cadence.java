package org.almoner.giving;

/** How often a donor means to give. */
public enum Cadence {
    ONCE(0),
    MONTHLY(1),
    QUARTERLY(3),
    HALF_YEARLY(6),
    YEARLY(12);

    private final int months;

    Cadence(int months) {
        this.months = months;
    }

    /** Whether giving goes on: everything but {@link #ONCE}. */
    public boolean isRecurring() {
        return months > 0;
    }

    /**
     * Calendar months from one instalment to the next.
     *
     * @throws IllegalStateException for a gift given once, which has no next one
     */
    public int months() {
        if (!isRecurring()) {
            throw new IllegalStateException("A gift given once has no rhythm");
        }
        return months;
    }
}
