package org.almoner.statement;

import java.io.IOException;
import java.util.Locale;
import org.almoner.office.RegistrationKind;

/**
 * Receipt of a deductible gift recipient for the gifts of an income year (ITAA 1997 s 30-228): its
 * name, its ABN, and that it is for gifts. Gifts below two dollars are shown and not counted.
 */
final class AustralianReceipt extends StatementLetter {

    AustralianReceipt(Writing writing) {
        super(writing);
    }

    @Override
    String title() {
        return say("title.AU_GIFT_RECEIPT");
    }

    @Override
    void body() throws IOException {
        statutory(
                Locale.ENGLISH,
                Words.law(
                                statement.lines().size() == 1 ? "AU.gift.one" : "AU.gift.many",
                                "name",
                                writing.issuer().legalName(),
                                "abn",
                                writing.issuer().required(RegistrationKind.AU_ABN))
                        + " "
                        + Words.law("AU.limit"));
        introduction();
        new GiftTable(writing)
                .day(0.17)
                .purpose(0.31)
                .method(0.2)
                .yesOrNo("deductible", StatementLine::counts, 0.15)
                .amount(0.17)
                .write(flow(), say("total.AU"), statement.total());
        if (statement.lines().stream().anyMatch(it -> !it.counts())) {
            text(say("AU.small"));
        }
        text(say("AU.once"));
        signature();
    }
}
