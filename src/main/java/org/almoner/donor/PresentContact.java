package org.almoner.donor;

/**
 * What a person says of himself today.
 *
 * @param details how to address and reach the person
 * @param locale language of mails: {@code de}, {@code en}, {@code nl} or {@code fr}
 */
public record PresentContact(DonorDetails details, String locale) {

    @Override
    public String toString() {
        return "PresentContact";
    }
}
