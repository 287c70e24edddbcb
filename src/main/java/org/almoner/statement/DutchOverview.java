package org.almoner.statement;

import java.io.IOException;
import org.almoner.office.RegistrationKind;

/** <i>Jaaroverzicht giften</i>: what a Dutch donor needs at hand for the tax return. */
final class DutchOverview extends StatementLetter {

    DutchOverview(Writing writing) {
        super(writing);
    }

    @Override
    String title() {
        return say("title.NL_YEARLY_OVERVIEW", "year", Integer.toString(statement.to().getYear()));
    }

    @Override
    void body() throws IOException {
        statutory(
                writing.locale(),
                say(
                        "NL.anbi",
                        "name",
                        writing.issuer().legalName(),
                        "rsin",
                        writing.issuer().required(RegistrationKind.NL_RSIN)));
        introduction();
        new GiftTable(writing)
                .day(0.17)
                .purpose(0.29)
                .method(0.2)
                .always("kind", "ordinary", 0.16)
                .amount(0.18)
                .write(flow(), say("total"), statement.total());
        line(say("NL.ordinary"), writing.money(statement.total()), true);
        flow().skip(8);
        text(say("NL.keep"));
    }
}
