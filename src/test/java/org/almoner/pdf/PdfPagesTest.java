package org.almoner.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfPagesTest {

    private static final LocalDate DAY = LocalDate.of(2027, 1, 15);

    /** What is written on pages. */
    private interface Content {
        void on(PdfPages pages) throws IOException;
    }

    private static byte[] document(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfPages pages = new PdfPages("Test", Locale.GERMAN, DAY)) {
            content.on(pages);
            pages.writeTo(out, (page, all) -> "Seite " + page + " von " + all);
        }
        Conformance.check(out.toByteArray());
        return out.toByteArray();
    }

    private static String text(byte[] document) throws IOException {
        try (PDDocument read = Loader.loadPDF(document)) {
            return new PDFTextStripper().getText(read);
        }
    }

    private static PdfTable table(List<String> row, int times) {
        return new PdfTable(
                List.of(PdfTable.Column.of("Tag", 0.5), PdfTable.Column.numbers("Betrag", 0.5)),
                IntStream.range(0, times).mapToObj(it -> row).toList());
    }

    @Test
    void letters_of_four_scripts_are_written_and_others_are_replaced_and_told() throws IOException {
        byte[] document =
                document(
                        pages -> {
                            pages.text("Žofie Łukasz Ölçer Ñandú – Ελένη – Юлія – שלום");
                            assertFalse(pages.hasReplaced());
                            pages.text("寄付 🎁 \u0007\uD800 ends");
                            assertTrue(pages.hasReplaced());
                        });
        String text = text(document);
        assertTrue(text.contains("Žofie Łukasz Ölçer Ñandú – Ελένη – Юлія"), text);
        assertTrue(text.contains("ends"), text);
    }

    @Test
    void an_endless_table_goes_on_with_its_head_and_pages_are_numbered() throws IOException {
        byte[] document = document(pages -> pages.table(table(List.of("1. Mai", "25,00 €"), 150)));
        String text = text(document);
        try (PDDocument read = Loader.loadPDF(document)) {
            int pages = read.getNumberOfPages();
            assertTrue(pages > 2, text);
            assertEquals(pages, text.split("Betrag", -1).length - 1);
            assertTrue(text.contains("Seite " + pages + " von " + pages), text);
        }
        assertEquals(150, text.split("25,00 €", -1).length - 1);
    }

    @Test
    void a_word_wider_than_its_column_and_a_cell_higher_than_a_page_are_broken()
            throws IOException {
        String endless = "W".repeat(20_000);
        byte[] document =
                document(
                        pages -> {
                            pages.table(table(List.of(endless, "x"), 1));
                            pages.text("");
                            pages.text("Schluss");
                        });
        String text = text(document);
        assertEquals(20_000, text.chars().filter(it -> it == 'W').count());
        assertTrue(text.contains("Schluss"));
    }

    @Test
    void an_address_of_a_page_is_broken_behind_a_slash_so_that_its_code_stays_whole()
            throws IOException {
        String parts = "https://pay.example.org/v1/statement-verifications/long/";
        String address = parts + "HVCJJR29025RJ6F2HVCJJR29";
        String text = text(document(pages -> pages.table(table(List.of(address, "25,00 €"), 1))));
        assertTrue(text.contains("HVCJJR29025RJ6F2HVCJJR29"), text);
        assertFalse(text.contains(address), "it was too long for one line");
    }

    @Test
    void the_same_words_give_the_same_bytes() throws IOException {
        Content content = pages -> pages.table(table(List.of("1. Mai", "25,00 €"), 30));
        assertArrayEquals(document(content), document(content));
    }

    @Test
    void a_letter_the_font_lacks_stays_in_the_text_that_is_read_aloud() throws IOException {
        byte[] document = document(pages -> pages.text("寄付"));
        try (PDDocument read = Loader.loadPDF(document);
                InputStream page = read.getPage(0).getContents()) {
            String operators = new String(page.readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(operators.contains("/ActualText<FEFF5BC44ED8>"), operators);
        }
    }
}
