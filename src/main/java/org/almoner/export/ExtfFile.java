package org.almoner.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * One posting batch of the DATEV format (EXTF, "Buchungsstapel"): header, names of the columns, one
 * line for each booking with all 125 fields. Windows-1252, semicolons, CRLF, texts in quotes. Field
 * 7, "Konto", is the account the money stands on: {@code S} when it came, {@code H} when it left;
 * field 8 is the other one.
 */
final class ExtfFile implements TableFile {

    /** More postings DATEV does not take in one file. */
    static final int LARGEST = 99_999;

    private static final int AMOUNT = 0;
    private static final int SIDE = 1;
    private static final int CURRENCY = 2;
    private static final int ACCOUNT = 6;
    private static final int OTHER_ACCOUNT = 7;
    private static final int DAY = 9;
    private static final int DOCUMENT = 10;
    private static final int TEXT = 13;
    private static final int COST_CENTRE = ExtfColumns.at("KOST1 - Kostenstelle");
    private static final int NOTE = ExtfColumns.at("Zusatzinformation - Art 1");
    private static final int LOCKED = ExtfColumns.at("Festschreibung");

    private static final int LONGEST_TEXT = 60;
    private static final long LARGEST_AMOUNT = 999_999_999_999L;
    private static final int CENTS = 100;
    private static final Pattern DOCUMENT_SHAPE = Pattern.compile("[A-Za-z0-9$&%*+/-]{1,36}");
    private static final int BUFFER = 64 * 1024;

    private final DatevBatch batch;
    private final String number;
    private final CsvWriter csv;

    /**
     * @param part such as {@code 1/3}; {@code null} when there is one batch only
     */
    ExtfFile(Selection selection, String part, OutputStream out) {
        batch = selection.batch();
        number = selection.export().number();
        csv =
                CsvWriter.builder()
                        .fieldSeparator(';')
                        .quoteStrategy(new QuoteTexts())
                        .bufferSize(BUFFER)
                        .build(out, ExtfText.WINDOWS_1252);
        csv.writeRecord(ExtfHead.fields(selection, part));
        csv.writeRecord(ExtfColumns.NAMES);
    }

    private record QuoteTexts() implements QuoteStrategy {

        @Override
        public boolean quoteEmpty(int line, int field) {
            return quoteValue(line, field, "");
        }

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return switch (line) {
                case 1 -> ExtfHead.isText(field);
                case 2 -> false;
                default -> ExtfColumns.isText(field);
            };
        }
    }

    @Override
    public void add(Row row) {
        Posting posting = Posting.of(row);
        String[] fields = new String[ExtfColumns.NAMES.size()];
        Arrays.fill(fields, "");
        fields[AMOUNT] = amount(posting);
        fields[SIDE] = posting.comes() ? "S" : "H";
        fields[CURRENCY] = currency(posting);
        fields[ACCOUNT] = batch.account(posting.comes() ? posting.debit() : posting.credit());
        fields[OTHER_ACCOUNT] = batch.account(posting.comes() ? posting.credit() : posting.debit());
        fields[DAY] =
                "%02d%02d".formatted(posting.day().getDayOfMonth(), posting.day().getMonthValue());
        fields[DOCUMENT] = document(posting);
        fields[TEXT] = text(posting);
        fields[COST_CENTRE] = batch.costCentre(posting.campaign());
        fields[LOCKED] = batch.terms().locked() ? "1" : "0";
        if (!posting.exportedWith().equals(number)) {
            fields[NOTE] = "Schon exportiert";
            fields[NOTE + 1] = posting.exportedWith();
        }
        csv.writeRecord(fields);
    }

    /** Ten digits, comma, two digits; never zero. */
    private static String amount(Posting posting) {
        long minor = posting.minor();
        if (minor <= 0 || minor > LARGEST_AMOUNT) {
            throw outOfFormat("amount", posting);
        }
        return "%d,%02d".formatted(minor / CENTS, minor % CENTS);
    }

    /** Another currency would need a rate, and the books have none. */
    private String currency(Posting posting) {
        if (!posting.currency().equals(batch.currency())) {
            throw outOfFormat("currency " + posting.currency(), posting);
        }
        return posting.currency();
    }

    /**
     * The number of the receipt. Two of the signs it may end with are not allowed in this field and
     * stand there as others that no number has: ~ as %, = as +.
     */
    private static String document(Posting posting) {
        String document = posting.document().replace('~', '%').replace('=', '+');
        if (!DOCUMENT_SHAPE.matcher(document).matches()) {
            throw outOfFormat("document", posting);
        }
        return document;
    }

    private static String text(Posting posting) {
        String kind =
                switch (posting.cause()) {
                    case "GIFT" -> "Spende";
                    case "REFUND" -> "Rückzahlung Spende";
                    case "RETURN" ->
                            posting.credit().equals("DISPUTES-HELD")
                                    ? "Strittige Spende verloren"
                                    : "Rücklastschrift Spende";
                    case "FEE" -> "Gebühr Rücklastschrift";
                    case "PROVIDER_FEE" -> "Gebühr Zahlungsdienst";
                    case "DISPUTE" -> "Strittige Spende einbehalten";
                    case "DISPUTE_WON" -> "Strittige Spende gewonnen";
                    case "PAYOUT" -> "Auszahlung Zahlungsdienst";
                    case "PAYOUT_FAILED" -> "Auszahlung fehlgeschlagen";
                    case "PAYOUT_ARRIVED" -> "Auszahlung eingegangen";
                    default -> throw outOfFormat("kind", posting);
                };
        return ExtfText.fitted(
                posting.campaign() == null ? kind : kind + " " + posting.campaign(), LONGEST_TEXT);
    }

    private static CannotBeMade outOfFormat(String what, Posting posting) {
        return new CannotBeMade(
                ExportFailure.OUT_OF_FORMAT, what + " of " + posting.cause() + "/" + posting.id());
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
    }
}
