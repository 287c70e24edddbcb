package org.almoner.statement;

import org.almoner.office.Jurisdiction;

/** The documents that tell a tax authority of gifts, one or two for each jurisdiction. */
public enum DocumentKind {
    /** <i>Bestätigung über Geldzuwendungen</i> for one gift (§ 10b EStG, § 50 EStDV). */
    DE_SINGLE(Jurisdiction.DE),
    /** <i>Sammelbestätigung über Geldzuwendungen</i> with its annex. */
    DE_COLLECTIVE(Jurisdiction.DE),
    /** Yearly giving statement with what Gift Aid was declared for; no law asks for it. */
    GB_GIVING_STATEMENT(Jurisdiction.GB),
    /** Official receipt for income tax purposes (Income Tax Regulations, s. 3501). */
    CA_OFFICIAL_RECEIPT(Jurisdiction.CA),
    /** Receipt for gifts of a deductible gift recipient (ITAA 1997 s 30-228). */
    AU_GIFT_RECEIPT(Jurisdiction.AU),
    /** <i>Jaaroverzicht giften</i>; no law asks for it. */
    NL_YEARLY_OVERVIEW(Jurisdiction.NL),
    /** Year-end acknowledgment (IRC § 170(f)(8)). */
    US_YEAR_END_STATEMENT(Jurisdiction.US);

    private final Jurisdiction jurisdiction;

    DocumentKind(Jurisdiction jurisdiction) {
        this.jurisdiction = jurisdiction;
    }

    /** Whose law it follows: that of the legal entity that received the gifts. */
    public Jurisdiction jurisdiction() {
        return jurisdiction;
    }
}
