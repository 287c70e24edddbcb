package org.almoner.receipt;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Wording;
import org.almoner.mail.Mail;

/**
 * Words the instructions for a bank transfer: text first, because pictures may be blocked.
 *
 * <p>The GiroCode travels inside the mail as an inline PNG. Mail programs block {@code data:}
 * pictures and pictures from elsewhere (which would also tell us when the mail is opened), and show
 * no SVG; its payload as text helps nobody, for no banking app takes it; and a link would need a
 * page that lives as long as the mail. An attached picture is shown by nearly all of them, can be
 * scanned from a second screen, and can be saved and opened in a banking app on the same phone.
 * Where it is not shown, everything it says stands above it; the plain text goes without.
 */
final class WriteInstructions {

    private WriteInstructions() {}

    static Letter letter(TransferRecord transfer) {
        LetterParts parts = LetterParts.of("receipt", transfer.locale(), transfer.office());
        Wording words = parts.words();
        return new Letter(
                parts.frame(),
                words.say("title.transfer"),
                parts.money(transfer.amount()),
                parts.greeting(transfer.donor()),
                List.of(words.say("intro.transfer")),
                null,
                List.of(Letter.Table.of(rows(transfer, parts))),
                blocks(transfer, words));
    }

    private static List<Letter.Row> rows(TransferRecord transfer, LetterParts parts) {
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.row("beneficiary", transfer.beneficiary()));
        rows.addAll(account(transfer, parts));
        if (transfer.bic() != null) {
            rows.add(parts.row("bic", transfer.bic()));
        }
        rows.add(parts.row("amount", parts.money(transfer.amount())));
        rows.add(parts.row("reference", inFours(transfer.reference())));
        return rows;
    }

    /** As banks of the country ask for it, and the IBAN for those who transfer from elsewhere. */
    private static List<Letter.Row> account(TransferRecord transfer, LetterParts parts) {
        boolean hasIban = transfer.iban().matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}");
        boolean isNational = transfer.bankCode() != null && transfer.accountNumber() != null;
        List<Letter.Row> rows = new ArrayList<>();
        if (isNational) {
            String country = transfer.office().jurisdiction().name();
            rows.add(parts.row("bankcode." + country, transfer.bankCode()));
            rows.add(parts.row("account.number", transfer.accountNumber()));
        }
        if (hasIban) {
            rows.add(parts.row("account", inFours(transfer.iban())));
        } else if (!isNational) {
            rows.add(parts.row("account.national", transfer.iban()));
        }
        return rows;
    }

    private static List<Letter.Block> blocks(TransferRecord transfer, Wording words) {
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(
                Letter.Block.of(
                        words.say("transfer.reference.title"), words.say("transfer.reference")));
        if (transfer.qrPayload() != null) {
            blocks.add(giroCode(transfer, words));
        }
        return blocks;
    }

    private static Letter.Block giroCode(TransferRecord transfer, Wording words) {
        return new Letter.Block(
                words.say("transfer.qr.title"),
                null,
                words.say("transfer.qr"),
                List.of(),
                new Letter.Picture(
                        contentId(transfer),
                        QrPng.of(transfer.qrPayload()).side() / 2,
                        words.say("transfer.qr.alt")),
                null);
    }

    /** The GiroCode to be carried in the mail; none unless the amount is in EUR. */
    static List<Mail.Picture> pictures(TransferRecord transfer) {
        if (transfer.qrPayload() == null) {
            return List.of();
        }
        byte[] png = QrPng.of(transfer.qrPayload()).bytes();
        return List.of(
                new Mail.Picture(
                        contentId(transfer),
                        "GiroCode.png",
                        "image/png",
                        Base64.getEncoder().encodeToString(png)));
    }

    private static String contentId(TransferRecord transfer) {
        return "girocode." + transfer.donation() + transfer.office().domain();
    }

    static String inFours(String text) {
        return text.replaceAll("\\s", "").replaceAll("(.{4})(?=.)", "$1 ");
    }

    static String subject(TransferRecord transfer) {
        return Wording.in("receipt", transfer.locale()).say("subject.transfer");
    }
}
