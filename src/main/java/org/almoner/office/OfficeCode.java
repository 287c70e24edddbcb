package org.almoner.office;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Short name of an advancement office, such as {@code DE}: two to eight capital letters, digits or
 * hyphens, because it stands in receipt numbers, ledger accounts and staff claims.
 */
public record OfficeCode(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Z0-9-]{1,7}");

    @JsonCreator
    public OfficeCode {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "An office code is two to eight capital letters, digits or hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
