package org.almoner.giving;

/** The ways to pay, as the contract names them. */
public enum PaymentMethod {
    SEPA_DIRECT_DEBIT,
    BANK_TRANSFER,
    CARD,
    PAYPAL,
    /** Play money; offered in sandbox mode only. */
    SANDBOX
}
