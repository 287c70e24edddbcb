package org.almoner.tax;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.statement.DocumentKind;

/**
 * A statement without what its document says of the donor. Prints only its number.
 *
 * @param taxYear the calendar year in which the tax year begins
 * @param donor the donor's row that the recipient was read from
 * @param gifts how many stand on it
 * @param total of those that count
 * @param verification the code by which anybody can ask whether it is genuine
 * @param replaces number of the one it stands for; {@code null} for none
 * @param replacedBy number of the one that stands for it; {@code null} for none
 * @param sha256 of its document; {@code null} while that is not written
 * @param bytes length of the document
 * @param certificate SHA-256 of the certificate that signed it; {@code null} without a signature
 * @param lettersMissing whether its document shows a sign in place of letters the typeface lacks
 * @param endedBecause why it is void; {@code null} while it is not
 * @param openCases how many movements of money since ask for a correction
 */
public record StatementView(
        UUID id,
        String number,
        OfficeCode office,
        int taxYear,
        DocumentKind kind,
        String locale,
        DonorId donor,
        LocalDate issuedOn,
        LocalDate from,
        LocalDate to,
        Money total,
        int gifts,
        String verification,
        StatementState state,
        UUID run,
        String replaces,
        String replacedBy,
        String sha256,
        Integer bytes,
        String certificate,
        boolean lettersMissing,
        Instant numberedAt,
        Instant issuedAt,
        Instant endedAt,
        String endedBy,
        String endedBecause,
        int openCases) {

    @Override
    public String toString() {
        return "StatementView[" + number + "]";
    }
}
