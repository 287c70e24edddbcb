package org.almoner.statement;

import java.io.IOException;
import java.util.Locale;
import org.almoner.office.RegistrationKind;

/**
 * Year-end statement that is the written acknowledgment of each of its gifts (IRC § 170(f)(8)): the
 * organisation, the amounts, and that nothing was given in return.
 */
final class AmericanStatement extends StatementLetter {

    AmericanStatement(Writing writing) {
        super(writing);
    }

    @Override
    String title() {
        String year = Integer.toString(statement.to().getYear());
        String title = say("title.US_YEAR_END_STATEMENT", "year", year);
        return statement.replaces() == null ? title : say("US.corrected", "title", title);
    }

    @Override
    void body() throws IOException {
        boolean isOne = statement.lines().size() == 1;
        introduction();
        new GiftTable(writing)
                .day(0.17)
                .purpose(0.27)
                .method(0.2)
                .always("goods", "none", 0.19)
                .amount(0.17)
                .write(flow(), say("total"), statement.total());
        statutory(
                Locale.ENGLISH,
                Words.law(isOne ? "US.goods.one" : "US.goods.many")
                        + " "
                        + Words.law(
                                "US.exempt",
                                "name",
                                writing.issuer().legalName(),
                                "ein",
                                writing.issuer().required(RegistrationKind.US_EIN)));
        text(say("US.refunds"));
        signature();
    }
}
