package org.almoner.consent;

/**
 * How an answer came to us. Address and browser are kept apart from the ledger, as proof that can
 * be erased. Prints without them.
 *
 * @param ip the client's address as the edge saw it; may be {@code null}
 * @param userAgent the browser's own words, cut at 400 characters; may be {@code null}
 * @param origin the page or draft the answer came from; holds no personal data; may be {@code null}
 */
public record ConsentCircumstances(
        ConsentAudience audience, String ip, String userAgent, String origin) {

    @Override
    public String toString() {
        return "ConsentCircumstances[" + audience + "]";
    }
}
