package org.almoner.donor;

import org.almoner.office.OfficeCode;

/**
 * A registered donor, with all that a receipt needs.
 *
 * @param office the office this donor belongs to
 * @param locale language of the donor's mails: {@code de}, {@code en}, {@code nl} or {@code fr}
 */
public record DonorView(DonorId id, OfficeCode office, String locale, DonorDetails details) {

    /** The organisation's name, else the person's: the first line on an envelope. */
    public String displayName() {
        if (details.organisation() != null) {
            return details.organisation();
        }
        return details.person() == null ? "-" : details.person().full();
    }
}
