package org.almoner.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** An entry as it was born. */
record StoredEntry(
        UUID id,
        OfficeCode office,
        long position,
        DonorId donor,
        OfficeCode from,
        HandOverKind kind,
        Instant madeAt,
        String reason,
        Ground.Answer answer,
        Instant acknowledgedAt) {

    static final String COLUMNS =
            "id, office, position, donor_id, from_office, kind, made_at, reason, consent_event,"
                    + " text_id, text_version, text_hash, acknowledged_at";

    static StoredEntry read(ResultSet row) throws SQLException {
        UUID event = Sql.id(row, "consent_event");
        return new StoredEntry(
                Sql.id(row, "id"),
                new OfficeCode(row.getString("office")),
                row.getLong("position"),
                new DonorId(Sql.id(row, "donor_id")),
                new OfficeCode(row.getString("from_office")),
                HandOverKind.valueOf(row.getString("kind")),
                toTheMillisecond(Sql.instant(row, "made_at")),
                row.getString("reason"),
                event == null
                        ? null
                        : new Ground.Answer(
                                event,
                                row.getString("text_id"),
                                row.getInt("text_version"),
                                row.getString("text_hash")),
                toTheMillisecond(Sql.instant(row, "acknowledged_at")));
    }

    /** As the wire has it, so that what is pushed is the same as what is pulled. */
    private static Instant toTheMillisecond(Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }
}
