package org.almoner.bankfile;

/**
 * A file is not what it should be. The message names the rule and quotes nothing of the file.
 *
 * <p>Parts that were read before are not to be used: whoever acts on a file does so in a
 * transaction that this ends.
 */
public class BankFileRefused extends Exception {

    private final String rule;
    private final int line;

    BankFileRefused(String rule, String message, int line) {
        super(message);
        this.rule = rule;
        this.line = line;
    }

    /** Stable name of the broken rule, such as {@code not_well_formed}. */
    public String rule() {
        return rule;
    }

    /** The line at which it was noticed; 0 when there is none. */
    public int line() {
        return line;
    }
}
