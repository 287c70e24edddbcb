package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.id.Ids;
import org.almoner.payment.DirectDebitBatches.Batch;
import org.almoner.payment.DirectDebitBatches.Block;
import org.almoner.payment.DirectDebitBatches.Collection;
import org.almoner.payment.DirectDebitBatches.State;
import org.almoner.payment.DirectDebitBatches.Sum;
import org.almoner.sql.Sql;

/** Batches and their blocks as they lie in the database. */
@Singleton
class BatchRows {

    private static final String NEXT =
            "INSERT INTO sepa_batch_series (office, last) VALUES (?, 1)"
                    + " ON CONFLICT ON CONSTRAINT pk_sepa_batch_series"
                    + " DO UPDATE SET last = sepa_batch_series.last + 1 RETURNING last";

    private static final String INSERT =
            "INSERT INTO sepa_batch (id, office, number, message_id, until_day, state, not_before,"
                    + " asked_at, asked_by) VALUES (?, ?, ?, ?, ?, 'MAKING', ?, ?, ?)";

    private static final String PAGE =
            "SELECT * FROM sepa_batch WHERE (?::text[] IS NULL OR office = ANY (?))"
                    + " AND (?::timestamptz IS NULL OR (asked_at, id) < (?, ?))"
                    + " ORDER BY asked_at DESC, id DESC LIMIT ?";

    /** A collection that was put back into the queue is none of the block's any more. */
    private static final String BLOCKS =
            """
            SELECT b.*, s.rejected, s.rejected_minor, s.returned, s.returned_minor
              FROM sepa_block b
              LEFT JOIN (
                   SELECT c.block, count(*) FILTER (WHERE c.state = 'REJECTED') AS rejected,
                          sum(c.amount_minor) FILTER (WHERE c.state = 'REJECTED')::bigint
                              AS rejected_minor,
                          count(*) FILTER (WHERE c.state = 'RETURNED') AS returned,
                          sum(c.amount_minor) FILTER (WHERE c.state = 'RETURNED')::bigint
                              AS returned_minor
                     FROM sepa_collection c JOIN sepa_block k ON k.id = c.block
                    WHERE k.batch_id = ? GROUP BY c.block) s ON s.block = b.id
             WHERE b.batch_id = ? ORDER BY b.requested_on, b.sequence""";

    private static final String COLLECTIONS =
            """
            SELECT c.*, m.reference AS mandate, p.reference AS gift
              FROM sepa_collection c
              JOIN sepa_block b ON b.id = c.block
              JOIN sepa_mandate m ON m.id = c.mandate_id
              JOIN payment p ON p.id = c.payment_id
             WHERE b.batch_id = ? AND (?::text IS NULL OR c.state = ?)
               AND (?::uuid IS NULL OR c.payment_id > ?)
             ORDER BY c.payment_id LIMIT ?""";

    /** Collections of a batch whose mandate was taken back before the bank had them. */
    private static final String STALE =
            """
            SELECT count(*) AS stale FROM sepa_collection c
              JOIN sepa_block b ON b.id = c.block
              JOIN sepa_mandate m ON m.id = c.mandate_id
             WHERE b.batch_id = ? AND c.state = 'BATCHED' AND m.state <> 'ACTIVE'""";

    private static final String LET_GO =
            """
            SELECT count(*) AS gone FROM sepa_collection c
              JOIN sepa_block b ON b.id = c.block
              JOIN sepa_mandate m ON m.id = c.mandate_id
             WHERE b.batch_id = ? AND m.account IS NULL""";

    /** Some at a time: a statement over all of a large batch would last too long. */
    private static final int SLICE = 2_000;

    private static final UUID FIRST = new UUID(0, 0);

    private static final String PUT_BACK =
            """
            UPDATE sepa_collection SET state = 'OPEN', block = NULL, purpose = NULL
             WHERE payment_id IN (
                   SELECT payment_id FROM sepa_collection
                    WHERE block = ? AND payment_id > ? AND state = 'BATCHED'
                    ORDER BY payment_id LIMIT ? FOR UPDATE)
            RETURNING payment_id""";

    private final Sql sql;
    private final Ids ids;

    BatchRows(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Who does something, and when. */
    record By(String who, Instant at) {}

    /**
     * The next number. Whoever draws one of the same office at this moment waits for the end of our
     * transaction.
     */
    String draw(String office) {
        int seq = sql.one(NEXT, row -> row.getInt("last"), office).orElseThrow();
        return office + "-DD-" + seq;
    }

    /** A batch that is to be made; its id. */
    UUID insert(String office, String number, LocalDate until, By asked) {
        UUID id = ids.next();
        sql.write(
                INSERT,
                id,
                office,
                number,
                id.toString().replace("-", ""),
                until,
                asked.at(),
                asked.at(),
                asked.who());
        return id;
    }

    /** Whose collection it is; empty when there is none. */
    Optional<String> officeOf(UUID payment) {
        return sql.one(
                "SELECT m.office FROM sepa_collection c JOIN sepa_mandate m ON m.id = c.mandate_id"
                        + " WHERE c.payment_id = ?",
                row -> row.getString("office"),
                payment);
    }

    boolean isMaking(String office) {
        return sql.one(
                        "SELECT 1 FROM sepa_batch WHERE office = ? AND state = 'MAKING'",
                        row -> true,
                        office)
                .isPresent();
    }

    Optional<Batch> find(UUID id) {
        List<Block> blocks = sql.read(BLOCKS, BatchRows::block, id, id);
        return sql.one("SELECT * FROM sepa_batch WHERE id = ?", row -> batch(row, blocks), id);
    }

    /** Locked until the transaction ends; without its blocks. */
    Optional<Batch> lock(UUID id) {
        return sql.one(
                "SELECT * FROM sepa_batch WHERE id = ? FOR UPDATE",
                row -> batch(row, List.of()),
                id);
    }

    /** By its name at the bank, locked until the transaction ends; without its blocks. */
    Optional<Batch> ofMessage(String message) {
        return sql.one(
                "SELECT * FROM sepa_batch WHERE message_id = ? FOR UPDATE",
                row -> batch(row, List.of()),
                message);
    }

    List<Batch> page(List<String> offices, Instant before, UUID beforeId, int limit) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        return sql.read(
                PAGE, row -> batch(row, List.of()), codes, codes, before, before, beforeId, limit);
    }

    List<Collection> collections(UUID batch, String state, UUID after, int limit) {
        return sql.read(
                COLLECTIONS, BatchRows::collection, batch, state, state, after, after, limit);
    }

    long stale(UUID batch) {
        return sql.one(STALE, row -> row.getLong("stale"), batch).orElseThrow();
    }

    /** How many accounts of a batch can be opened no more. */
    long letGo(UUID batch) {
        return sql.one(LET_GO, row -> row.getLong("gone"), batch).orElseThrow();
    }

    void taken(UUID id, Instant now) {
        sql.write("UPDATE sepa_batch SET taken_at = ? WHERE id = ? AND taken_at IS NULL", now, id);
    }

    void sent(UUID id, LocalDate on, By by) {
        sql.write(
                "UPDATE sepa_batch SET state = 'SENT', sent_on = ?, sent_at = ?, sent_by = ?"
                        + " WHERE id = ? AND state = 'MADE'",
                on,
                by.at(),
                by.who(),
                id);
    }

    /** Its collections wait for the next batch. */
    void cancel(UUID id, By by) {
        sql.read("SELECT id FROM sepa_block WHERE batch_id = ?", row -> Sql.id(row, "id"), id)
                .forEach(this::putBack);
        sql.write(
                "UPDATE sepa_batch SET state = 'CANCELLED', cancelled_at = ?, cancelled_by = ?,"
                        + " sent_on = NULL, sent_at = NULL, sent_by = NULL WHERE id = ?",
                by.at(),
                by.who(),
                id);
    }

    /** Has what the bank did not judge of a block wait for the next batch; how many they are. */
    long putBack(UUID block) {
        long all = 0;
        UUID last = FIRST;
        List<UUID> slice;
        do {
            slice = sql.read(PUT_BACK, row -> Sql.id(row, "payment_id"), block, last, SLICE);
            all += slice.size();
            last = last(slice, last);
        } while (slice.size() == SLICE);
        return all;
    }

    /** In the database's order, which is that of the texts and not that of {@link UUID}. */
    private static UUID last(List<UUID> slice, UUID before) {
        return slice.stream().max(Comparator.comparing(UUID::toString)).orElse(before);
    }

    /** A block of a batch by its name at the bank. */
    Optional<UUID> block(UUID batch, String name) {
        return sql.one(
                "SELECT id FROM sepa_block WHERE batch_id = ? AND block_id = ?",
                row -> Sql.id(row, "id"),
                batch,
                name);
    }

    private static Batch batch(ResultSet row, List<Block> blocks) throws SQLException {
        Object total = row.getObject("total_minor");
        return new Batch(
                Sql.id(row, "id"),
                row.getString("office"),
                row.getString("number"),
                row.getString("message_id"),
                State.valueOf(row.getString("state")),
                Sql.day(row, "until_day"),
                Sql.instant(row, "asked_at"),
                Sql.instant(row, "made_at"),
                row.getObject("collections", Integer.class),
                total == null ? null : ReadyCollections.euros((Long) total),
                row.getString("sha256"),
                row.getObject("size", Long.class),
                Sql.instant(row, "taken_at"),
                Sql.day(row, "sent_on"),
                Sql.instant(row, "sent_at"),
                Sql.instant(row, "cancelled_at"),
                blocks);
    }

    private static Block block(ResultSet row) throws SQLException {
        Long booked = row.getObject("booked_minor", Long.class);
        return new Block(
                Sql.id(row, "id"),
                row.getString("block_id"),
                Sql.day(row, "requested_on"),
                row.getString("sequence"),
                sum(row, "collections", "total_minor"),
                sum(row, "rejected", "rejected_minor"),
                sum(row, "returned", "returned_minor"),
                booked == null ? null : ReadyCollections.euros(booked),
                Sql.day(row, "booked_on"));
    }

    private static Sum sum(ResultSet row, String count, String minor) throws SQLException {
        return new Sum(row.getLong(count), ReadyCollections.euros(row.getLong(minor)));
    }

    private static Collection collection(ResultSet row) throws SQLException {
        Long fee = row.getObject("fee_minor", Long.class);
        return new Collection(
                Sql.id(row, "payment_id"),
                Sql.id(row, "gift"),
                row.getString("end_to_end_id"),
                row.getString("mandate"),
                ReadyCollections.euros(row.getLong("amount_minor")),
                Sql.day(row, "due_on"),
                row.getString("state"),
                row.getString("reason"),
                Sql.day(row, "settled_on"),
                Sql.day(row, "returned_on"),
                fee == null ? null : ReadyCollections.euros(fee));
    }
}
