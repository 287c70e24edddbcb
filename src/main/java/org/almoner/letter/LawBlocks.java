package org.almoner.letter;

import java.util.List;
import org.almoner.office.RegistrationKind;

/**
 * What the tax law of a country wants to be said in a mail that is itself the donor's proof: in
 * English, whoever reads it, for it is for that country's tax office.
 */
public final class LawBlocks {

    private static final Wording LAW = Wording.ofLaw();

    /** What the proof is for. */
    public enum Of {
        GIFT(""),
        YEAR(".year");

        private final String ending;

        Of(String ending) {
            this.ending = ending;
        }
    }

    private LawBlocks() {}

    /** ITAA 1997, section 30-228; one receipt may be for all gifts of a year. */
    public static Letter.Block australian(Letterhead office, Of what) {
        return inEnglish(
                LAW.say("AU.title"),
                LAW.say(
                        "AU.body" + what.ending,
                        "office",
                        office.organisation(),
                        "abn",
                        office.number(RegistrationKind.AU_ABN)),
                LAW.say("AU.limit"));
    }

    /** IRC § 170(f)(8); one acknowledgment may be for all contributions of a year. */
    public static Letter.Block american(Letterhead office, Of what) {
        return inEnglish(
                LAW.say("US.title"),
                LAW.say(
                        "US.body",
                        "office",
                        office.organisation(),
                        "ein",
                        office.number(RegistrationKind.US_EIN)),
                LAW.say("US.goods" + what.ending));
    }

    private static Letter.Block inEnglish(String title, String... sentences) {
        return Letter.Block.inLanguage("en", title, List.of(sentences));
    }
}
