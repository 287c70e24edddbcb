package org.almoner.contact;

/** On what handing data over to another office can rest (GDPR Ch. V and its like elsewhere). */
public enum TransferInstrument {
    /** The data stay where they are. */
    SAME_OFFICE,
    /** Within the European Economic Area data move freely (GDPR Art. 1(3)). */
    SINGLE_MARKET,
    /** The other country protects data well enough, says a decision with an end (Art. 45). */
    ADEQUACY,
    /** The two offices have signed the Commission's clauses (Art. 46(2)(c)). */
    STANDARD_CLAUSES,
    /** The two offices have signed the British agreement or addendum (UK GDPR Art. 46(2)(d)). */
    UK_AGREEMENT,
    /** The two offices have agreed how the data stay protected (APP 8.1, PIPEDA 4.1.3). */
    SAFEGUARDS,
    /** The law of the office that hands over does not restrict it. */
    NOT_RESTRICTED,
    /** The person has agreed after being told of the risks (Art. 49(1)(a)): a record of its own. */
    EXPLICIT_CONSENT;

    /** Whether the offices must have signed something. */
    boolean isSigned() {
        return this == STANDARD_CLAUSES || this == UK_AGREEMENT || this == SAFEGUARDS;
    }
}
