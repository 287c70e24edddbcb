package org.almoner.export;

import static org.almoner.export.Batches.booking;
import static org.almoner.export.Batches.file;
import static org.almoner.export.Batches.gift;
import static org.almoner.export.Batches.head;
import static org.almoner.export.Batches.postings;
import static org.almoner.export.Batches.selection;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.almoner.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DATEV asks of a posting batch, field by field. */
class ExtfFileTest {

    private static final String DOCUMENT = "DE-2026-0123456789A";
    private static final String DAY = "2026-02-03";

    /** What a filled field may look like, with its quotes; from the description of the format. */
    private static final Map<Integer, String> SHAPES =
            Map.ofEntries(
                    Map.entry(1, "(?!0+,00)\\d{1,10},\\d{2}"),
                    Map.entry(2, "\"[SH]\""),
                    Map.entry(3, "\"[A-Z]{3}\""),
                    Map.entry(7, "(?!0+$)\\d{1,9}"),
                    Map.entry(8, "(?!0+$)\\d{1,9}"),
                    Map.entry(10, "\\d{4}"),
                    Map.entry(11, "\"[\\w$&%*+/-]{1,36}\""),
                    Map.entry(14, "\".{1,60}\""),
                    Map.entry(37, "\"[\\w ]{0,36}\""),
                    Map.entry(48, "\".{0,20}\""),
                    Map.entry(49, "\".{0,210}\""),
                    Map.entry(114, "[01]"));

    private static String text(byte[] file) {
        return new String(file, Batches.ANSI);
    }

    private static String only(List<Row> rows, int field) {
        return postings(file(selection(), rows)).get(0).get(field - 1);
    }

    @Test
    void a_small_batch_looks_like_this() {
        byte[] file =
                file(
                        selection(),
                        List.of(
                                gift(2_550, "2026-01-01", DOCUMENT, "freedom-week"),
                                gift(100_000_000, "2026-02-28", "DE-2026-0123456789~", null),
                                booking(
                                        "RETURN",
                                        2_550,
                                        "EUR",
                                        "2026-03-31",
                                        DOCUMENT,
                                        "freedom-week",
                                        "DE-X-2026-000012"),
                                booking(
                                        "REFUND",
                                        1,
                                        "EUR",
                                        "2026-03-31",
                                        "DE-2026-0123456789=",
                                        "run-for-freedom",
                                        "DE-X-2026-000007")));
        String text = text(file);
        assertTrue(text.endsWith("\r\n"));
        assertEquals(text.length(), text.replaceAll("(?<!\r)\n|\r(?!\n)", "").length());
        Golden.matches("export/EXTF_batch.csv", text.replace("\r\n", "\n"));
    }

    @Test
    void the_header_has_31_fields_and_quotes_where_texts_are() {
        String line = text(file(selection(), List.of())).split("\r\n")[0];
        assertEquals(
                "\"EXTF\";700;21;\"Buchungsstapel\";13;20260401080708123;;\"AL\";\"Almoner\";\"\";"
                        + "29098;55003;20250701;4;20260101;20260331;\"DE X 2026 000012\";\"BH\";1;0;0;"
                        + "\"EUR\";;\"\";;;\"49\";;;\"\";\"\"",
                line);
        assertEquals(31, head(file(selection(), List.of())).size());
    }

    @Test
    void what_may_be_left_out_is_empty_and_locking_is_said_in_header_and_lines() {
        DatevTerms plain =
                new DatevTerms(
                        Batches.TERMS.validFrom(),
                        9_999_999,
                        1,
                        null,
                        8,
                        "01-01",
                        null,
                        true,
                        Batches.TERMS.accounts(),
                        Map.of(),
                        "Rest");
        byte[] file = file(selection(plain), List.of(gift(1, DAY, DOCUMENT, "freedom-week")));
        String line = text(file).split("\r\n")[0];
        assertTrue(line.contains(";9999999;1;20250701;8;"), line);
        assertTrue(
                line.endsWith(";\"DE X 2026 000012\";\"\";1;0;1;\"EUR\";;\"\";;;\"\";;;\"\";\"\""),
                line);
        assertEquals("1", postings(file).get(0).get(114 - 1));
        assertEquals("Rest", postings(file).get(0).get(37 - 1));
    }

    @Test
    void each_line_has_125_fields_of_their_shapes_and_the_others_are_empty() {
        byte[] file =
                file(
                        selection(),
                        List.of(
                                gift(1, DAY, DOCUMENT, "freedom-week"),
                                booking(
                                        "REFUND",
                                        999_999_999_999L,
                                        "EUR",
                                        "2026-03-31",
                                        DOCUMENT,
                                        null,
                                        "DE-X-2026-000007")));
        String[] lines = text(file).split("\r\n");
        assertEquals(4, lines.length);
        assertEquals(125, lines[1].split(";", -1).length);
        assertFalse(lines[1].contains("\""));
        for (String line : List.of(lines[2], lines[3])) {
            String[] fields = line.split(";", -1);
            assertEquals(125, fields.length);
            for (int i = 1; i <= fields.length; i++) {
                String shape = SHAPES.getOrDefault(i, ExtfColumns.isText(i - 1) ? "\"\"" : "");
                assertTrue(fields[i - 1].matches(shape), i + ": " + fields[i - 1]);
            }
        }
    }

    @Test
    void columns_stand_where_the_format_has_them() {
        assertEquals(125, ExtfColumns.NAMES.size());
        assertEquals("Konto", ExtfColumns.NAMES.get(7 - 1));
        assertEquals("Gegenkonto (ohne BU-Schlüssel)", ExtfColumns.NAMES.get(8 - 1));
        assertEquals("Belegdatum", ExtfColumns.NAMES.get(10 - 1));
        assertEquals("Belegfeld 1", ExtfColumns.NAMES.get(11 - 1));
        assertEquals("Buchungstext", ExtfColumns.NAMES.get(14 - 1));
        assertEquals("KOST1 - Kostenstelle", ExtfColumns.NAMES.get(37 - 1));
        assertEquals("Zusatzinformation - Art 1", ExtfColumns.NAMES.get(48 - 1));
        assertEquals("Stück", ExtfColumns.NAMES.get(88 - 1));
        assertEquals("SEPA-Mandatsreferenz", ExtfColumns.NAMES.get(105 - 1));
        assertEquals("Festschreibung", ExtfColumns.NAMES.get(114 - 1));
        assertEquals("Abw. Skontokonto", ExtfColumns.NAMES.get(125 - 1));
    }

    @ParameterizedTest
    @CsvSource({
        "1, '0,01'",
        "99, '0,99'",
        "100, '1,00'",
        "123456, '1234,56'",
        "999999999999, '9999999999,99'"
    })
    void amounts_have_a_comma_and_two_digits_behind_it(long minor, String written) {
        assertEquals(written, only(List.of(gift(minor, DAY, DOCUMENT, null)), 1));
    }

    private static CannotBeMade refused(Row row) {
        return assertThrows(CannotBeMade.class, () -> file(selection(), List.of(row)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000_000_000L})
    void other_amounts_are_refused_and_not_bent(long minor) {
        CannotBeMade refusal = refused(gift(minor, DAY, DOCUMENT, null));
        assertEquals(ExportFailure.OUT_OF_FORMAT, refusal.reason());
        assertTrue(refusal.getMessage().startsWith("amount of GIFT/0000"), refusal.getMessage());
    }

    @Test
    void another_currency_is_refused() {
        CannotBeMade refusal =
                refused(booking("GIFT", 1, "USD", DAY, DOCUMENT, null, "DE-X-2026-000012"));
        assertEquals(ExportFailure.OUT_OF_FORMAT, refusal.reason());
        assertTrue(refusal.getMessage().startsWith("currency USD"), refusal.getMessage());
    }

    @Test
    void a_ledger_account_without_one_of_the_chart_is_refused_by_name() {
        DatevTerms poor = Batches.terms(Map.of("DONATIONS", "3220"), Map.of());
        CannotBeMade refusal =
                assertThrows(
                        CannotBeMade.class,
                        () -> file(selection(poor), List.of(gift(1, DAY, DOCUMENT, null))));
        assertEquals(ExportFailure.ACCOUNT_MISSING, refusal.reason());
        assertEquals("CLEARING-BANK", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü", "1.2", "", "1234567890123456789012345678901234567"})
    void a_document_number_with_other_signs_or_too_long_is_refused(String document) {
        assertEquals(ExportFailure.OUT_OF_FORMAT, refused(gift(1, DAY, document, null)).reason());
    }

    @Test
    void a_document_number_may_have_36_signs_as_a_gifts_id_has() {
        String id = "019ab0c4-7a12-7000-8a00-0a1b2c3d4e5f";
        assertEquals(id, only(List.of(gift(1, DAY, id, null)), 11));
    }

    @Test
    void days_have_two_digits_each_and_no_year() {
        assertEquals("0102", only(List.of(gift(1, "2026-02-01", DOCUMENT, null)), 10));
        assertEquals("3112", only(List.of(gift(1, "2025-12-31", DOCUMENT, null)), 10));
    }

    @Test
    void money_that_flows_back_is_h_on_the_account_it_leaves() {
        List<String> back =
                postings(
                                file(
                                        selection(),
                                        List.of(
                                                booking(
                                                        "RETURN",
                                                        500,
                                                        "EUR",
                                                        DAY,
                                                        DOCUMENT,
                                                        null,
                                                        "DE-X-2026-000012"))))
                        .get(0);
        assertEquals(List.of("5,00", "H"), back.subList(0, 2));
        assertEquals(List.of("1361", "3229"), back.subList(6, 8));
        assertEquals("Rücklastschrift Spende", back.get(13));
    }

    @ParameterizedTest
    @CsvSource({
        "FEE, BANK-FEES, CLEARING-SEPA, H, 12345, 4970, Gebühr Rücklastschrift",
        "PROVIDER_FEE, PROVIDER-FEES, CLEARING-BANK, H, 1361, 4971, Gebühr Zahlungsdienst",
        "PROVIDER_FEE, CLEARING-BANK, PROVIDER-FEES, S, 1361, 4971, Gebühr Zahlungsdienst",
        "DISPUTE, DISPUTES-HELD, CLEARING-BANK, H, 1361, 1365, Strittige Spende einbehalten",
        "DISPUTE_WON, CLEARING-BANK, DISPUTES-HELD, S, 1361, 1365, Strittige Spende gewonnen",
        "RETURN, DONATIONS-GIVEN-BACK, DISPUTES-HELD, H, 1365, 3229, Strittige Spende verloren",
        "PAYOUT, PAYOUTS-UNDERWAY, CLEARING-BANK, H, 1361, 1460, Auszahlung Zahlungsdienst",
        "PAYOUT_FAILED, CLEARING-BANK, PAYOUTS-UNDERWAY, S, 1361, 1460, Auszahlung fehlgeschlagen",
        "PAYOUT_ARRIVED, BANK, PAYOUTS-UNDERWAY, S, 1461, 1460, Auszahlung eingegangen"
    })
    void what_providers_and_banks_do_is_told_from_the_account_on_which_money_stands(
            String cause,
            String debit,
            String credit,
            String side,
            String account,
            String other,
            String text) {
        List<String> fields =
                postings(file(selection(), List.of(Batches.between(cause, debit, credit)))).get(0);
        assertEquals(List.of("1,25", side), fields.subList(0, 2));
        assertEquals(List.of(account, other), fields.subList(6, 8));
        assertEquals(text, fields.get(13));
        assertEquals("00000000-0000-0000-0000-000000000008", fields.get(10));
    }

    @ParameterizedTest
    @CsvSource({
        "59, Spende aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "60, Spende aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "61, Spende aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"
    })
    void a_text_that_is_too_long_says_so(int length, String written) {
        String campaign = "a".repeat(length - "Spende ".length());
        assertEquals(written, only(List.of(gift(1, DAY, DOCUMENT, campaign)), 14));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Schuldächer “neu” – 5 €|Schuldächer “neu” – 5 €",
                "Kraków Łódź|Kraków Lódz",
                "İstanbul ığış|Istanbul igis",
                "ﬁnden|finden",
                "日本 😀|?? ?",
                "a\u200bb|a?b",
            })
    void signs_that_windows_1252_lacks_become_their_letters_or_question_marks(
            String text, String written) {
        assertEquals(written, ExtfText.fitted(text, 60));
    }

    @Test
    void line_ends_and_other_control_characters_become_one_blank() {
        assertEquals("a b c d", ExtfText.fitted("a\r\nb\tc\u0000\u0007\u2028d", 60));
    }

    @Test
    void nothing_breaks_out_of_its_field() {
        for (String hostile : HostileTexts.all()) {
            byte[] file = file(selection(), List.of(gift(1, DAY, DOCUMENT, hostile)));
            assertEquals(3, text(file).split("\r\n").length, hostile);
            List<String> fields = postings(file).get(0);
            assertEquals(125, fields.size());
            assertEquals(ExtfText.fitted("Spende " + hostile, 60), fields.get(13));
            assertTrue(fields.get(13).matches("[^\\p{Cc}]{1,60}"), hostile);
            assertEquals("", fields.get(14));
        }
        String line =
                text(file(selection(), List.of(gift(1, DAY, DOCUMENT, "\"a\";b"))))
                        .split("\r\n")[2];
        assertTrue(line.contains(";\"Spende \"\"a\"\";b\";"), line);
    }

    @Test
    void the_same_bookings_give_the_same_bytes() {
        List<Row> rows = List.of(gift(1, DAY, DOCUMENT, null), gift(2, DAY, DOCUMENT, null));
        assertArrayEquals(file(selection(), rows), file(selection(), rows));
    }

    @Test
    void one_posting_more_than_a_batch_may_have_makes_two_of_it() throws IOException {
        Row row = gift(1, DAY, DOCUMENT, null);
        byte[] one = file(selection(), Collections.nCopies(99_999, row));
        assertEquals(99_999, postings(one).size());
        byte[] several = file(selection(), Collections.nCopies(100_000, row));
        List<String> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(several))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] part = zip.readAllBytes();
                names.add(entry.getName());
                sizes.add(postings(part).size());
                titles.add(head(part).get(16));
                assertEquals(
                        ExtfColumns.NAMES,
                        Arrays.asList(text(part).split("\r\n", 3)[1].split(";")));
            }
        }
        assertEquals(
                List.of("EXTF_DE-X-2026-000012_01.csv", "EXTF_DE-X-2026-000012_02.csv"), names);
        assertEquals(List.of(99_999, 1), sizes);
        assertEquals(List.of("DE X 2026 000012 1/2", "DE X 2026 000012 2/2"), titles);
    }
}
