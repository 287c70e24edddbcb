package org.almoner.statement;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.almoner.pdf.PdfDetails;
import org.almoner.pdf.PdfPicture;
import org.almoner.pdf.PdfSheets;
import org.almoner.pdf.PdfSigning;

/**
 * Writes a statement as PDF/A-2a and PDF/UA-1: the same record, facsimile and mark always give the
 * same bytes, but for the signature of a key that draws at random (as those of elliptic curves do).
 * Safe for many threads; memory does not grow with the gifts.
 */
@Singleton
public final class WriteStatement {

    /** Offices sign with few pictures, and change them seldom. */
    private static final int MOST_PICTURES = 64;

    private final Map<String, PdfPicture> pictures = new ConcurrentHashMap<>();

    /** Ready at once. */
    public WriteStatement() {}

    /**
     * Writes the document without an electronic signature.
     *
     * @param facsimilePng picture of the signature; {@code null} when it is signed by hand
     * @return whether a sign stands in place of letters that the typeface lacks
     * @throws IllegalArgumentException as {@link #write(StatementRecord, StatementPrint,
     *     OutputStream)}
     */
    public boolean write(
            StatementRecord statement, byte[] facsimilePng, StatementMark mark, OutputStream out)
            throws IOException {
        return write(statement, StatementPrint.unsigned(mark, facsimilePng), out);
    }

    /**
     * Writes the document.
     *
     * @return whether a sign stands in place of letters that the typeface lacks
     * @throws IllegalArgumentException when the record is no statement of its kind: a German form
     *     that does not fit its page, a single confirmation of several gifts, a missing number of
     *     the charity, a missing notice or signature
     * @throws IllegalStateException when the signer's key refuses
     */
    public boolean write(StatementRecord statement, StatementPrint print, OutputStream out)
            throws IOException {
        Requirements.check(statement, print.facsimilePng() != null);
        var locale = Writing.locale(statement);
        Design design = Design.of(statement.kind());
        PdfDetails details =
                new PdfDetails(
                        Titles.of(statement, locale), locale, statement.issuedOn(), design.paper());
        PdfSigning signing = signing(statement, print, Words.in(locale.getLanguage()));
        try (PdfSheets sheets = new PdfSheets(out, details, signing)) {
            PdfPicture facsimile = picture(print.facsimilePng());
            write(new Writing(statement, print.mark(), facsimile, sheets, locale));
            return sheets.hasReplaced();
        }
    }

    private static PdfSigning signing(
            StatementRecord statement, StatementPrint print, Words words) {
        return print.signer() == null
                ? null
                : new PdfSigning(
                        print.signer(),
                        print.at(),
                        words.say("signed.alt", "name", statement.issuer().legalName()));
    }

    private static void write(Writing writing) throws IOException {
        switch (writing.statement().kind()) {
            case DE_SINGLE, DE_COLLECTIVE -> new GermanConfirmation(writing).write();
            case GB_GIVING_STATEMENT -> new BritishStatement(writing).write();
            case CA_OFFICIAL_RECEIPT -> new CanadianReceipt(writing).write();
            case AU_GIFT_RECEIPT -> new AustralianReceipt(writing).write();
            case NL_YEARLY_OVERVIEW -> new DutchOverview(writing).write();
            case US_YEAR_END_STATEMENT -> new AmericanStatement(writing).write();
        }
    }

    private PdfPicture picture(byte[] png) {
        if (png == null) {
            return null;
        }
        if (pictures.size() >= MOST_PICTURES) {
            pictures.clear();
        }
        return pictures.computeIfAbsent(hash(png), it -> PdfPicture.ofPng(png));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
