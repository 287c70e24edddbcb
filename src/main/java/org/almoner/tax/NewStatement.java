package org.almoner.tax;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.almoner.donor.DonorView;
import org.almoner.donor.PersonName;
import org.almoner.money.Money;
import org.almoner.statement.DocumentKind;
import org.almoner.statement.Recipient;
import org.almoner.statement.StatementLine;

/**
 * A statement that is about to be numbered.
 *
 * @param seq its place in the series of office and tax year
 * @param donor the recipient, as known today
 */
record NewStatement(
        UUID id,
        int seq,
        DocumentKind kind,
        String locale,
        DonorView donor,
        List<StatementLine> lines,
        Money total,
        String verification) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_POSTCODE = 20;

    /** What the document says of the donor. */
    Recipient recipient() {
        PersonName person = donor.details().person();
        boolean isOrganisation = donor.details().organisation() != null;
        return new Recipient(
                donor.displayName(),
                isOrganisation && person != null ? person.full() : null,
                donor.details().address().lines(),
                donor.details().address().country());
    }

    /** Family name first, without accents and in small letters. */
    String sortName() {
        PersonName person = donor.details().person();
        String name =
                donor.details().organisation() != null || person == null
                        ? donor.displayName()
                        : person.lastName() + " " + person.firstName();
        return cut(folded(name), LONGEST_NAME);
    }

    /** Country and postcode. */
    String sortPostcode() {
        String postcode = donor.details().address().postcode();
        String place =
                donor.details().address().country() + " " + (postcode == null ? "" : postcode);
        return cut(place, LONGEST_POSTCODE);
    }

    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .toLowerCase(Locale.ROOT);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    @Override
    public String toString() {
        return "NewStatement[" + id + "]";
    }
}
