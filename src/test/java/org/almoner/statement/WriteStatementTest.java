package org.almoner.statement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almoner.Golden;
import org.almoner.pdf.Conformance;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every kind of document has in common; {@link GermanConfirmationTest} is about the forms. */
class WriteStatementTest {

    static String text(byte[] document) throws IOException {
        try (PDDocument read = Loader.loadPDF(document)) {
            return new PDFTextStripper().getText(read);
        }
    }

    static int sheets(byte[] document) throws IOException {
        try (PDDocument read = Loader.loadPDF(document)) {
            return read.getNumberOfPages();
        }
    }

    /** Words in one line, however they were broken. */
    static String flat(byte[] document) throws IOException {
        return text(document).replaceAll("\\s+", " ");
    }

    @TestFactory
    Stream<DynamicTest> each_kind_in_each_language_says_what_its_page_lists_and_conforms() {
        return Stream.of(DocumentKind.values())
                .flatMap(
                        kind ->
                                Statements.languages(kind).stream()
                                        .map(
                                                language ->
                                                        DynamicTest.dynamicTest(
                                                                kind + " " + language,
                                                                () -> check(kind, language))));
    }

    private static void check(DocumentKind kind, String language) throws IOException {
        byte[] document = Statements.of(kind).in(language).document();
        Conformance.check(document);
        String name = kind.name().toLowerCase(java.util.Locale.ROOT) + "_" + language + ".txt";
        Golden.matches("statement/" + name, text(document).replaceAll("[ \t]+\n", "\n"));
    }

    @TestFactory
    Stream<DynamicTest> each_kind_shows_that_it_is_a_duplicate_or_cancelled_or_a_replacement() {
        return Stream.of(DocumentKind.values())
                .map(it -> DynamicTest.dynamicTest(it.name(), () -> checkMarks(it)));
    }

    private static void checkMarks(DocumentKind kind) throws IOException {
        Statements one = Statements.of(kind).instead(kind.jurisdiction() + "-2026-000007");
        String language = one.record().locale();
        byte[] duplicate = one.document(StatementMark.DUPLICATE);
        Conformance.check(duplicate);
        String mark = Words.in(language).say("mark.DUPLICATE");
        assertTrue(flat(duplicate).contains(mark), flat(duplicate));
        assertTrue(flat(duplicate).contains("-2026-000007"));
        String cancelled = flat(one.document(StatementMark.CANCELLED));
        assertTrue(cancelled.contains(Words.in(language).say("mark.CANCELLED.why")), cancelled);
        assertFalse(flat(one.document()).contains(mark));
    }

    @Nested
    class Long {

        @Test
        void five_thousand_gifts_are_all_there_and_each_sheet_has_the_head_of_the_table()
                throws IOException {
            byte[] document =
                    Statements.of(DocumentKind.GB_GIVING_STATEMENT).gifts(5000).document();
            String text = text(document);
            int sheets = sheets(document);
            assertTrue(sheets > 90, "sheets: " + sheets);
            assertEquals(
                    5000,
                    text.split("(PayPal|Card|Bank transfer|SEPA direct debit) (yes|no)", -1).length
                            - 1);
            assertTrue(text.split("Gift Aid Amount", -1).length - 1 >= sheets - 1);
            assertTrue(text.contains("Page " + sheets + " of " + sheets));
        }

        @Test
        void an_annex_over_many_sheets_conforms() throws IOException {
            byte[] document = Statements.of(DocumentKind.DE_COLLECTIVE).gifts(200).document();
            assertTrue(sheets(document) > 4);
            Conformance.check(document);
        }

        @Test
        void names_and_addresses_are_broken_and_not_cut() throws IOException {
            String word = "Beispielstiftungsverwaltungsgesellschaft".repeat(4);
            Recipient recipient =
                    new Recipient(
                            word,
                            "zu Händen Frau Professorin Dr. Dr. h.c. Annegret Beispiel-Musterfrau",
                            IntStream.range(1, 9).mapToObj(it -> "Zeile " + it).toList(),
                            "CH");
            for (DocumentKind kind : DocumentKind.values()) {
                byte[] document = Statements.of(kind).to(recipient).document();
                Conformance.check(document);
                String text = text(document).replaceAll("\\s+", "");
                assertTrue(text.contains(word), text);
                assertTrue(text.contains("Musterfrau") && text.contains("Zeile8"), text);
            }
        }
    }

    @Nested
    class Letters {

        @Test
        void greek_cyrillic_and_vietnamese_names_are_written() throws IOException {
            for (String name :
                    List.of(
                            "Ελένη Παπαδοπούλου",
                            "Юлія Шевченко",
                            "Nguyễn Thị Đào",
                            "Żółć Şahin")) {
                byte[] document =
                        Statements.of(DocumentKind.NL_YEARLY_OVERVIEW).to(name).document();
                Conformance.check(document);
                String text = text(document);
                assertTrue(text.contains(name), text);
                assertFalse(text.contains("□"), text);
            }
        }

        @Test
        void what_the_font_lacks_is_shown_and_told_and_stays_in_the_text() throws IOException {
            for (DocumentKind kind :
                    List.of(DocumentKind.DE_SINGLE, DocumentKind.US_YEAR_END_STATEMENT)) {
                for (String name : List.of("王小明 🎁", "محمد", "สมชาย")) {
                    byte[] document = Statements.of(kind).to(name).document();
                    Conformance.check(document);
                    String text = flat(document);
                    assertTrue(text.contains(name), text);
                    assertTrue(text.contains("□ "), text);
                }
            }
        }

        @Test
        void a_donor_without_name_or_address_breaks_nothing_off() throws IOException {
            Recipient nobody = new Recipient("", null, List.of(), null);
            for (DocumentKind kind : DocumentKind.values()) {
                Conformance.check(Statements.of(kind).to(nobody).document());
            }
        }
    }

    @Test
    void the_code_on_paper_leads_to_the_page_that_verifies() throws Exception {
        for (DocumentKind kind : DocumentKind.values()) {
            Statements statement = Statements.of(kind);
            try (PDDocument read = Loader.loadPDF(statement.document())) {
                BufferedImage sheet = new PDFRenderer(read).renderImageWithDPI(0, 200);
                int[] pixels =
                        sheet.getRGB(
                                0,
                                0,
                                sheet.getWidth(),
                                sheet.getHeight(),
                                null,
                                0,
                                sheet.getWidth());
                BinaryBitmap bitmap =
                        new BinaryBitmap(
                                new HybridBinarizer(
                                        new RGBLuminanceSource(
                                                sheet.getWidth(), sheet.getHeight(), pixels)));
                Map<DecodeHintType, Object> hints = Map.of(DecodeHintType.TRY_HARDER, true);
                assertEquals(
                        statement.record().verificationUrl(),
                        new QRCodeReader().decode(bitmap, hints).getText());
            }
        }
    }

    @Test
    void an_american_statement_that_replaces_another_is_called_corrected() throws IOException {
        Statements statement =
                Statements.of(DocumentKind.US_YEAR_END_STATEMENT).instead("US-2026-000007");
        String text = flat(statement.document());
        assertTrue(text.contains("Year-end giving statement 2026 (corrected)"), text);
        assertTrue(text.contains("This statement replaces statement US-2026-000007."), text);
    }

    @Test
    void the_country_is_printed_when_it_is_another() throws IOException {
        Recipient abroad = new Recipient("Eva Beispiel", null, List.of("Weg 1", "1010 Wien"), "AT");
        assertTrue(
                text(Statements.of(DocumentKind.DE_SINGLE).to(abroad).document())
                        .contains("ÖSTERREICH"));
        assertTrue(
                text(Statements.of(DocumentKind.GB_GIVING_STATEMENT).to(abroad).document())
                        .contains("AUSTRIA"));
    }

    @Test
    void the_same_record_gives_the_same_bytes_on_many_threads_at_once() throws IOException {
        for (DocumentKind kind : DocumentKind.values()) {
            byte[] first = Statements.of(kind).to("Ελένη 王").document();
            IntStream.range(0, 8)
                    .parallel()
                    .forEach(
                            it -> {
                                try {
                                    assertArrayEquals(
                                            first, Statements.of(kind).to("Ελένη 王").document());
                                } catch (IOException failure) {
                                    throw new AssertionError(failure);
                                }
                            });
        }
    }

    @Test
    void gift_aid_is_computed_on_the_sum_as_hmrc_does() throws IOException {
        Statements three = Statements.of(DocumentKind.GB_GIVING_STATEMENT).gift(3333);
        StatementLine gift = three.lines().get(0);
        String text = flat(three.with(List.of(gift, gift, gift)).document());
        assertTrue(text.contains("£99.99"), text);
        assertTrue(text.contains("£25.00"), text);
        assertTrue(text.contains("£124.99"), text);
    }

    @Test
    void an_australian_gift_below_two_dollars_is_shown_and_not_counted() throws IOException {
        Statements gifts = Statements.of(DocumentKind.AU_GIFT_RECEIPT).gift(199);
        StatementLine small = gifts.lines().get(0);
        StatementLine enough = gifts.gift(200).lines().get(0);
        String text = flat(gifts.with(List.of(small, enough)).document());
        assertTrue(text.contains("no $1.99"), text);
        assertTrue(text.contains("Total of deductible gifts $2.00"), text);
    }
}
