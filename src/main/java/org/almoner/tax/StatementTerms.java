package org.almoner.tax;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.almoner.giving.PaymentMethod;
import org.almoner.statement.Signature;

/**
 * How an office confirms gifts, from one day on.
 *
 * @param languages of its documents, the usual one first
 * @param signature who signs, and how
 * @param membershipFeesNotDeductible see § 10b(1) sentence 8 EStG
 * @param returnDays for how many days after its money came a gift can still be taken back by the
 *     payer, by method; methods that are not named cannot
 * @param smallestThatCounts minor units; smaller gifts are shown and do not count
 * @param correctionsNeedTwo whether a second person must agree to a correction
 * @param warnDays how long before a tax notice or a certificate runs out people are warned
 * @param warn mail address of who is warned
 * @param signed whether documents may be issued without an electronic signature; {@code null} as
 *     {@link Signed#WHEN_POSSIBLE}
 */
record StatementTerms(
        List<String> languages,
        Signature signature,
        boolean membershipFeesNotDeductible,
        Map<PaymentMethod, Integer> returnDays,
        long smallestThatCounts,
        boolean correctionsNeedTwo,
        int warnDays,
        String warn,
        @JsonInclude(JsonInclude.Include.NON_NULL) Signed signed) {

    /** Whether a document may be without the electronic signature of its office. */
    enum Signed {
        /** Signed if the office has a key. */
        WHEN_POSSIBLE,
        /** Nothing is issued without. */
        REQUIRED
    }

    static StatementTerms of(StatementsFile.Version version, String facsimile) {
        StatementsFile.Signing by = version.signature();
        return new StatementTerms(
                version.languages(),
                new Signature(
                        by.mode(),
                        by.name(),
                        by.role(),
                        facsimile,
                        by.notifiedOffice(),
                        by.notifiedOn()),
                version.membershipFeesNotDeductible(),
                version.returnDays(),
                version.smallestThatCounts(),
                version.correctionsNeedTwo(),
                version.warnDays(),
                version.warn(),
                version.signed());
    }

    /** Whether nothing is issued without an electronic signature. */
    boolean mustBeSigned() {
        return signed == Signed.REQUIRED;
    }

    /** The donor's language if documents may be in it, otherwise the usual one. */
    String languageFor(String wanted) {
        return languages.contains(wanted) ? wanted : languages.get(0);
    }
}
