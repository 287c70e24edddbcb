package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.almoner.payment.MandateAgreement;
import org.almoner.payment.PaymentDesk;

/** Makes the mandate of what step 3 was told, when the draft is completed. */
@ApplicationScoped
class AgreeInDraft {

    private static final int LONGEST_USER_AGENT = 400;

    private final DraftAccounts accounts;
    private final PaymentDesk payments;
    private final InstantSource clock;

    AgreeInDraft(DraftAccounts accounts, PaymentDesk payments, InstantSource clock) {
        this.accounts = accounts;
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * What the method needs beyond its name. For direct debit the mandate is kept, in the caller's
     * transaction, and the draft forgets the account and its holder.
     *
     * @param business the payment or saved method that is opened
     * @return for direct debit the details that name the mandate, with no account in them
     */
    Map<String, String> detailsOf(GiftDraft draft, UUID business, Completion call) {
        if (draft.account() == null) {
            return draft.methodFields();
        }
        Map<String, String> told = draft.methodFields();
        Map<String, String> details =
                payments.agreeToMandate(
                        draft.method(),
                        new MandateAgreement(
                                draft.office().value(),
                                draft.cadence().isRecurring(),
                                new MandateAgreement.Words(
                                        told.get(MandateRules.TEXT),
                                        Integer.parseInt(told.get(MandateRules.VERSION)),
                                        told.get(MandateRules.LOCALE)),
                                new MandateAgreement.Account(
                                        accounts.of(draft).value(), told.get(MandateRules.HOLDER)),
                                new MandateAgreement.Proof(
                                        clock.instant(),
                                        "wizard/" + draft.id() + "/" + business,
                                        call.ip(),
                                        shortened(call.userAgent()))));
        draft.take(draft.method(), details, null);
        return details;
    }

    private static String shortened(String userAgent) {
        return userAgent == null || userAgent.length() <= LONGEST_USER_AGENT
                ? userAgent
                : userAgent.substring(0, LONGEST_USER_AGENT);
    }
}
