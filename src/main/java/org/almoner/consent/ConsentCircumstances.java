package org.almoner.consent;

/**
 * How an answer came to us; its audience has the moment at which it was said. Address and browser
 * are kept apart from the ledger, as proof that can be erased. Prints without them.
 *
 * @param ip the client's address as the edge saw it; may be {@code null}
 * @param userAgent the browser's own words, cut at 400 characters; may be {@code null}
 * @param origin the page or draft the answer came from; holds no personal data; may be {@code null}
 * @param method by which way of ours it came
 */
public record ConsentCircumstances(
        ConsentAudience audience,
        String ip,
        String userAgent,
        String origin,
        ConsentMethod method) {

    /** An answer that came with a gift. */
    public ConsentCircumstances(
            ConsentAudience audience, String ip, String userAgent, String origin) {
        this(audience, ip, userAgent, origin, ConsentMethod.WIZARD);
    }

    @Override
    public String toString() {
        return "ConsentCircumstances[" + audience + "]";
    }
}
