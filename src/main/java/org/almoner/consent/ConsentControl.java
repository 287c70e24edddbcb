package org.almoner.consent;

/** How a text is put before the donor. */
public enum ConsentControl {
    /** To be read; answering {@code given: true} says that it was shown. */
    NOTICE,
    /** To be ticked or left alone; never ticked beforehand. */
    CHECKBOX
}
