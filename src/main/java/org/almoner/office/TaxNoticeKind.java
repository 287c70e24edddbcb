package org.almoner.office;

/**
 * The decisions of a German tax office that allow an organisation to confirm gifts (§ 63(5) AO).
 */
public enum TaxNoticeKind {
    /** Notice of exemption; good for five years from its date. */
    FREISTELLUNGSBESCHEID(5),
    /** Annex to the corporation-tax notice; good for five years from its date. */
    ANLAGE_KST(5),
    /**
     * Finding on the statutes (§ 60a AO); three years, and only while there is no exemption yet.
     */
    SIXTY_A(3);

    private final int years;

    TaxNoticeKind(int years) {
        this.years = years;
    }

    /** For how many years from its date, to the day, gifts may be confirmed on it. */
    public int years() {
        return years;
    }
}
