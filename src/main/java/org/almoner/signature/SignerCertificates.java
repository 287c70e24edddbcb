package org.almoner.signature;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** Remembers under which certificates an office has ever signed, so that anybody can compare. */
@Singleton
public class SignerCertificates {

    private static final String INSERT =
            "INSERT INTO signer_certificate (sha256, office, subject, issuer, serial_number, valid_from,"
                    + " valid_until, known_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT ON CONSTRAINT pk_signer_certificate DO NOTHING";

    private static final String OF_OFFICE =
            "SELECT sha256, subject, issuer, serial_number, valid_from, valid_until"
                    + " FROM signer_certificate WHERE office = ? ORDER BY known_since DESC, sha256 LIMIT ?";

    private final Sql sql;

    SignerCertificates(Sql sql) {
        this.sql = sql;
    }

    /** Remembers one, once. */
    void remember(OfficeCode office, SignerCertificate it, Instant now) {
        sql.write(
                INSERT,
                it.sha256(),
                office.value(),
                it.subject(),
                it.issuer(),
                it.serialNumber(),
                it.validFrom(),
                it.validUntil(),
                now);
    }

    /**
     * Those of an office, the latest first.
     *
     * @param limit how many at most
     */
    public List<SignerCertificate> of(OfficeCode office, int limit) {
        return sql.read(
                OF_OFFICE,
                row ->
                        new SignerCertificate(
                                row.getString("subject"),
                                row.getString("issuer"),
                                row.getString("serial_number"),
                                row.getString("sha256"),
                                Sql.instant(row, "valid_from"),
                                Sql.instant(row, "valid_until")),
                office.value(),
                limit);
    }
}
