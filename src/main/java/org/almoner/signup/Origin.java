package org.almoner.signup;

/**
 * Where a form or a click came from, as proof. Prints nothing of it.
 *
 * @param ip the client's address as the edge saw it; empty when unknown
 * @param userAgent the browser's own words, cut; empty when unknown
 * @param page the page the form stood on; empty when it did not say
 */
public record Origin(String ip, String userAgent, String page) {

    /** Nothing is known, or it is kept elsewhere. */
    static final Origin NONE = new Origin("", "", "");

    public Origin {
        ip = cut(ip, 45);
        userAgent = cut(userAgent, 400);
        page = cut(page, 200);
    }

    /** Without controls and lone surrogates, which the database refuses. */
    private static String cut(String text, int most) {
        return text == null
                ? ""
                : text.codePoints()
                        .filter(it -> !Character.isISOControl(it))
                        .filter(it -> Character.getType(it) != Character.SURROGATE)
                        .limit(most)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    @Override
    public String toString() {
        return "Origin";
    }
}
