package org.almoner.trial;

import java.util.concurrent.atomic.AtomicInteger;

/** Invented givers, whose data can be recognised wherever they turn up. */
record Donor(String email) {

    static final String MAIL_DOMAIN = "giver.example.org";
    static final String LAST_NAME = "Probegeber";
    static final String STREET = "Prüfsteinweg";

    private static final AtomicInteger COUNT = new AtomicInteger();

    static Donor next() {
        return new Donor("donor-" + COUNT.incrementAndGet() + "@" + MAIL_DOMAIN);
    }

    /** The body of step 2. */
    String json(String consents) {
        return """
        {"kind":"PERSON","firstName":"Erika","lastName":"%s","email":"%s",
         "address":{"street":"%s","houseNumber":"7","postcode":"10115","town":"Berlin","country":"DE"},
         "consents":%s}
        """
                .formatted(LAST_NAME, email, STREET, consents);
    }
}
