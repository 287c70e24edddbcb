package org.almoner.payment.sepa;

/**
 * An identifier in a file for the bank: 1 to 35 of the characters of {@link SepaText}, a slash
 * neither first nor last nor doubled, no blank at either end.
 *
 * @param value as it is written
 */
record SepaReference(String value) {

    private static final int LONGEST = 35;

    SepaReference {
        if (value == null
                || value.isEmpty()
                || value.length() > LONGEST
                || !SepaText.of(value, LONGEST).equals(value)) {
            throw new IllegalArgumentException("Not an identifier that banks take");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
