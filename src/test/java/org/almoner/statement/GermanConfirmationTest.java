package org.almoner.statement;

import static org.almoner.statement.WriteStatementTest.flat;
import static org.almoner.statement.WriteStatementTest.sheets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import org.almoner.office.TaxNotice;
import org.almoner.office.TaxNoticeKind;
import org.almoner.pdf.Conformance;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;

/** The official forms: their words in their order (BMF of 7 November 2013). */
class GermanConfirmationTest {

    private static final double POINTS_OF_A_MILLIMETRE = 72 / 25.4;

    private static void assertInOrder(String text, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = text.indexOf(part, from);
            assertTrue(at >= 0, () -> "Missing or out of order: " + part + "\nin " + text);
            from = at + part.length();
        }
    }

    @Test
    void the_single_form_has_its_words_in_their_order() throws IOException {
        byte[] document = Statements.of(DocumentKind.DE_SINGLE).gift(123456).document();
        assertEquals(1, sheets(document));
        assertInOrder(
                flat(document),
                "Beispiel Hilfe e.V. Musterstr. 1, 10115 Berlin",
                "Bestätigung über Geldzuwendungen/Mitgliedsbeitrag",
                "im Sinne des § 10b des Einkommensteuergesetzes an eine der in § 5 Abs. 1 Nr. 9 des"
                        + " Körperschaftsteuergesetzes bezeichneten Körperschaften,"
                        + " Personenvereinigungen oder Vermögensmassen",
                "Name und Anschrift des Zuwendenden:",
                "Dr. Erika Beispiel Hinterhaus Musterweg 12a 10115 Berlin",
                "Betrag der Zuwendung - in Ziffern -",
                "- in Buchstaben -",
                "Tag der Zuwendung:",
                "1.234,56 EUR",
                "eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent",
                "15.01.2026",
                "Es handelt sich um den Verzicht auf Erstattung von Aufwendungen Ja ☐ Nein ☒",
                "☒ Wir sind wegen Förderung der Hilfe für Opfer von Straftaten und der"
                        + " Entwicklungszusammenarbeit (§ 52 Abs. 2 Satz 1 Nr. 10 und 15 AO) sowie"
                        + " mildtätiger Zwecke (§ 53 AO) nach dem Freistellungsbescheid bzw. nach der"
                        + " Anlage zum Körperschaftsteuerbescheid des Finanzamtes Musterstadt, StNr."
                        + " 27/640/12345, vom 14.05.2024 für den letzten Veranlagungszeitraum 2020"
                        + " bis 2022 nach § 5 Abs. 1 Nr. 9 des Körperschaftsteuergesetzes von der"
                        + " Körperschaftsteuer und nach § 3 Nr. 6 des Gewerbesteuergesetzes von der"
                        + " Gewerbesteuer befreit.",
                "Es wird bestätigt, dass die Zuwendung nur zur Förderung der Hilfe",
                "verwendet wird.",
                "Berlin, 19.01.2027",
                "(Ort, Datum und Unterschrift des Zuwendungsempfängers)",
                "Hinweis: Wer vorsätzlich oder grob fahrlässig eine unrichtige"
                        + " Zuwendungsbestätigung erstellt oder veranlasst, dass Zuwendungen nicht zu"
                        + " den in der Zuwendungsbestätigung angegebenen steuerbegünstigten Zwecken"
                        + " verwendet werden, haftet für die entgangene Steuer (§ 10b Abs. 4 EStG, § 9"
                        + " Abs. 3 KStG, § 9 Nr. 5 GewStG).",
                "Diese Bestätigung wird nicht als Nachweis für die steuerliche Berücksichtigung der"
                        + " Zuwendung anerkannt, wenn das Datum des Freistellungsbescheides länger"
                        + " als 5 Jahre bzw. das Datum der Feststellung der Einhaltung der"
                        + " satzungsmäßigen Voraussetzungen nach § 60a Abs. 1 AO länger als 3 Jahre"
                        + " seit Ausstellung des Bescheides zurückliegt (§ 63 Abs. 5 AO).",
                "Die maschinelle Erstellung der Zuwendungsbestätigung wurde dem Finanzamt"
                        + " Musterstadt mit Schreiben vom 01.03.2025 angezeigt.");
        assertFalse(flat(document).contains("Dank"), "no thanks on the form");
        assertFalse(flat(document).contains("Mitgliedsbeitrag handelt"), "only where it applies");
    }

    @Test
    void the_collective_form_differs_where_it_must_and_its_annex_comes_to_its_sum()
            throws IOException {
        byte[] document = Statements.of(DocumentKind.DE_COLLECTIVE).gifts(24).document();
        assertEquals(2, sheets(document));
        String text = flat(document);
        assertInOrder(
                text,
                "Sammelbestätigung über Geldzuwendungen/Mitgliedsbeiträge im Sinne des § 10b",
                "Name und Anschrift des Zuwendenden:",
                "Gesamtbetrag der Zuwendung - in Ziffern -",
                "Zeitraum der Sammelbestätigung:",
                "1.414,44 EUR",
                "01.01.2026 - 31.12.2026",
                "☒ Wir sind wegen Förderung",
                "Es wird bestätigt, dass die Zuwendung nur zur Förderung",
                "Es wird bestätigt, dass über die in der Gesamtsumme enthaltenen Zuwendungen keine"
                        + " weiteren Bestätigungen, weder formelle Zuwendungsbestätigungen noch"
                        + " Beitragsquittungen oder ähnliches ausgestellt wurden und werden.",
                "Ob es sich um den Verzicht auf Erstattung von Aufwendungen handelt, ist der Anlage"
                        + " zur Sammelbestätigung zu entnehmen.",
                "(Ort, Datum und Unterschrift des Zuwendungsempfängers)",
                "Hinweis:",
                "Anlage zur Sammelbestätigung vom 19.01.2027",
                "Datum der Zuwendung",
                "Art der Zuwendung (Geldzuwendung / Mitgliedsbeitrag)",
                "Verzicht auf die Erstattung von Aufwendungen (ja/nein)",
                "Betrag",
                "15.01.2026 Geldzuwendung nein 25,00 EUR",
                "Gesamtsumme 1.414,44 EUR");
        assertFalse(text.contains("Es handelt sich um den Verzicht"), "only in the single form");
    }

    @Test
    void a_finding_under_60a_has_its_own_words() throws IOException {
        Issuer issuer =
                Issuers.german(Issuers.notice(TaxNoticeKind.SIXTY_A), false, Issuers.byHand());
        byte[] document = Statements.of(DocumentKind.DE_SINGLE).from(issuer).document();
        Conformance.check(document);
        assertInOrder(
                flat(document),
                "☒ Die Einhaltung der satzungsmäßigen Voraussetzungen nach den §§ 51, 59, 60 und 61"
                        + " AO wurde vom Finanzamt Musterstadt, StNr. 27/640/12345 mit Bescheid vom"
                        + " 14.05.2024 nach § 60a AO gesondert festgestellt. Wir fördern nach unserer"
                        + " Satzung der Hilfe");
        assertFalse(flat(document).contains("Freistellungsbescheid bzw."), "one alternative only");
        assertFalse(flat(document).contains("maschinelle"), "signed with a pen");
    }

    @Test
    void whose_membership_fees_are_not_deductible_says_that_it_is_none() throws IOException {
        Issuer issuer =
                Issuers.german(Issuers.notice(TaxNoticeKind.ANLAGE_KST), true, Issuers.byHand());
        for (DocumentKind kind : List.of(DocumentKind.DE_SINGLE, DocumentKind.DE_COLLECTIVE)) {
            byte[] document = Statements.of(kind).from(issuer).document();
            Conformance.check(document);
            assertInOrder(
                    flat(document),
                    "verwendet wird.",
                    "Nur für steuerbegünstigte Einrichtungen, bei denen die Mitgliedsbeiträge"
                            + " steuerlich nicht abziehbar sind: ☒ Es wird bestätigt, dass es sich"
                            + " nicht um einen Mitgliedsbeitrag handelt, dessen Abzug nach § 10b Abs."
                            + " 1 des Einkommensteuergesetzes ausgeschlossen ist.",
                    "Hinweis:");
        }
    }

    @Test
    void a_waived_claim_is_ticked() throws IOException {
        Issuer issuer =
                Issuers.german(Issuers.notice(TaxNoticeKind.ANLAGE_KST), false, Issuers.byHand());
        Statements one = Statements.of(DocumentKind.DE_SINGLE).from(issuer);
        StatementLine gift = one.lines().get(0);
        StatementLine waived =
                new StatementLine(
                        gift.gift(),
                        gift.day(),
                        gift.method(),
                        null,
                        gift.amount(),
                        true,
                        false,
                        true);
        assertTrue(flat(one.with(List.of(waived)).document()).contains("Ja ☒ Nein ☐"));
    }

    @Test
    void the_smallest_and_a_large_amount_are_written_out() throws IOException {
        assertTrue(
                flat(Statements.of(DocumentKind.DE_SINGLE).gift(1).document())
                        .contains("null Euro und ein Cent"));
        String large = flat(Statements.of(DocumentKind.DE_SINGLE).gift(99_999_999).document());
        assertTrue(
                large.contains(
                        "neunhundertneunundneunzigtausendneunhundertneunundneunzig Euro und"
                                + " neunundneunzig Cent"),
                large);
        assertTrue(large.contains("999.999,99 EUR"), large);
    }

    @Test
    void purposes_of_any_length_stay_on_one_sheet_or_are_refused() throws IOException {
        assertEquals(1, sheets(withPurposes(12).document()));
        Conformance.check(withPurposes(12).document());
        assertThrows(IllegalArgumentException.class, () -> withPurposes(60).document());
    }

    private static Statements withPurposes(int times) {
        TaxNotice notice = Issuers.notice(TaxNoticeKind.FREISTELLUNGSBESCHEID);
        TaxNotice longer =
                new TaxNotice(
                        notice.kind(),
                        notice.taxOffice(),
                        notice.taxNumber(),
                        notice.dated(),
                        notice.assessmentPeriod(),
                        "der Entwicklungszusammenarbeit (§ 52 Abs. 2 Satz 1 Nr. 15 AO), "
                                        .repeat(times)
                                + "mildtätiger Zwecke",
                        notice.validFrom());
        return Statements.of(DocumentKind.DE_SINGLE)
                .from(Issuers.german(longer, true, Issuers.facsimile()));
    }

    /** DIN 5008, form B: 20 mm from the left, 45 mm from the top, 85 mm wide, 45 mm high. */
    @Test
    void the_address_shows_in_the_window_of_the_envelope_and_nothing_else_does()
            throws IOException {
        byte[] document = Statements.of(DocumentKind.DE_SINGLE).document();
        try (PDDocument read = Loader.loadPDF(document)) {
            PDFTextStripperByArea window = new PDFTextStripperByArea();
            window.setSortByPosition(true);
            window.addRegion(
                    "window",
                    new Rectangle2D.Double(
                            20 * POINTS_OF_A_MILLIMETRE,
                            45 * POINTS_OF_A_MILLIMETRE,
                            85 * POINTS_OF_A_MILLIMETRE,
                            45 * POINTS_OF_A_MILLIMETRE));
            window.extractRegions(read.getPage(0));
            assertEquals(
                    "Beispiel Hilfe e.V. · Musterstr. 1 · 10115 Berlin Name und Anschrift des"
                            + " Zuwendenden: Dr. Erika Beispiel Hinterhaus Musterweg 12a 10115 Berlin",
                    window.getTextForRegion("window").replaceAll("\\s+", " ").strip());
        }
    }
}
