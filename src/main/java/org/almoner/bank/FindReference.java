package org.almoner.bank;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.almoner.bankfile.CamtPart;
import org.almoner.payment.CreditorReference;

/** Finds the RF reference a payer wrote, where banks provide for it or anywhere in the text. */
final class FindReference {

    private static final String BEGIN = "RF";

    /**
     * What was found.
     *
     * @param reference the one reference; empty when there is none, or more than one
     * @param several whether more than one was found, so that none can be meant for sure
     */
    record Found(Optional<String> reference, boolean several) {

        static final Found NOTHING = new Found(Optional.empty(), false);
    }

    private FindReference() {}

    /** The structured reference if it is one, otherwise the only one in the text. */
    static Found in(CamtPart.Detail detail) {
        Optional<String> structured =
                detail.creditorReference()
                        .map(FindReference::compact)
                        .filter(CreditorReference::valid);
        return structured.isPresent() ? new Found(structured, false) : in(detail.unstructured());
    }

    /**
     * The only reference of ours in the lines of a text. Blanks, line ends and small letters are
     * forgiven; a wrong check digit is not. Our references all have one length, so that words that
     * follow cannot belong to one.
     */
    static Found in(List<String> lines) {
        String text = compact(String.join("", lines));
        Set<String> found = new TreeSet<>();
        int at = text.indexOf(BEGIN);
        while (at >= 0 && at + CreditorReference.LENGTH_OF_OURS <= text.length()) {
            String candidate = text.substring(at, at + CreditorReference.LENGTH_OF_OURS);
            if (CreditorReference.valid(candidate)) {
                found.add(candidate);
            }
            at = text.indexOf(BEGIN, at + 1);
        }
        return switch (found.size()) {
            case 0 -> Found.NOTHING;
            case 1 -> new Found(found.stream().findFirst(), false);
            default -> new Found(Optional.empty(), true);
        };
    }

    private static String compact(String text) {
        return text.replaceAll("[\\s\\p{Zs}.-]", "").toUpperCase(Locale.ROOT);
    }
}
