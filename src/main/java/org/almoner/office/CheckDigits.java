package org.almoner.office;

/** The arithmetic behind registration and account numbers. Every argument is digits only. */
final class CheckDigits {

    private static final int[] ELEVEN_PROOF = {9, 8, 7, 6, 5, 4, 3, 2, -1};
    private static final int[] ABN = {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19};
    private static final int[] ROUTING = {3, 7, 1, 3, 7, 1, 3, 7, 1};

    private CheckDigits() {}

    /** The Dutch 11-proef over nine digits; all zeros are refused. */
    static boolean elevenProof(String digits) {
        return !digits.matches("0+") && weighted(digits, ELEVEN_PROOF) % 11 == 0;
    }

    /** The Luhn formula, the last digit being the check. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /** The Australian business number: one less in the first digit, weighted sum modulo 89. */
    static boolean abn(String digits) {
        return (weighted(digits, ABN) - ABN[0]) % 89 == 0;
    }

    /** The routing number of US banks: weights 3, 7, 1, modulo 10. */
    static boolean routingNumber(String digits) {
        return weighted(digits, ROUTING) % 10 == 0;
    }

    /** ISO 7064, MOD 11,10: the last digit is the check. */
    static boolean iso7064Mod11And10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digits.charAt(i) - '0' + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        int check = (11 - product) % 10;
        return check == digits.charAt(digits.length() - 1) - '0';
    }

    /** ISO 7064, MOD 97-10 over letters and digits whose remainder must be one. */
    static boolean mod97IsOne(String alphanumeric) {
        int remainder = 0;
        for (int i = 0; i < alphanumeric.length(); i++) {
            int value = Character.digit(alphanumeric.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }

    private static int weighted(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return sum;
    }
}
