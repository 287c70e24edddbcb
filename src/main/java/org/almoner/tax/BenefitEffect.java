package org.almoner.tax;

/** What a benefit in return does to its gift on a statement. */
public enum BenefitEffect {
    /** Too little to matter by the law; the gift is stated as if nothing had been given. */
    IGNORED,
    /** The statement names it, and what may be claimed is the amount less its value. */
    REDUCES,
    /** The gift is not stated at all. */
    LEAVES_OUT,
    /** Statements of this office do not depend on it. */
    NO_MATTER
}
