package org.almoner.statement;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.almoner.pdf.PdfDetails;
import org.almoner.pdf.PdfPaper;
import org.almoner.pdf.PdfSheets;

/**
 * Writes the form of an agreement of a periodic gift, a copy for the donor and one for the
 * institution, as PDF/A-2a and PDF/UA-1. Always in Dutch, as the tax office's own form; the same
 * record gives the same bytes.
 */
@Singleton
public final class WritePeriodicGiftForm {

    /** The form's language and the customs of its country. */
    static final Locale DUTCH = new Locale.Builder().setLanguage("nl").setRegion("NL").build();

    /** Ready at once. */
    public WritePeriodicGiftForm() {}

    /** Writes both copies, each on sheets of its own. */
    public void write(PeriodicGiftForm form, OutputStream out) throws IOException {
        PdfDetails details =
                new PdfDetails(
                        Words.law("NL.form.title") + " " + form.number(),
                        DUTCH,
                        form.offeredOn(),
                        PdfPaper.A4);
        try (PdfSheets sheets = new PdfSheets(out, details)) {
            int first = new PeriodicGiftCopy(form, sheets, "giver").write();
            int second = new PeriodicGiftCopy(form, sheets, "institution").write();
            sheets.finish(
                    (sheet, all) -> {
                        boolean isFirst = sheet <= first;
                        FormFields.foot(
                                sheets,
                                form.number(),
                                isFirst ? sheet : sheet - first,
                                isFirst ? first : second);
                    });
        }
    }
}
