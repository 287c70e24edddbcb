package org.almoner.statement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.almoner.Golden;
import org.almoner.money.Money;
import org.almoner.pdf.Conformance;
import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfPaper;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

/** The form of an agreement of a periodic gift, as donors and institutions sign it. */
class PeriodicGiftFormTest {

    private static final LocalDate OFFERED = LocalDate.of(2026, 11, 26);

    private static PeriodicGiftForm form(
            long minor, Integer years, String otherPerson, PeriodicGiftForm.Signed signed) {
        return new PeriodicGiftForm(
                "2026000123",
                OFFERED,
                PeriodicGiftForm.Giver.of(
                        "Sanne Maria",
                        "van Voorbeeld",
                        List.of("Voorbeeldlaan 7", "3511 AB Utrecht"),
                        "NL"),
                new PeriodicGiftForm.Institution("Stichting Voorbeeldhulp", "123456782"),
                new PeriodicGiftForm.Gift(Money.of(minor, "EUR"), 2027, years),
                new PeriodicGiftForm.Ends(otherPerson, true, false, years == null),
                otherPerson != null,
                signed == null ? null : LocalDate.of(2026, 12, 1),
                signed);
    }

    static byte[] document(PeriodicGiftForm form) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new WritePeriodicGiftForm().write(form, out);
        return out.toByteArray();
    }

    static byte[] sample() throws IOException {
        return document(form(120_000, 5, null, null));
    }

    @Test
    void it_has_all_parts_in_both_copies_and_conforms() throws IOException {
        byte[] document = document(form(120_000, 5, null, null));
        Conformance.check(document);
        assertEquals(4, WriteStatementTest.sheets(document));
        Golden.matches(
                "statement/nl_periodic_gift_form.txt",
                WriteStatementTest.text(document).replaceAll("[ \t]+\n", "\n"));
    }

    @Test
    void it_ticks_what_was_agreed_and_names_who_signed() throws IOException {
        byte[] document =
                document(
                        form(
                                123_456,
                                null,
                                "Ruben Ander",
                                new PeriodicGiftForm.Signed(
                                        "Sanne Voorbeeld",
                                        "Penningmeester",
                                        "Amsterdam",
                                        LocalDate.of(2026, 12, 3))));
        Conformance.check(document);
        String text = WriteStatementTest.flat(document);
        for (String part :
                List.of(
                        "☒ het overlijden van een ander dan de schenker: Ruben Ander",
                        "☐ het overlijden van de schenker",
                        "☒ baanverlies",
                        "☐ arbeidsongeschiktheid",
                        "☒ verlies ANBI-status",
                        "☒ onbepaalde tijd",
                        "☐ 5 jaar",
                        "€ 1.234,56",
                        "duizend tweehonderdvierendertig euro en zesenvijftig cent",
                        "Penningmeester",
                        "03-12-2026",
                        "01-12-2026")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertFalse(text.contains("De schenker heeft geen partner genoemd"), text);
    }

    @Test
    void a_longer_term_says_its_years() throws IOException {
        String text = WriteStatementTest.flat(document(form(60_000, 12, null, null)));
        assertTrue(text.contains("☒ 12 jaar (minimaal 5)"), text);
        assertTrue(text.contains("zeshonderd euro"), text);
    }

    @Test
    void the_longest_names_stay_on_their_sheets() throws IOException {
        String word = "Voorbeeldhuishoudelijkeverzekering".repeat(6);
        PeriodicGiftForm form =
                new PeriodicGiftForm(
                        "2026000123",
                        OFFERED,
                        PeriodicGiftForm.Giver.of(
                                word, word, List.of(word, word, "3511 AB Utrecht"), "DE"),
                        new PeriodicGiftForm.Institution("Stichting Voorbeeldhulp", "123456782"),
                        new PeriodicGiftForm.Gift(Money.of(777_777_777, "EUR"), 2027, 5),
                        new PeriodicGiftForm.Ends(word, true, true, true),
                        true,
                        null,
                        null);
        byte[] document = document(form);
        Conformance.check(document);
        assertTrue(
                WriteStatementTest.text(document).replaceAll("\\s+", "").contains("4cRSIN"),
                "part 4 is there");
        assertTrue(lowest(document) < PdfPaper.A4.height() - PdfArea.mm(8), "nothing runs out");
    }

    /** How far down letters stand on any sheet, in points from its upper edge. */
    private static float lowest(byte[] document) throws IOException {
        float[] lowest = {0};
        PDFTextStripper letters =
                new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition letter) {
                        lowest[0] = Math.max(lowest[0], letter.getYDirAdj());
                    }
                };
        try (PDDocument read = Loader.loadPDF(document)) {
            letters.getText(read);
        }
        return lowest[0];
    }

    @Test
    void the_same_agreement_gives_the_same_bytes() throws IOException {
        assertArrayEquals(
                document(form(120_000, 5, null, null)), document(form(120_000, 5, null, null)));
    }

    @Test
    void an_overview_sums_up_each_periodic_gift_and_the_ordinary_ones() throws IOException {
        for (String language : Statements.languages(DocumentKind.NL_YEARLY_OVERVIEW)) {
            Statements usual = Statements.of(DocumentKind.NL_YEARLY_OVERVIEW).in(language);
            List<StatementLine> lines = usual.lines();
            byte[] document =
                    usual.with(
                                    List.of(
                                            lines.get(0).under("2026000123"),
                                            lines.get(1),
                                            lines.get(2).under("2026000123"),
                                            lines.get(3).under("2024000007")))
                            .document();
            Conformance.check(document);
            Golden.matches(
                    "statement/nl_yearly_overview_periodic_" + language + ".txt",
                    WriteStatementTest.text(document).replaceAll("[ \t]+\n", "\n"));
        }
    }
}
