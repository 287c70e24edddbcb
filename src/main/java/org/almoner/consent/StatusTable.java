package org.almoner.consent;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;

/** What counts of each donor's answers, as it was last worked out from the ledger. */
@Singleton
class StatusTable {

    /** Chains that have grown; whoever appends to one meanwhile waits for the slice to end. */
    private static final String CLAIM =
            """
            SELECT donor_id FROM consent_chain WHERE projected < length
            ORDER BY donor_id LIMIT ? FOR UPDATE SKIP LOCKED
            """;

    private static final String STORE =
            """
            INSERT INTO consent_status AS s (donor_id, office, recipient, purpose, channel, state,
                awaits_confirmation, event_id)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::boolean[], ?::uuid[])
            ON CONFLICT ON CONSTRAINT pk_consent_status DO UPDATE
            SET state = excluded.state, awaits_confirmation = excluded.awaits_confirmation,
                event_id = excluded.event_id
            """;

    private static final String DONE =
            "UPDATE consent_chain SET projected = length WHERE donor_id = ANY (?::uuid[])";

    private static final String SLICE =
            """
            SELECT donor_id FROM consent_chain
            WHERE donor_id > ?::uuid AND projected = length AND length > 0
            ORDER BY donor_id LIMIT ?
            """;

    private static final String STORED =
            "SELECT * FROM consent_status WHERE donor_id = ANY (?::uuid[])";

    private static final String HOLD =
            """
            SELECT donor_id FROM consent_chain
            WHERE donor_id = ANY (?::uuid[]) AND projected = length ORDER BY donor_id FOR UPDATE
            """;

    private static final String ANEW =
            """
            WITH gone AS (DELETE FROM consent_status WHERE donor_id = ANY (?::uuid[]))
            UPDATE consent_chain SET projected = 0 WHERE donor_id = ANY (?::uuid[])
            """;

    private static final String NUMBERS =
            """
            SELECT s.recipient, s.purpose, s.channel, s.state, s.awaits_confirmation, count(*) AS records
            FROM consent_status s JOIN donor d ON d.id = s.donor_id AND d.erased_at IS NULL
            WHERE s.office = ?
            GROUP BY 1, 2, 3, 4, 5 ORDER BY 2, 3, 1, 4, 5
            """;

    private final Sql sql;
    private final Sql patient;

    StatusTable(Sql sql, @Patient Sql patient) {
        this.sql = sql;
        this.patient = patient;
    }

    /** The key of one answer and what counts of it. */
    record Status(
            UUID donor,
            String office,
            String recipient,
            ConsentPurpose purpose,
            ConsentChannel channel,
            ConsentState state,
            boolean awaitsConfirmation,
            UUID event) {

        static Status of(UUID donor, ConsentStanding it) {
            return new Status(
                    donor,
                    it.office().value(),
                    it.recipient().value(),
                    it.purpose(),
                    it.channel(),
                    it.state(),
                    it.awaitsConfirmation(),
                    it.event());
        }
    }

    /** Donors whose chains have grown, locked until the transaction ends; at most so many. */
    List<UUID> claim(int limit) {
        return sql.read(CLAIM, StatusTable::donor, limit);
    }

    /** Stores what counts of these donors' whole chains, which are locked. */
    void store(Collection<UUID> donors, Collection<Status> all) {
        List<Status> rows = List.copyOf(all);
        sql.write(
                STORE,
                Sql.Column.ids(rows.stream().map(Status::donor).toList()),
                texts(rows.stream().map(Status::office).toList()),
                texts(rows.stream().map(Status::recipient).toList()),
                texts(rows.stream().map(it -> it.purpose().name()).toList()),
                texts(rows.stream().map(it -> it.channel().name()).toList()),
                texts(rows.stream().map(it -> it.state().name()).toList()),
                new Sql.Column("boolean", rows.stream().map(Status::awaitsConfirmation).toList()),
                Sql.Column.ids(rows.stream().map(Status::event).toList()));
        sql.write(DONE, Sql.Column.ids(List.copyOf(donors)));
    }

    /** The next donors whose whole chain was taken in. */
    List<UUID> after(UUID donor, int limit) {
        return sql.read(SLICE, StatusTable::donor, donor, limit);
    }

    /** The same donors, as far as their chains are still as they were taken in, locked. */
    List<UUID> hold(Collection<UUID> donors) {
        return sql.read(HOLD, StatusTable::donor, Sql.Column.ids(List.copyOf(donors)));
    }

    /** What is stored of these donors. */
    Map<UUID, List<Status>> stored(Collection<UUID> donors) {
        Map<UUID, List<Status>> stored = new HashMap<>();
        sql.read(
                        STORED,
                        row ->
                                new Status(
                                        row.getObject("donor_id", UUID.class),
                                        row.getString("office"),
                                        row.getString("recipient"),
                                        ConsentPurpose.valueOf(row.getString("purpose")),
                                        ConsentChannel.valueOf(row.getString("channel")),
                                        ConsentState.valueOf(row.getString("state")),
                                        row.getBoolean("awaits_confirmation"),
                                        row.getObject("event_id", UUID.class)),
                        Sql.Column.ids(List.copyOf(donors)))
                .forEach(it -> stored.computeIfAbsent(it.donor(), d -> new ArrayList<>()).add(it));
        return stored;
    }

    /** These are to be worked out from their first link on. */
    void anew(Collection<UUID> donors) {
        Sql.Column ids = Sql.Column.ids(List.copyOf(donors));
        sql.write(ANEW, ids, ids);
    }

    /** How many records of living donors stand how, for one office. */
    List<ConsentNumbers> numbers(OfficeCode office) {
        return patient.read(
                NUMBERS,
                row ->
                        new ConsentNumbers(
                                row.getString("recipient"),
                                ConsentPurpose.valueOf(row.getString("purpose")),
                                ConsentChannel.valueOf(row.getString("channel")),
                                ConsentState.valueOf(row.getString("state")),
                                row.getBoolean("awaits_confirmation"),
                                row.getLong("records")),
                office.value());
    }

    private static Sql.Column texts(List<String> values) {
        return Sql.Column.texts(values);
    }

    private static UUID donor(java.sql.ResultSet row) throws java.sql.SQLException {
        return row.getObject("donor_id", UUID.class);
    }

    /** By which the fold is asked: each record a person of its own. */
    static Map<DonorId, UUID> eachAlone(Collection<UUID> donors) {
        Map<DonorId, UUID> alone = new HashMap<>();
        donors.forEach(it -> alone.put(new DonorId(it), it));
        return alone;
    }
}
