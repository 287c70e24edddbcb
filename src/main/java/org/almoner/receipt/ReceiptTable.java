package org.almoner.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Receipts, transfer instructions, mails about debits and refunds as they lie in the database. */
@Singleton
class ReceiptTable {

    private final DataSource database;

    /** Its own, because stored records must stay readable whatever the API's rules become. */
    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    ReceiptTable(DataSource database) {
        this.database = database;
    }

    /** A receipt without what its mail is made of. */
    record Row(UUID id, UUID donation, String number, String office, Instant issuedAt) {}

    /** False when the gift has its receipt already. */
    boolean insert(UUID id, ReceiptRecord receipt, Instant issuedAt) {
        return write(
                "INSERT INTO receipt (id, donation_id, number, office, issued_at, locale, snapshot)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)"
                        + " ON CONFLICT ON CONSTRAINT uq_receipt_donation DO NOTHING",
                id,
                receipt.donation(),
                receipt.number(),
                receipt.office().office(),
                issuedAt.atOffset(ZoneOffset.UTC),
                receipt.locale(),
                written(receipt));
    }

    /** False when these instructions were written already. */
    boolean insert(UUID payment, TransferRecord transfer, Instant writtenAt) {
        return write(
                "INSERT INTO transfer_instructions (payment_id, donation_id, office, written_at,"
                        + " locale, snapshot) VALUES (?, ?, ?, ?, ?, ?::jsonb)"
                        + " ON CONFLICT ON CONSTRAINT pk_transfer_instructions DO NOTHING",
                payment,
                transfer.donation(),
                transfer.office().office(),
                writtenAt.atOffset(ZoneOffset.UTC),
                transfer.locale(),
                written(transfer));
    }

    /** False when this collection was announced already. */
    boolean insert(UUID payment, NoticeRecord notice, Instant writtenAt) {
        return write(
                "INSERT INTO collection_notice (payment_id, donation_id, office, written_at,"
                        + " locale, snapshot) VALUES (?, ?, ?, ?, ?, ?::jsonb)"
                        + " ON CONFLICT ON CONSTRAINT pk_collection_notice DO NOTHING",
                payment,
                notice.donation(),
                notice.office().office(),
                writtenAt.atOffset(ZoneOffset.UTC),
                notice.locale(),
                written(notice));
    }

    /** False when the donor was told of this payment already. */
    boolean insert(UUID payment, DebitFailureRecord failure, Instant writtenAt) {
        return write(
                "INSERT INTO debit_failure (payment_id, donation_id, office, written_at,"
                        + " locale, snapshot) VALUES (?, ?, ?, ?, ?, ?::jsonb)"
                        + " ON CONFLICT ON CONSTRAINT pk_debit_failure DO NOTHING",
                payment,
                failure.donation(),
                failure.office().office(),
                writtenAt.atOffset(ZoneOffset.UTC),
                failure.locale(),
                written(failure));
    }

    /** False when the donor was told of this movement already. */
    boolean insert(UUID reversal, RefundRecord refund, Instant writtenAt) {
        return write(
                "INSERT INTO refund_notice (reversal_id, donation_id, office, written_at, locale,"
                        + " snapshot) VALUES (?, ?, ?, ?, ?, ?::jsonb)"
                        + " ON CONFLICT ON CONSTRAINT pk_refund_notice DO NOTHING",
                reversal,
                refund.donation(),
                refund.office().office(),
                writtenAt.atOffset(ZoneOffset.UTC),
                refund.locale(),
                written(refund));
    }

    Optional<RefundRecord> refund(UUID reversal) {
        return snapshot(
                "SELECT snapshot FROM refund_notice WHERE reversal_id = ?",
                reversal,
                RefundRecord.class);
    }

    Optional<DebitFailureRecord> debitFailure(UUID payment) {
        return snapshot(
                "SELECT snapshot FROM debit_failure WHERE payment_id = ?",
                payment,
                DebitFailureRecord.class);
    }

    Optional<NoticeRecord> notice(UUID payment) {
        return snapshot(
                "SELECT snapshot FROM collection_notice WHERE payment_id = ?",
                payment,
                NoticeRecord.class);
    }

    Optional<ReceiptRecord> receipt(UUID id) {
        return snapshot("SELECT snapshot FROM receipt WHERE id = ?", id, ReceiptRecord.class);
    }

    Optional<TransferRecord> transfer(UUID payment) {
        return snapshot(
                "SELECT snapshot FROM transfer_instructions WHERE payment_id = ?",
                payment,
                TransferRecord.class);
    }

    Optional<Row> ofDonation(UUID donation) {
        return query(
                        "SELECT id, donation_id, number, office, issued_at FROM receipt"
                                + " WHERE donation_id = ?",
                        row ->
                                new Row(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getObject(5, OffsetDateTime.class).toInstant()),
                        donation)
                .stream()
                .findFirst();
    }

    /** First columns of a query, as text. */
    List<String> texts(String sql, Object... values) {
        return query(sql, row -> row.getString(1), values);
    }

    private <T> Optional<T> snapshot(String sql, UUID id, Class<T> type) {
        return texts(sql, id).stream().findFirst().map(text -> readAs(text, type));
    }

    /** How a row becomes a value. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException("Receipts could not be read", failure);
        }
    }

    private boolean write(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate() == 1;
        } catch (SQLException failure) {
            throw new IllegalStateException("The receipt could not be stored", failure);
        }
    }

    String written(Object snapshot) {
        try {
            return json.writeValueAsString(snapshot);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A receipt cannot be written as JSON", impossible);
        }
    }

    <T> T readAs(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException unreadable) {
            // The exception quotes the data, which is personal.
            throw new IllegalStateException("A stored receipt cannot be read");
        }
    }
}
