package org.almoner.giftaid;

/** As what a schedule is taken. */
public enum ScheduleFormat {
    /** OpenDocument spreadsheet in the layout of HMRC's own, as Charities Online takes it. */
    ODS,
    /** The ten columns of HMRC's table, to be pasted into HMRC's own spreadsheet (RFC 4180). */
    CSV
}
