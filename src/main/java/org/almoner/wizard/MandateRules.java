package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.donor.Iban;
import org.almoner.donor.PlainText;
import org.almoner.giving.PaymentMethod;
import org.almoner.payment.MandateWords;
import org.almoner.payment.PaymentDesk;
import org.almoner.problem.Violation;

/** What step 3 needs for direct debit: an account, its holder, and a yes to the words shown. */
@ApplicationScoped
class MandateRules {

    static final String HOLDER = "accountHolder";
    static final String TEXT = "mandateText";
    static final String VERSION = "mandateVersion";
    static final String LOCALE = "mandateLocale";

    /** As long as banks take it, and the same number as in the contract. */
    private static final int LONGEST_HOLDER = 70;

    private final PaymentDesk payments;

    MandateRules(PaymentDesk payments) {
        this.payments = payments;
    }

    /** The words that a donor of the draft is shown; empty while the office cannot collect. */
    Optional<MandateWords> words(String office, String locale) {
        return payments.mandateWords(PaymentMethod.SEPA_DIRECT_DEBIT, office, locale);
    }

    /** The account that is asked for; empty when it is none. */
    static Optional<Iban> account(Requests.Method asked) {
        return asked.method() == PaymentMethod.SEPA_DIRECT_DEBIT
                ? Iban.parse(asked.iban())
                : Optional.empty();
    }

    /** Adds what is wrong; the fields that are kept with the draft, the account only masked. */
    Map<String, String> check(GiftDraft draft, Requests.Method asked, List<Violation> wrong) {
        account(draft.office().value(), asked.iban(), wrong);
        holder(asked.accountHolder(), wrong);
        Optional<MandateWords> shown = words(draft.office().value(), draft.locale());
        agreement(asked.mandate(), shown, wrong);
        Optional<Iban> account = account(asked);
        if (account.isEmpty() || asked.accountHolder() == null || shown.isEmpty()) {
            return Map.of();
        }
        return Map.of(
                "iban",
                account.get().masked(),
                HOLDER,
                PlainText.clean(asked.accountHolder()),
                TEXT,
                shown.get().textId(),
                VERSION,
                Integer.toString(shown.get().version()),
                LOCALE,
                shown.get().locale());
    }

    private void account(String office, String iban, List<Violation> wrong) {
        if (iban == null) {
            wrong.add(new Violation("/iban", "required", "The account's IBAN is needed."));
            return;
        }
        if (Iban.parse(iban).isEmpty()) {
            wrong.add(
                    new Violation(
                            "/iban",
                            "invalid_iban",
                            "A valid IBAN is needed: country, length and check digits."));
            return;
        }
        payments.accountRefusal(PaymentMethod.SEPA_DIRECT_DEBIT, office, iban)
                .ifPresent(
                        code ->
                                wrong.add(
                                        new Violation(
                                                "/iban",
                                                code,
                                                "Accounts of this country cannot be collected"
                                                        + " from; choose another method.")));
    }

    private static void holder(String holder, List<Violation> wrong) {
        String pointer = "/" + HOLDER;
        if (holder == null || holder.isBlank()) {
            wrong.add(new Violation(pointer, "required", "The account's holder is needed."));
        } else if (holder.strip().length() > LONGEST_HOLDER) {
            wrong.add(
                    new Violation(
                            pointer, "too_long", "At most " + LONGEST_HOLDER + " characters."));
        } else if (!PlainText.isPlain(holder)) {
            wrong.add(
                    new Violation(
                            pointer, "invalid_characters", "One line of plain text is needed."));
        } else if (PlainText.holdsCardNumber(holder)) {
            wrong.add(
                    new Violation(
                            pointer, "card_number", "Never write a card number into a form."));
        }
    }

    private static void agreement(
            Requests.MandateAgreement agreement,
            Optional<MandateWords> shown,
            List<Violation> wrong) {
        if (agreement == null || !agreement.agreed()) {
            wrong.add(
                    new Violation("/mandate/agreed", "required", "The mandate must be agreed to."));
            return;
        }
        if (shown.isEmpty()) {
            return; // the method itself is refused then
        }
        if (!shown.get().textId().equals(agreement.textId())) {
            wrong.add(
                    new Violation(
                            "/mandate/textId", "unknown_text", "Another mandate is shown now."));
        } else if (shown.get().version() != agreement.version()) {
            wrong.add(
                    new Violation(
                            "/mandate/version",
                            "wrong_version",
                            "Another version of the mandate is shown now."));
        }
    }
}
