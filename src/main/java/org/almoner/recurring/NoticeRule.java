package org.almoner.recurring;

/**
 * How collections by a method are announced.
 *
 * @param mode each one, the whole series at once, or not at all
 * @param leadDays days that must lie between the announcement and the collection
 */
record NoticeRule(Mode mode, int leadDays) {

    /** Mail servers may be slow: announcements are written this much before they must arrive. */
    static final int MARGIN_DAYS = 2;

    enum Mode {
        /** Nothing has to be announced. */
        NONE,
        /** The welcome, and each change, announces all that follows. */
        SERIES,
        /** Each collection has an announcement of its own. */
        EACH
    }

    NoticeRule {
        if (leadDays < 0 || leadDays > 60) {
            throw new IllegalArgumentException("Announcements lead by 0 to 60 days");
        }
    }

    int writeDaysBefore() {
        return leadDays + MARGIN_DAYS;
    }
}
