package org.almoner.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.almoner.bankfile.CamtPart;
import org.almoner.payment.BankMovement;

/**
 * What a bank says of a movement, as far as a payout or its provider may be named in it. Banks
 * break lines anywhere and drop signs they do not know, so only letters and digits are compared.
 *
 * @param words all of it
 * @param payer whose account it came from; empty where the bank does not say
 */
record PayoutWords(String words, String payer) {

    private static final int SHORTEST_NAME = 5;

    static PayoutWords of(BankMovement movement) {
        List<String> all = new ArrayList<>();
        movement.detail().ifPresent(it -> collect(it, all));
        movement.entry().reference().ifPresent(all::add);
        String payer = movement.detail().flatMap(it -> it.debtor().name()).orElse("");
        return new PayoutWords(compact(String.join("", all)), compact(payer));
    }

    private static void collect(CamtPart.Detail detail, List<String> all) {
        detail.debtor().name().ifPresent(all::add);
        all.addAll(detail.unstructured());
        detail.creditorReference().ifPresent(all::add);
        detail.references().endToEnd().ifPresent(all::add);
        detail.references().instruction().ifPresent(all::add);
        detail.references().transaction().ifPresent(all::add);
    }

    private static String compact(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    /** Whether it is named anywhere; what is too short would be found in anything. */
    boolean name(String payout) {
        return isIn(words, payout);
    }

    /** Whether it pays: whatever a payer writes into the text is no proof of who it is. */
    boolean isPaidBy(String provider) {
        return isIn(payer.isEmpty() ? words : payer, provider);
    }

    private static boolean isIn(String text, String something) {
        String name = compact(something);
        return name.length() >= SHORTEST_NAME && text.contains(name);
    }

    /** Without what people wrote and who they are. */
    @Override
    public String toString() {
        return "PayoutWords[…]";
    }
}
