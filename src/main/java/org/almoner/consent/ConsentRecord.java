package org.almoner.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * One answer as a receipt tells of it; how it was proved is left out.
 *
 * @param doubleOptIn whether a yes to the text counts only once the mailbox has confirmed it
 * @param textSince when the text was shown first
 * @param words the text, as it was shown
 */
record ConsentRecord(
        UUID id,
        UUID donor,
        ConsentEvent.Said said,
        ConsentMeaning meaning,
        boolean doubleOptIn,
        Instant textSince,
        String words,
        ConsentEvent.Frame frame) {

    String office() {
        return said.office();
    }

    ConsentMethod method() {
        return ConsentMethod.read(frame.method());
    }

    static ConsentRecord read(ResultSet row) throws SQLException {
        return new ConsentRecord(
                row.getObject("id", UUID.class),
                row.getObject("donor_id", UUID.class),
                new ConsentEvent.Said(
                        ConsentPurpose.valueOf(row.getString("purpose")),
                        ConsentChannel.valueOf(row.getString("channel")),
                        row.getString("text_id"),
                        row.getInt("text_version"),
                        row.getString("locale"),
                        row.getString("text_hash"),
                        ConsentDecision.valueOf(row.getString("decision")),
                        row.getString("office"),
                        row.getString("recipient"),
                        row.getString("legal_basis")),
                ConsentMeaning.valueOf(row.getString("meaning")),
                row.getBoolean("double_opt_in"),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getString("body"),
                new ConsentEvent.Frame(
                        row.getString("country"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getString("method"),
                        row.getString("origin"),
                        ConsentEvent.Recorded.read(row)));
    }
}
