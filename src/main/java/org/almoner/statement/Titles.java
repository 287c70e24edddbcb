package org.almoner.statement;

import java.util.Locale;

/** What the window is called that shows a document. */
final class Titles {

    private Titles() {}

    static String of(StatementRecord statement, Locale locale) {
        Words words = Words.in(locale.getLanguage());
        String year = Integer.toString(statement.to().getYear());
        String title =
                switch (statement.kind()) {
                    case DE_SINGLE, DE_COLLECTIVE -> Words.law(statement.kind() + ".title");
                    case CA_OFFICIAL_RECEIPT -> Words.law("CA.title." + locale.getLanguage());
                    case GB_GIVING_STATEMENT,
                            AU_GIFT_RECEIPT,
                            NL_YEARLY_OVERVIEW,
                            US_YEAR_END_STATEMENT ->
                            words.say("title." + statement.kind(), "year", year);
                };
        return title + " " + statement.number();
    }
}
