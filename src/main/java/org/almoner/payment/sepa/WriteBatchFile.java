package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.almoner.donor.Iban;
import org.almoner.sql.Sql;
import org.almoner.strongbox.Strongbox;

/**
 * Writes the file of a batch from its frozen rows, in constant memory; the same rows give the same
 * bytes. Accounts are opened here one after another and lie readable nowhere but in the file.
 */
@Singleton
class WriteBatchFile {

    private static final String HEAD =
            "SELECT message_id, made_at, creditor_name, creditor_identifier, creditor_account,"
                    + " creditor_bic, collections, total_minor FROM sepa_batch WHERE id = ?";

    private static final String BLOCKS =
            "SELECT id, block_id, requested_on, sequence, collections, total_minor FROM sepa_block"
                    + " WHERE batch_id = ? ORDER BY requested_on, sequence";

    private static final String COLLECTIONS =
            """
            SELECT c.end_to_end_id, c.amount_minor, c.purpose, m.id AS mandate, m.reference,
                   m.agreed_on, m.holder, m.account
              FROM sepa_collection c JOIN sepa_mandate m ON m.id = c.mandate_id
             WHERE c.block = ? ORDER BY c.payment_id""";

    private final Strongbox strongbox;

    WriteBatchFile(Strongbox strongbox) {
        this.strongbox = strongbox;
    }

    /** A head, as it lies in the row of the batch. */
    private record Head(
            String message, Instant madeAt, Creditor creditor, int collections, long cents) {}

    /** A block with the id of its row. */
    private record Part(UUID row, Block block) {}

    /** What is known of a file that was written. */
    record Print(String sha256, long size) {}

    /**
     * Writes it.
     *
     * @throws IllegalStateException when the rows are not what head and blocks say, or an account
     *     was let go of
     */
    void write(Sql data, UUID batch, OutputStream out) throws IOException {
        Head head = data.one(HEAD, WriteBatchFile::head, batch).orElseThrow();
        List<Part> parts = data.read(BLOCKS, row -> part(row, head.creditor()), batch);
        try {
            DirectDebitFile file =
                    DirectDebitFile.begin(
                            out,
                            new FileHead(
                                    new SepaReference(head.message()),
                                    head.madeAt(),
                                    head.creditor().name(),
                                    new Totals(head.collections(), head.cents())));
            for (Part part : parts) {
                file.begin(part.block());
                data.each(COLLECTIONS, row -> add(file, row), part.row());
                file.endBlock();
            }
            file.end();
        } catch (XMLStreamException failure) {
            throw failure.getNestedException() instanceof IOException io
                    ? io
                    : new IOException(failure);
        }
    }

    /** What the file would be, without keeping it. */
    Print print(Sql data, UUID batch) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            CountingStream counter = new CountingStream();
            try (DigestOutputStream out = new DigestOutputStream(counter, digest)) {
                write(data, batch, out);
            }
            return new Print(HexFormat.of().formatHex(digest.digest()), counter.size);
        } catch (NoSuchAlgorithmException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class CountingStream extends OutputStream {

        private long size;

        @Override
        public void write(int one) {
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            size += length;
        }
    }

    private void add(DirectDebitFile file, ResultSet row) throws SQLException {
        String sealed = row.getString("account");
        if (sealed == null) {
            throw new IllegalStateException("An account of the batch was let go of");
        }
        UUID mandate = Sql.id(row, "mandate");
        DirectDebit collection =
                new DirectDebit(
                        new SepaReference(row.getString("end_to_end_id")),
                        row.getLong("amount_minor"),
                        new DirectDebit.MandateMark(
                                new SepaReference(row.getString("reference")),
                                Sql.day(row, "agreed_on")),
                        new DirectDebit.Debtor(
                                row.getString("holder"),
                                new Iban(strongbox.open(Mandate.compartment(mandate), sealed)),
                                Optional.empty(),
                                Optional.empty()),
                        row.getString("purpose"));
        try {
            file.add(collection);
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("The file could not be written", failure);
        }
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getString("message_id"),
                Sql.instant(row, "made_at"),
                new Creditor(
                        row.getString("creditor_name"),
                        row.getString("creditor_identifier"),
                        new Iban(row.getString("creditor_account")),
                        Optional.ofNullable(row.getString("creditor_bic"))),
                row.getInt("collections"),
                row.getLong("total_minor"));
    }

    private static Part part(ResultSet row, Creditor creditor) throws SQLException {
        return new Part(
                Sql.id(row, "id"),
                new Block(
                        new SepaReference(row.getString("block_id")),
                        Sql.day(row, "requested_on"),
                        SequenceType.valueOf(row.getString("sequence")),
                        creditor,
                        new Totals(row.getLong("collections"), row.getLong("total_minor"))));
    }
}
