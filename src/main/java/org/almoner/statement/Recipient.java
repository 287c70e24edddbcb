package org.almoner.statement;

import java.util.List;

/**
 * The donor of a statement, as known on the day of issue. Prints nothing of it.
 *
 * @param name first line on an envelope: the person's title and names, or the organisation's name
 * @param contact the organisation's contact; {@code null} for a person or when there is none
 * @param address lines under the name, without the country
 * @param country ISO 3166-1 alpha-2; printed when it is another one than the office's
 */
public record Recipient(String name, String contact, List<String> address, String country) {

    public Recipient {
        address = List.copyOf(address);
    }

    @Override
    public String toString() {
        return "Recipient";
    }
}
