package org.almoner.consent;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;

/** Reads the ledger of one person, whose answers may lie in several donors' chains. */
@Singleton
public class ConsentHistory {

    /**
     * Within a chain the order of its links counts, also when two clocks disagree; between chains
     * the time. What staff wrote down later has the place of the moment at which it was said. A box
     * left alone with a later gift does not lift an objection, nor a no that was said while signed
     * in or by the mailbox: that takes an act. A yes that was confirmed once stays confirmed when
     * its box is ticked again with a gift.
     */
    private static final String STANDING =
            """
            WITH told AS (
                SELECT e.*, who.person, t.meaning, t.double_opt_in,
                       CASE WHEN e.recorded_at IS NOT NULL THEN e.occurred_at
                            ELSE max(e.occurred_at) FILTER (WHERE e.recorded_at IS NULL)
                                OVER (PARTITION BY e.donor_id ORDER BY e.seq) END AS told_at
                FROM consent_event e
                JOIN unnest(?::uuid[], ?::uuid[]) AS who (donor, person) ON who.donor = e.donor_id
                JOIN consent_text t ON t.id = e.text_id AND t.version = e.text_version
                WHERE e.donor_id = ANY (?) AND e.occurred_at <= coalesce(?::timestamptz, 'infinity')),
            weighed AS (
                SELECT told.*,
                       min(told_at) FILTER (WHERE decision = 'OBJECTED'
                           OR (decision = 'REFUSED' AND method <> 'wizard')) OVER same
                           AS objected_at,
                       bool_or(decision = 'GIVEN') OVER same AS was_given,
                       max(told_at) FILTER (WHERE decision = 'GIVEN'
                               AND method NOT IN ('wizard', 'staff_phone')) OVER same
                           AS confirmed_at,
                       max(told_at) FILTER (WHERE decision IN ('REFUSED', 'OBJECTED')) OVER same
                           AS denied_at
                FROM told
                WINDOW same AS (PARTITION BY person, office, recipient, purpose, channel)),
            counted AS (
                SELECT weighed.*, row_number() OVER (
                           PARTITION BY person, office, recipient, purpose, channel
                           ORDER BY told_at DESC, donor_id DESC, seq DESC) AS place
                FROM weighed
                WHERE NOT (decision = 'NOTED' AND meaning = 'OBJECTION' AND method = 'wizard'
                           AND objected_at IS NOT NULL AND told_at > objected_at))
            SELECT c.*, b.body,
                   c.confirmed_at > coalesce(c.denied_at, '-infinity') AS is_confirmed
            FROM counted c
            JOIN consent_text_body b ON b.id = c.text_id AND b.version = c.text_version
                AND b.locale = c.locale
            WHERE c.place = 1
            ORDER BY c.person, c.office, c.purpose, c.channel, c.recipient
            """;

    private final DataSource database;

    ConsentHistory(DataSource database) {
        this.database = database;
    }

    /** What counts for a person, by office, purpose and channel, in one statement. */
    public List<ConsentStanding> standing(Collection<DonorId> donors) {
        UUID one = new UUID(0, 0);
        Map<DonorId, UUID> same = new HashMap<>();
        donors.forEach(it -> same.put(it, one));
        return standing(same, null).getOrDefault(one, List.of());
    }

    /**
     * What counted at a moment for many persons, in one statement.
     *
     * @param persons each record with the person it belongs to, by any id the caller likes
     * @param at answers up to then, inclusive; {@code null} for all
     * @return by person; who never answered is not there
     */
    public Map<UUID, List<ConsentStanding>> standing(Map<DonorId, UUID> persons, Instant at) {
        Object[] donors = values(persons.keySet());
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(STANDING)) {
            statement.setArray(1, connection.createArrayOf("uuid", donors));
            statement.setArray(2, connection.createArrayOf("uuid", persons.values().toArray()));
            statement.setArray(3, connection.createArrayOf("uuid", donors));
            statement.setObject(
                    4,
                    at == null ? null : at.atOffset(ZoneOffset.UTC),
                    Types.TIMESTAMP_WITH_TIMEZONE);
            Map<UUID, List<ConsentStanding>> found = new HashMap<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(
                                    rows.getObject("person", UUID.class), none -> new ArrayList<>())
                            .add(standing(rows));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException("Consents could not be read", failure);
        }
    }

    private static Object[] values(Collection<DonorId> donors) {
        return donors.stream().map(DonorId::value).toArray();
    }

    private static ConsentStanding standing(ResultSet row) throws SQLException {
        ConsentDecision decision = ConsentDecision.valueOf(row.getString("decision"));
        ConsentMethod method = ConsentMethod.read(row.getString("method"));
        ConsentMeaning meaning = ConsentMeaning.valueOf(row.getString("meaning"));
        ConsentState state =
                switch (decision) {
                    case GIVEN -> ConsentState.GIVEN;
                    case OBJECTED -> ConsentState.OBJECTED;
                    case NOTED ->
                            meaning == ConsentMeaning.OBJECTION
                                    ? ConsentState.NOT_OBJECTED
                                    : ConsentState.NOTED;
                    case REFUSED ->
                            method != ConsentMethod.WIZARD && row.getBoolean("was_given")
                                    ? ConsentState.WITHDRAWN
                                    : ConsentState.REFUSED;
                };
        boolean confirmed =
                state == ConsentState.GIVEN
                        && (method.confirms() || row.getBoolean("is_confirmed"));
        return new ConsentStanding(
                row.getObject("id", UUID.class),
                new OfficeCode(row.getString("office")),
                new OfficeCode(row.getString("recipient")),
                ConsentPurpose.valueOf(row.getString("purpose")),
                ConsentChannel.valueOf(row.getString("channel")),
                state,
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                method,
                confirmed,
                state == ConsentState.GIVEN && row.getBoolean("double_opt_in") && !confirmed,
                new ConsentStanding.Words(
                        row.getString("text_id"),
                        row.getInt("text_version"),
                        row.getString("locale"),
                        row.getString("body"),
                        row.getString("legal_basis")));
    }
}
