package org.almoner.statement;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.almoner.money.AmountInWords;
import org.almoner.money.MoneyFormat;
import org.almoner.pdf.PdfArea;
import org.almoner.pdf.PdfRole;
import org.almoner.pdf.PdfSheets;
import org.almoner.pdf.PdfStyle;

/**
 * One copy of the agreement: parts 1 to 7 of the tax office's form, in their order and words. What
 * only the donor knows is left for the pen: BSN, birth, telephone; and all signatures.
 */
final class PeriodicGiftCopy {

    private static final PdfStyle TITLE = PdfStyle.of(16).bold();
    private static final PdfStyle COPY = PdfStyle.of(10.5).bold();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-yyyy");

    private final PeriodicGiftForm form;
    private final PdfSheets sheets;
    private final String copy;
    private final FormFields fields;

    /**
     * @param copy {@code giver} or {@code institution}
     */
    PeriodicGiftCopy(PeriodicGiftForm form, PdfSheets sheets, String copy) {
        this.form = form;
        this.sheets = sheets;
        this.copy = copy;
        this.fields = new FormFields(sheets, this::head);
    }

    private static String say(String key, String... values) {
        return Words.law("NL.form." + key, values);
    }

    private static String day(LocalDate day) {
        return day == null ? null : DAY.format(day);
    }

    /** Writes it; how many sheets it has. */
    int write() throws IOException {
        fields.turnOver();
        fields.hint(say("how." + copy));
        declaration();
        term();
        giver();
        institution();
        fields.turnOver();
        signatures();
        return fields.sheets();
    }

    private float head(int sheet, PdfArea here) throws IOException {
        float end =
                sheets.write(
                        sheet == 1 ? PdfRole.H1 : PdfRole.P,
                        TITLE,
                        say("title"),
                        PdfArea.of(here.x(), here.y(), here.width() * 0.66));
        sheets.write(
                PdfRole.P,
                COPY,
                say("copy." + copy),
                PdfArea.of(here.x() + here.width() * 0.68, here.y() + 5, here.width() * 0.32));
        sheets.rule(here.at(end + 4), 0.8f, 0);
        return end + 9;
    }

    private void declaration() throws IOException {
        fields.heading(say("1"));
        fields.row(
                FormFields.Field.of(say("1.giver"), form.giver().name(), 0.5),
                FormFields.Field.of(say("1.institution"), form.institution().name(), 0.5));
        fields.text(say("1.gift"));
        fields.row(
                FormFields.Field.of(
                        say("1.digits"),
                        MoneyFormat.format(form.gift().yearly(), WritePeriodicGiftForm.DUTCH),
                        0.26),
                FormFields.Field.of(
                        say("1.letters"),
                        AmountInWords.of(form.gift().yearly(), WritePeriodicGiftForm.DUTCH),
                        0.74));
        fields.text(say("1.ends"));
        PeriodicGiftForm.Ends ends = form.ends();
        fields.tick(ends.otherPerson() == null, say("1.death.giver"));
        fields.tick(
                ends.otherPerson() != null,
                ends.otherPerson() == null
                        ? say("1.death.other")
                        : say("1.death.named", "name", ends.otherPerson()));
        fields.tick(ends.jobLoss(), say("1.job"));
        fields.tick(ends.disability(), say("1.disability"));
        fields.tick(ends.anbiLost(), say("1.anbi"));
    }

    private void term() throws IOException {
        Integer years = form.gift().years();
        fields.heading(say("2a"));
        fields.tick(years != null && years == 5, say("2a.five"));
        fields.tick(
                years != null && years != 5,
                years == null || years == 5
                        ? say("2a.more")
                        : say("2a.years", "years", years.toString()));
        fields.tick(years == null, say("2a.indefinite"));
        fields.heading(say("2b"));
        fields.row(
                FormFields.Field.of(
                        say("2b.year"), Integer.toString(form.gift().firstYear()), 0.26));
    }

    private void giver() throws IOException {
        PeriodicGiftForm.Giver giver = form.giver();
        fields.heading(say("3"));
        fields.row(
                FormFields.Field.of(say("name"), giver.lastName(), 0.4),
                FormFields.Field.of(say("first"), giver.firstName(), 0.6));
        birth("birthplace");
        fields.row(
                FormFields.Field.of(say("street"), giver.street(), 0.6),
                FormFields.Field.of(say("phone"), null, 0.4));
        fields.row(
                FormFields.Field.of(say("town"), giver.town(), 0.6),
                FormFields.Field.of(say("country"), country(giver.country()), 0.4));
    }

    private void birth(String place) throws IOException {
        fields.row(
                FormFields.Field.of(say("bsn." + copy), null, 0.4),
                FormFields.Field.of(say("born"), null, 0.25),
                FormFields.Field.of(say(place), null, 0.35));
    }

    private static String country(String code) {
        return new Locale.Builder()
                .setRegion(code)
                .build()
                .getDisplayCountry(WritePeriodicGiftForm.DUTCH);
    }

    private void institution() throws IOException {
        fields.heading(say("4"));
        fields.row(
                FormFields.Field.of(say("4a"), form.institution().name(), 0.46),
                FormFields.Field.of(say("4b"), form.number(), 0.27),
                FormFields.Field.of(say("4c"), form.institution().rsin(), 0.27));
    }

    private void signatures() throws IOException {
        fields.heading(say("5"));
        fields.row(
                FormFields.Field.of(say("place"), null, 0.5),
                FormFields.Field.of(say("day"), day(form.signedOn()), 0.5));
        fields.row(
                FormFields.Field.toSign(
                        say("signature"), form.signedOn() == null ? null : say("kept"), 1));
        partner();
        PeriodicGiftForm.Signed by = form.signed();
        fields.heading(say("7"));
        fields.row(
                FormFields.Field.of(say("name"), by == null ? null : by.name(), 0.5),
                FormFields.Field.of(say("function"), by == null ? null : by.function(), 0.5));
        fields.row(
                FormFields.Field.of(say("place"), by == null ? null : by.place(), 0.5),
                FormFields.Field.of(say("day"), by == null ? null : day(by.on()), 0.5));
        fields.row(FormFields.Field.toSign(say("signature"), by == null ? null : say("kept"), 1));
    }

    private void partner() throws IOException {
        fields.heading(say("6"));
        if (!form.hasPartner()) {
            fields.hint(say("6.none"));
        }
        fields.row(
                FormFields.Field.of(say("name"), null, 0.4),
                FormFields.Field.of(say("first"), null, 0.6));
        birth("6.birthplace");
        fields.row(
                FormFields.Field.of(say("place"), null, 0.5),
                FormFields.Field.of(say("day"), null, 0.5));
        fields.row(FormFields.Field.toSign(say("signature"), null, 1));
    }
}
