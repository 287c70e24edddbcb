package org.almoner.receipt;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.almoner.office.RegistrationKind;

/** What the law of the office's country wants in a receipt mail, or wants it not to pretend. */
final class TaxBlocks {

    private static final DateTimeFormatter GERMAN_DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

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
            case AU -> List.of(australian());
            case US -> List.of(american());
        };
    }

    /** § 50(4) EStDV up to the limit; the confirmation on the official form follows in any case. */
    private List<Letter.Block> german() {
        List<Letter.Block> blocks = new ArrayList<>();
        if (receipt.exemption() != null) {
            blocks.add(simplifiedProof(receipt.exemption()));
        }
        blocks.add(
                new Letter.Block(
                        words.say("block.DE.follows.title"),
                        null,
                        List.of(words.say("block.DE.follows"))));
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
                null,
                List.of(
                        words.say("block.DE.proof.intro", "limit", parts.money(exemption.limit())),
                        notice,
                        law.say("DE.proof.use", "purposes", exemption.purposes())));
    }

    private Letter.Block british() {
        return new Letter.Block(
                words.say("block.GB.title"),
                null,
                List.of(
                        words.say(
                                "block.GB",
                                "office",
                                receipt.office().organisation(),
                                "charity",
                                receipt.office().number(RegistrationKind.GB_CHARITY_NUMBER))));
    }

    private Letter.Block dutch() {
        return new Letter.Block(
                words.say("block.NL.title"),
                null,
                List.of(
                        words.say(
                                "block.NL",
                                "office",
                                receipt.office().organisation(),
                                "rsin",
                                receipt.office().number(RegistrationKind.NL_RSIN))));
    }

    private Letter.Block canadian() {
        return new Letter.Block(words.say("block.CA.title"), null, List.of(words.say("block.CA")));
    }

    /** ITAA 1997, section 30-228. */
    private Letter.Block australian() {
        return inEnglish(
                law.say("AU.title"),
                law.say(
                        "AU.body",
                        "office",
                        receipt.office().organisation(),
                        "abn",
                        receipt.office().number(RegistrationKind.AU_ABN)),
                law.say("AU.limit"));
    }

    /** IRC § 170(f)(8). */
    private Letter.Block american() {
        return inEnglish(
                law.say("US.title"),
                law.say(
                        "US.body",
                        "office",
                        receipt.office().organisation(),
                        "ein",
                        receipt.office().number(RegistrationKind.US_EIN)),
                law.say("US.goods"));
    }

    private Letter.Block inEnglish(String title, String... sentences) {
        return new Letter.Block(title, "en", List.of(sentences));
    }
}
