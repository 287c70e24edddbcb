package org.almoner.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.almoner.bankfile.CamtPart;
import org.almoner.payment.BankMovement;

/**
 * What a bank says of a movement, as far as a payout or its provider may be named in it. Banks
 * break lines anywhere and drop signs they do not know, so only letters and digits are compared.
 */
record PayoutWords(String words) {

    private static final int SHORTEST_NAME = 5;

    static PayoutWords of(BankMovement movement) {
        List<String> all = new ArrayList<>();
        movement.detail().ifPresent(it -> collect(it, all));
        movement.entry().reference().ifPresent(all::add);
        return new PayoutWords(compact(String.join("", all)));
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

    /** Whether it is named; what is too short would be found in anything. */
    boolean name(String something) {
        String name = compact(something);
        return name.length() >= SHORTEST_NAME && words.contains(name);
    }

    /** Without what people wrote and who they are. */
    @Override
    public String toString() {
        return "PayoutWords[…]";
    }
}
