package org.almoner.tax;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.almoner.money.Money;
import org.almoner.pdf.PrintFile;
import org.almoner.sql.Sql;

/**
 * All documents of a run as one ZIP file, written while it is read from the database: a page of
 * documents is in memory, however many there are. A register and a manifest with control totals and
 * hashes close it.
 */
@Singleton
public class StatementArchive {

    private static final int PAGE = 50;

    private static final String DOCUMENTS =
            """
            SELECT s.id, s.number, %1$s AS mark, p.bytes FROM tax_statement s
              JOIN tax_statement_pdf p ON p.statement_id = s.id
             WHERE s.run_id = ? AND s.state = 'ISSUED' AND (%1$s, s.id) > (?, ?)
             ORDER BY %1$s, s.id LIMIT ?""";

    private static final String REGISTER =
            """
            SELECT s.seq, s.number, s.kind, s.state, s.issued_on, s.from_day, s.to_day, s.gifts,
                   s.total_minor, s.currency, p.sha256, p.certificate, l.received, l.in_return
              FROM tax_statement s LEFT JOIN tax_statement_pdf p ON p.statement_id = s.id
              CROSS JOIN LATERAL (
                  SELECT sum(amount_minor)::bigint AS received, coalesce(sum(benefit_minor), 0)::bigint AS in_return
                    FROM tax_statement_line WHERE statement_id = s.id) l
             WHERE s.run_id = ? AND s.seq > ? ORDER BY s.seq LIMIT ?""";

    private static final String HEAD =
            "number,kind,state,issued_on,from,to,gifts,received,in_return,total,currency,sha256,certificate\r\n";

    private static final String PRINT =
            """
            SELECT p.bytes FROM (
                SELECT s.id, %1$s AS mark FROM tax_statement s
                 WHERE s.run_id = ? AND s.state = 'ISSUED' ORDER BY %1$s, s.id OFFSET ? LIMIT ?) o
              JOIN tax_statement_pdf p ON p.statement_id = o.id ORDER BY o.mark, o.id""";

    /** Documents in one print file: what a printer takes, and a node holds in memory. */
    public static final int PRINT_PART = 100;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Sql sql;
    private final ObjectMapper json;

    StatementArchive(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** In which order the documents lie in the file. */
    public enum Order {
        /** Family name or organisation. */
        NAME("sort_name"),
        /** Country and postcode, for bulk mail. */
        POSTCODE("sort_postcode");

        private final String column;

        Order(String column) {
            this.column = "s." + column;
        }
    }

    private record Document(UUID id, String number, String mark, byte[] bytes) {}

    /** Writes the archive of a run; the caller has seen to it that nothing of it is unwritten. */
    public void write(RunView run, Order order, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        FileTime written = FileTime.from(run.endedAt() == null ? run.startedAt() : run.endedAt());
        String query = DOCUMENTS.formatted(order.column);
        Document last = new Document(BEFORE_ALL, null, "", null);
        int position = 0;
        while (true) {
            List<Document> page = page(query, run.id(), last);
            for (Document document : page) {
                position++;
                String name = "%06d_%s.pdf".formatted(position, document.number());
                store(zip, name, document.bytes(), written);
            }
            if (page.size() < PAGE) {
                break;
            }
            last = page.get(page.size() - 1);
        }
        close(zip, run, written);
        zip.finish();
    }

    /** How many print files a run's documents make. */
    public int printParts(RunView run) {
        int documents =
                sql.one(
                                "SELECT count(*)::int FROM tax_statement"
                                        + " WHERE run_id = ? AND state = 'ISSUED'",
                                row -> row.getInt(1),
                                run.id())
                        .orElse(0);
        return (documents + PRINT_PART - 1) / PRINT_PART;
    }

    /**
     * Writes one print file: up to {@link #PRINT_PART} documents behind one another, each from the
     * front of a sheet.
     *
     * @param part from 1 to {@link #printParts}
     */
    public void print(RunView run, Order order, int part, OutputStream out) throws IOException {
        List<byte[]> documents =
                sql.read(
                        PRINT.formatted(order.column),
                        row -> row.getBytes("bytes"),
                        run.id(),
                        (part - 1) * PRINT_PART,
                        PRINT_PART);
        try (PrintFile file = new PrintFile()) {
            for (byte[] document : documents) {
                file.add(document);
            }
            file.writeTo(out);
        }
    }

    private List<Document> page(String query, UUID run, Document last) {
        return sql.read(
                query,
                row ->
                        new Document(
                                Sql.id(row, "id"),
                                row.getString("number"),
                                row.getString("mark"),
                                row.getBytes("bytes")),
                run,
                last.mark(),
                last.id(),
                PAGE);
    }

    /** As they are: PDF files are compressed already. */
    private static void store(ZipOutputStream zip, String name, byte[] bytes, FileTime written)
            throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setLastModifiedTime(written);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** A line of the register; nothing in it was typed by a donor. */
    private record Line(int seq, String text, boolean isLive, Sums sums, String currency) {}

    /**
     * What the register adds up, minor units.
     *
     * @param received what the gifts were worth
     * @param inReturn what was given in return and is named
     * @param total what may be claimed
     */
    private record Sums(long received, long inReturn, long total) {

        static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    Math.addExact(received, other.received),
                    Math.addExact(inReturn, other.inReturn),
                    Math.addExact(total, other.total));
        }
    }

    private void close(ZipOutputStream zip, RunView run, FileTime written) throws IOException {
        MessageDigest digest = digest();
        ZipEntry entry = new ZipEntry("register.csv");
        entry.setLastModifiedTime(written);
        zip.putNextEntry(entry);
        put(zip, digest, HEAD);
        int seq = 0;
        int lines = 0;
        int live = 0;
        Sums sums = Sums.NONE;
        String currency = null;
        List<Line> page;
        do {
            page = register(run.id(), seq);
            for (Line line : page) {
                put(zip, digest, line.text());
                seq = line.seq();
                lines++;
                live += line.isLive() ? 1 : 0;
                sums = line.isLive() ? sums.plus(line.sums()) : sums;
                currency = line.currency();
            }
        } while (page.size() == PAGE * PAGE);
        zip.closeEntry();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("run", run.id());
        manifest.put("office", run.office());
        manifest.put("taxYear", run.taxYear());
        manifest.put("from", run.from().toString());
        manifest.put("to", run.to().toString());
        manifest.put("statements", lines);
        manifest.put("documents", live);
        if (currency != null) {
            manifest.put("received", Money.of(sums.received(), currency));
            manifest.put("inReturn", Money.of(sums.inReturn(), currency));
            manifest.put("total", Money.of(sums.total(), currency));
        }
        manifest.put("registerSha256", HexFormat.of().formatHex(digest.digest()));
        ZipEntry last = new ZipEntry("manifest.json");
        last.setLastModifiedTime(written);
        zip.putNextEntry(last);
        zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
    }

    private List<Line> register(UUID run, int after) {
        return sql.read(
                REGISTER,
                row -> {
                    String currency = row.getString("currency");
                    Sums sums =
                            new Sums(
                                    row.getLong("received"),
                                    row.getLong("in_return"),
                                    row.getLong("total_minor"));
                    String text =
                            String.join(
                                            ",",
                                            row.getString("number"),
                                            row.getString("kind"),
                                            row.getString("state"),
                                            row.getString("issued_on"),
                                            row.getString("from_day"),
                                            row.getString("to_day"),
                                            row.getString("gifts"),
                                            decimal(sums.received(), currency),
                                            decimal(sums.inReturn(), currency),
                                            decimal(sums.total(), currency),
                                            currency,
                                            String.valueOf(row.getString("sha256")),
                                            Objects.toString(row.getString("certificate"), ""))
                                    + "\r\n";
                    return new Line(
                            row.getInt("seq"),
                            text,
                            StatementState.ISSUED.name().equals(row.getString("state")),
                            sums,
                            currency);
                },
                run,
                after,
                PAGE * PAGE);
    }

    private static String decimal(long minor, String currency) {
        return Money.of(minor, currency).toDecimal().toPlainString();
    }

    private static void put(ZipOutputStream zip, MessageDigest digest, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(bytes);
        zip.write(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** When the archive is as it will stay. */
    public static boolean isComplete(RunView run) {
        return !run.state().isLive() && run.written() == run.numbered();
    }
}
