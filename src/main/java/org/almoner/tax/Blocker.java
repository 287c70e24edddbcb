package org.almoner.tax;

/** Why no statements can be issued. */
public enum Blocker {
    /** The last day has not passed at the office. */
    YEAR_NOT_OVER,
    /** The office has no terms for statements. */
    NO_TERMS,
    /** A German office without a notice of its tax office. */
    NO_NOTICE,
    /** The notice is older than five years, or three for § 60a AO (§ 63(5) AO). */
    NOTICE_TOO_OLD,
    /**
     * The office's terms want its electronic signature, and it has no certificate that is valid.
     */
    NO_SIGNING_CERTIFICATE
}
