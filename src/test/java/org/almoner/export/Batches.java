package org.almoner.export;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Posting batches for tests: one export with settings, bookings, and how a batch is read again. */
final class Batches {

    static final Charset ANSI = Charset.forName("windows-1252");

    private static final String NUMBER = "DE-X-2026-000012";

    private Batches() {}

    static DatevTerms terms(Map<String, String> accounts, Map<String, String> costCentres) {
        return new DatevTerms(
                LocalDate.of(2020, 1, 1),
                29098,
                55003,
                "49",
                4,
                "07-01",
                "BH",
                false,
                accounts,
                costCentres,
                null);
    }

    static final DatevTerms TERMS =
            terms(
                    Map.of(
                            "DONATIONS",
                            "3220",
                            "DONATIONS-GIVEN-BACK",
                            "3229",
                            "CLEARING-BANK",
                            "1361",
                            "CLEARING-SEPA",
                            "12345",
                            "BANK-FEES",
                            "4970",
                            "PROVIDER-FEES",
                            "4971",
                            "DISPUTES-HELD",
                            "1365",
                            "PAYOUTS-UNDERWAY",
                            "1460",
                            "BANK",
                            "1461"),
                    Map.of("freedom-week", "100"));

    static Selection selection(DatevTerms terms) {
        ExportView export =
                new ExportView(
                        NUMBER,
                        "DE",
                        ExportKind.DATEV,
                        ExportFormat.EXTF,
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 3, 31),
                        true,
                        ExportState.MAKING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "somebody",
                        Instant.parse("2026-04-01T06:07:08.123456Z"),
                        null,
                        null,
                        null);
        return new Selection(
                export,
                ZoneId.of("Europe/Berlin"),
                new DatevBatch(terms, LocalDate.of(2025, 7, 1), "EUR"));
    }

    static Selection selection() {
        return selection(TERMS);
    }

    /** A gift by bank transfer. */
    static Row gift(long minor, String day, String document, String campaign) {
        return booking("GIFT", minor, "EUR", day, document, campaign, NUMBER);
    }

    static Row booking(
            String cause,
            long minor,
            String currency,
            String day,
            String document,
            String campaign,
            String exportedWith) {
        boolean isGift = cause.equals("GIFT");
        long in = isGift ? minor : 0;
        long out = isGift ? 0 : minor;
        return new Row(
                new UUID(0, 7),
                new String[] {
                    cause,
                    new UUID(0, 7).toString(),
                    day,
                    isGift ? "CLEARING-BANK" : "DONATIONS-GIVEN-BACK",
                    isGift ? "DONATIONS" : "CLEARING-BANK",
                    "",
                    "",
                    currency,
                    document,
                    campaign,
                    exportedWith
                },
                new long[] {0, 0, 0, 0, 0, in, out, 0, 0, 0, 0},
                currency);
    }

    /** A booking on other accounts, without a gift. */
    static Row between(String cause, String debit, String credit) {
        boolean comes = debit.startsWith("CLEARING-") || debit.equals("BANK");
        String id = new UUID(0, 8).toString();
        return new Row(
                new UUID(0, 8),
                new String[] {
                    cause, id, "2026-03-31", debit, credit, "", "", "EUR", id, null, NUMBER
                },
                new long[] {0, 0, 0, 0, 0, comes ? 125 : 0, comes ? 0 : 125, 0, 0, 0, 0},
                "EUR");
    }

    static byte[] file(Selection selection, List<Row> rows) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TableFile table = selection.begin(rows.size(), out);
            for (Row row : rows) {
                table.add(row);
            }
            table.finish();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The header's fields. */
    static List<String> head(byte[] file) {
        String text = new String(file, ANSI);
        return records(text.substring(0, text.indexOf("\r\n"))).get(0).getFields();
    }

    /** The postings' fields, behind the names of the columns. */
    static List<List<String>> postings(byte[] file) {
        String text = new String(file, ANSI);
        List<CsvRecord> records = records(text.substring(text.indexOf("\r\n") + 2));
        return records.stream().skip(1).map(CsvRecord::getFields).toList();
    }

    private static List<CsvRecord> records(String text) {
        return CsvReader.builder().fieldSeparator(';').ofCsvRecord(text).stream()
                .collect(Collectors.toList());
    }
}
