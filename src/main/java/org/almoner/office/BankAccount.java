package org.almoner.office;

import java.util.Optional;

/**
 * The account an office receives gifts on.
 *
 * @param holder name of the account's holder, as the bank has it
 * @param iban without blanks; empty where the country has no IBAN
 * @param bankCode national bank code: routing number (US), BSB (AU), institution and transit number
 *     (CA), sort code (GB); empty where the IBAN says it all
 * @param accountNumber national account number; empty where the IBAN says it all
 * @param bic the bank's BIC; empty when not needed
 * @param creditorIdentifier SEPA creditor identifier (EPC262-08); empty outside SEPA direct debit
 */
public record BankAccount(
        String holder,
        Optional<String> iban,
        Optional<String> bankCode,
        Optional<String> accountNumber,
        Optional<String> bic,
        Optional<String> creditorIdentifier) {

    /** What a donor types into the bank's form: the IBAN, or bank code and account number. */
    public String identifier() {
        return iban.orElseGet(() -> bankCode.orElse("") + " " + accountNumber.orElse(""));
    }
}
