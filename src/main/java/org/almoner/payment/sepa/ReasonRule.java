package org.almoner.payment.sepa;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a bank's reason code (ISO 20022 external codes) means for the mandate. What it means for the
 * recurring gift and what the donor reads is data of recurring giving.
 */
enum ReasonRule {
    /** Nothing may be collected until the donor says what to do: account or consent is in doubt. */
    SUSPEND(
            "AC01", "AC04", "AC06", "AC13", "AG01", "BE05", "CNOR", "DNOR", "MD06", "MS02", "SL01",
            "SL11", "SL12", "SL13", "SL14", "UPAY"),
    /** There is no mandate, or its giver has died: for good. */
    REVOKE("MD01", "MD07"),
    /** No money, or no reason told: three in a row suspend the mandate. */
    COUNT("AM04", "MS03");

    /** How many in a row suspend. */
    static final int IN_A_ROW = 3;

    /** What a bank leaves out: "reason not specified". */
    static final String NOT_TOLD = "MS03";

    private final Set<String> codes;

    ReasonRule(String... codes) {
        this.codes = Set.copyOf(Arrays.asList(codes));
    }

    /** The codes that mean it; all others are technical and leave the mandate as it is. */
    List<String> codes() {
        return codes.stream().sorted().toList();
    }

    /** A code that can be kept: capitals, digits and underscores, at most 20. */
    static String code(String told) {
        return told != null && told.matches("[A-Z0-9_]{1,20}") ? told : NOT_TOLD;
    }
}
