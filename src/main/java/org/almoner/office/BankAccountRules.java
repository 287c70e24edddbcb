package org.almoner.office;

import de.speedbanking.iban.Iban;
import java.util.Map;

/** What a bank account must look like in the country of its office. */
final class BankAccountRules {

    /** Shapes of bank code and account number where a country has its own. */
    private record National(String bankCode, String accountNumber, String words) {}

    private static final Map<String, National> NATIONAL =
            Map.of(
                    "US",
                    new National("[0-9]{9}", "[0-9]{4,17}", "routing number and account number"),
                    "CA",
                    new National(
                            "[0-9]{5}-[0-9]{3}", "[0-9]{7,12}", "transit-institution, account"),
                    "AU",
                    new National("[0-9]{3}-[0-9]{3}", "[0-9]{5,9}", "BSB and account number"),
                    "GB",
                    new National(
                            "[0-9]{2}-[0-9]{2}-[0-9]{2}", "[0-9]{8}", "sort code, account number"));

    private BankAccountRules() {}

    static void check(
            String country, OfficesFile.Account account, String place, Findings findings) {
        findings.requireText(account.holder(), place + ".holder");
        National national = NATIONAL.get(country);
        if (national == null) {
            findings.requireText(account.iban(), place + ".iban");
        } else {
            nationalAccount(account, national, place, findings);
        }
        findings.require(
                account.iban() == null || isIbanOf(country, account.iban()),
                place + ".iban",
                "must be an IBAN of the office's country without blanks, check digits right");
        findings.require(
                account.bic() == null
                        || account.bic().matches("[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?"),
                place + ".bic",
                "must be a BIC of eight or eleven characters");
        findings.require(
                account.creditorIdentifier() == null
                        || isCreditorIdentifier(account.creditorIdentifier()),
                place + ".creditorIdentifier",
                "must be a SEPA creditor identifier, check digits right");
    }

    private static void nationalAccount(
            OfficesFile.Account account, National shape, String place, Findings findings) {
        boolean shaped =
                account.bankCode() != null
                        && account.accountNumber() != null
                        && account.bankCode().matches(shape.bankCode())
                        && account.accountNumber().matches(shape.accountNumber());
        findings.require(shaped, place, "bankCode and accountNumber must be: " + shape.words());
        if (shaped && shape == NATIONAL.get("US")) {
            findings.require(
                    CheckDigits.routingNumber(account.bankCode()),
                    place + ".bankCode",
                    "the check digit of the routing number is wrong");
        }
    }

    static boolean isIbanOf(String country, String iban) {
        return iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}")
                && iban.startsWith(country)
                && Iban.isValid(iban);
    }

    /**
     * EPC262-08: country, two check digits, three characters the check ignores, national part. In
     * Germany the whole has eighteen characters.
     */
    static boolean isCreditorIdentifier(String identifier) {
        return identifier.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}")
                && (!identifier.startsWith("DE") || identifier.length() == 18)
                && CheckDigits.mod97IsOne(identifier.substring(7) + identifier.substring(0, 4));
    }
}
