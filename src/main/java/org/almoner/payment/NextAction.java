package org.almoner.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.almoner.money.Money;

/** What the donor has to do next, as the contract shows it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NextAction.None.class, name = "NONE"),
    @JsonSubTypes.Type(value = NextAction.Redirect.class, name = "REDIRECT"),
    @JsonSubTypes.Type(value = NextAction.ConfirmCard.class, name = "CONFIRM_CARD"),
    @JsonSubTypes.Type(value = NextAction.Transfer.class, name = "TRANSFER"),
    @JsonSubTypes.Type(value = NextAction.DirectDebit.class, name = "DIRECT_DEBIT")
})
public sealed interface NextAction {

    /** Nothing. */
    record None() implements NextAction {}

    /** Go to the provider's page. */
    record Redirect(String url) implements NextAction {}

    /**
     * Confirm the card in the widget with the provider's script.
     *
     * @param clientSecret lets whoever has it confirm this one payment or card; never logged
     * @param publishableKey with which the provider's script is started; no secret
     */
    record ConfirmCard(String clientSecret, String publishableKey) implements NextAction {

        @Override
        public String toString() {
            return "ConfirmCard[]";
        }
    }

    /**
     * Make a bank transfer.
     *
     * @param iban account of the office, or its national account number where there is no IBAN
     * @param bic the bank's BIC; may be {@code null}
     * @param beneficiary name of the account's holder
     * @param reference RF creditor reference (ISO 11649), to be given as the purpose
     * @param amount what was pledged
     * @param qrPayload GiroCode content (EPC069-12), {@code null} unless the amount is in EUR
     * @param qrSvg the same as a scalable picture, {@code null} unless the amount is in EUR
     */
    record Transfer(
            String iban,
            String bic,
            String beneficiary,
            String reference,
            Money amount,
            String qrPayload,
            String qrSvg)
            implements NextAction {}

    /**
     * Nothing but to have the money on the account: what is collected, and when. This is the
     * announcement that the mandate promises.
     *
     * @param dueOn the day the account is debited, such as {@code 2026-12-14}
     * @param account the donor's account, masked
     * @param mandateReference as it will stand on the bank statement
     * @param creditor who collects
     * @param creditorIdentifier as it will stand on the bank statement
     */
    record DirectDebit(
            Money amount,
            String dueOn,
            String account,
            String mandateReference,
            String creditor,
            String creditorIdentifier)
            implements NextAction {}
}
