package org.almoner.office;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The registers an office can be entered in, each with the shape its numbers have. */
public enum RegistrationKind {
    /** German register of associations: {@code VR 12345 B}; the authority is the court. */
    DE_REGISTER_OF_ASSOCIATIONS(Jurisdiction.DE, matching("VR [1-9][0-9]{0,5}( [A-Z]{1,2})?")),
    /** German tax number of the tax office: {@code 27/640/12345}; the authority is the office. */
    DE_TAX_NUMBER(Jurisdiction.DE, matching("[0-9]{2,3}/[0-9]{3,4}/[0-9]{4,5}")),
    /**
     * Wirtschafts-Identifikationsnummer (§ 139c AO): {@code DE} and nine digits, the last a check.
     */
    DE_BUSINESS_ID(
            Jurisdiction.DE,
            matching("DE[0-9]{9}(-[0-9]{5})?")
                    .and(it -> CheckDigits.iso7064Mod11And10(it.substring(2, 11)))),
    /** Charity number: England and Wales six or seven digits, Scotland {@code SC}, N. Ireland. */
    GB_CHARITY_NUMBER(Jurisdiction.GB, matching("[1-9][0-9]{5,6}|SC[0-9]{6}|NIC1[0-9]{5}")),
    /** The reference HMRC gives a charity: one or two letters and up to five digits. */
    GB_HMRC_REFERENCE(Jurisdiction.GB, matching("[A-Z]{1,2}[1-9][0-9]{0,4}")),
    /** Dutch RSIN: nine digits that pass the <i>11-proef</i>. */
    NL_RSIN(Jurisdiction.NL, matching("[0-9]{9}").and(CheckDigits::elevenProof)),
    /** Number in the Dutch trade register: eight digits. */
    NL_KVK(Jurisdiction.NL, matching("[0-9]{8}")),
    /** Canadian business number with the charity programme account: {@code 100000009RR0001}. */
    CA_CHARITY_REGISTRATION(
            Jurisdiction.CA,
            matching("[1-9][0-9]{8}RR[0-9]{4}").and(it -> CheckDigits.luhn(it.substring(0, 9)))),
    /** Australian business number: eleven digits, modulo 89. */
    AU_ABN(Jurisdiction.AU, matching("[1-9][0-9]{10}").and(CheckDigits::abn)),
    /** US employer identification number: {@code NN-NNNNNNN}; it has no check digit. */
    US_EIN(
            Jurisdiction.US,
            matching(
                    "(0[1-6]|1[0-6]|2[0-7]|3[0-9]|4[0-8]|5[0-9]|6[0-8]|7[1-7]|8[0-8]|9[0-5]|9[89])"
                            + "-[0-9]{7}"));

    private final Jurisdiction jurisdiction;
    private final Predicate<String> shape;

    RegistrationKind(Jurisdiction jurisdiction, Predicate<String> shape) {
        this.jurisdiction = jurisdiction;
        this.shape = shape;
    }

    /** Whose register this is. */
    public Jurisdiction jurisdiction() {
        return jurisdiction;
    }

    /** Whether the number has the register's shape and its check digits are right. */
    public boolean accepts(String number) {
        return number != null && shape.test(number);
    }

    private static Predicate<String> matching(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }
}
