package org.almoner.giving;

/** What the form of step 2 can ask, with its place in the JSON of the contract. */
public enum DonorField {
    SALUTATION("/salutation"),
    TITLE("/title"),
    FIRST_NAME("/firstName"),
    LAST_NAME("/lastName"),
    ORGANISATION("/organisation"),
    EMAIL("/email"),
    PHONE("/phone"),
    STREET("/address/street"),
    HOUSE_NUMBER("/address/houseNumber"),
    POSTCODE("/address/postcode"),
    TOWN("/address/town"),
    COUNTRY("/address/country");

    private final String pointer;

    DonorField(String pointer) {
        this.pointer = pointer;
    }

    /** JSON pointer of the field in the body of step 2. */
    public String pointer() {
        return pointer;
    }
}
