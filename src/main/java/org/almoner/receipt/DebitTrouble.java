package org.almoner.receipt;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Why a direct debit failed, as far as its donor is told. By the reason codes of banks (ISO 20022
 * external code sets, ExternalStatusReason and ExternalReturnReason; which of them direct debits
 * use: EPC173-14), and by our own for what no bank had. Codes that stand nowhere here are technical
 * and ours to mend, or say that the donor has died ({@code MD07}): nobody is written to.
 */
enum DebitTrouble {
    /** No money, or no reason was told. */
    NO_MONEY("AM04", DebitTrouble.NOT_TOLD),
    /** This account cannot be collected from: wrong, closed, blocked, not open to direct debits. */
    ACCOUNT(
            "AC01", "AC04", "AC06", "AC13", "AG01", "BE05", "CNOR", "DNOR", "SL01", "SL11", "SL12",
            "SL13", "SL14"),
    /** Donor or bank objected, there is no mandate, or it or the collection was taken back. */
    STOPPED("MD01", "MD06", "MS02", "UPAY", "MANDATE_REVOKED", "WITHDRAWN");

    /** "Reason not specified", which is what a missing code means as well. */
    private static final String NOT_TOLD = "MS03";

    private final Set<String> codes;

    DebitTrouble(String... codes) {
        this.codes = Set.of(codes);
    }

    /**
     * What the donor is told; nothing when he is not to be written to.
     *
     * @param code of the bank or ours; {@code null} when none was given
     */
    static Optional<DebitTrouble> of(String code) {
        String told = code == null ? NOT_TOLD : code;
        return Arrays.stream(values()).filter(it -> it.codes.contains(told)).findFirst();
    }
}
