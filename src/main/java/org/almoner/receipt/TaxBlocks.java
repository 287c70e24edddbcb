package org.almoner.receipt;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.almoner.letter.LawBlocks;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Wording;
import org.almoner.office.RegistrationKind;
import org.almoner.statement.GiftAidTax;

/** What the law of the office's country wants in a receipt mail, or wants it not to pretend. */
final class TaxBlocks {

    private static final DateTimeFormatter GERMAN_DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final Pattern CITATION = Pattern.compile("(§|Abs\\.|Satz|Nr\\.) ");

    private final LetterParts parts;
    private final ReceiptRecord receipt;
    private final Wording words;
    private final Wording law = Wording.ofLaw();

    TaxBlocks(LetterParts parts, ReceiptRecord receipt) {
        this.parts = parts;
        this.receipt = receipt;
        this.words = parts.words();
    }

    List<Letter.Block> all() {
        return switch (receipt.office().jurisdiction()) {
            case DE -> german();
            case GB -> List.of(british());
            case NL -> List.of(dutch());
            case CA -> List.of(canadian());
            case AU -> List.of(LawBlocks.australian(receipt.office(), LawBlocks.Of.GIFT));
            case US -> List.of(LawBlocks.american(receipt.office(), LawBlocks.Of.GIFT));
        };
    }

    /** § 50(4) EStDV up to the limit; the confirmation on the official form follows in any case. */
    private List<Letter.Block> german() {
        List<Letter.Block> blocks = new ArrayList<>();
        if (receipt.exemption() != null) {
            blocks.add(simplifiedProof(receipt.exemption()));
        }
        blocks.add(
                Letter.Block.of(
                        words.say("block.DE.follows.title"), words.say("block.DE.follows")));
        return blocks;
    }

    /** The proof itself is German, whoever reads it: it is for a German tax office. */
    private Letter.Block simplifiedProof(Exemption exemption) {
        String notice =
                law.say(
                        "DE.proof." + exemption.kind(),
                        "purposes",
                        exemption.purposes(),
                        "taxOffice",
                        exemption.taxOffice(),
                        "taxNumber",
                        exemption.taxNumber(),
                        "dated",
                        GERMAN_DAY.format(exemption.dated()),
                        "period",
                        exemption.period() == null ? "" : exemption.period());
        return new Letter.Block(
                law.say("DE.proof.title"),
                "de",
                words.say("block.DE.proof.intro", "limit", parts.money(exemption.limit())),
                List.of(
                        held(notice),
                        held(law.say("DE.proof.use", "purposes", exemption.purposes()))),
                null,
                null);
    }

    /** Citations are not broken between the sign and its number. */
    private static String held(String sentence) {
        return CITATION.matcher(sentence).replaceAll("$1\u00a0");
    }

    private Letter.Block british() {
        if (receipt.giftAid() == null) {
            return registered("GB", "charity", RegistrationKind.GB_CHARITY_NUMBER);
        }
        return Letter.Block.of(
                words.say("block.GB.title"),
                words.say(
                        "block.GB.declared",
                        "office",
                        receipt.office().organisation(),
                        "charity",
                        receipt.office().number(RegistrationKind.GB_CHARITY_NUMBER),
                        "day",
                        parts.day(receipt.giftAid()),
                        "tax",
                        parts.money(GiftAidTax.on(receipt.amount()))),
                words.say("block.GB.tell"));
    }

    private Letter.Block dutch() {
        return registered("NL", "rsin", RegistrationKind.NL_RSIN);
    }

    /** It must not look like the official receipt of Reg. 3501(1), which has its own number. */
    private Letter.Block canadian() {
        return registered("CA", "charity", RegistrationKind.CA_CHARITY_REGISTRATION);
    }

    private Letter.Block registered(String country, String name, RegistrationKind kind) {
        return Letter.Block.of(
                words.say("block." + country + ".title"),
                words.say(
                        "block." + country,
                        "office",
                        receipt.office().organisation(),
                        name,
                        receipt.office().number(kind)));
    }
}
