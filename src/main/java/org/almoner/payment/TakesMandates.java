package org.almoner.payment;

import java.util.Map;
import java.util.Optional;

/**
 * A gateway that collects under a mandate, which the donor agrees to in our own form and nobody
 * else keeps.
 */
public interface TakesMandates extends Gateway {

    /**
     * The words to show before a donor agrees.
     *
     * @param office code of the office that will collect
     * @param locale de, en, nl or fr
     * @return empty while the office cannot collect
     */
    Optional<MandateWords> words(String office, String locale);

    /** Why an account cannot be collected from, as a stable code; empty when it can. */
    Optional<String> refusal(String account);

    /**
     * Keeps a mandate in the caller's transaction; agreeing twice from one source keeps one.
     *
     * @return the details by which a payment or a saved method names it; no account is in them
     */
    Map<String, String> agree(MandateAgreement agreement);
}
