package org.almoner.donor;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A telephone number of E.164 form, such as {@code +493012345678}. Prints masked. */
public record PhoneNumber(String e164) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{4,14}");

    /** Longer texts are not numbers; libphonenumber is not asked. */
    private static final int MAX_LENGTH = 40;

    public PhoneNumber {
        if (e164 == null || !E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("Not a telephone number of E.164 form");
        }
    }

    /**
     * Reads a number as people of that country write it, or with country code; empty when no such
     * number can exist. An extension is not kept and therefore refused.
     *
     * @param country ISO 3166-1 alpha-2, for numbers written without country code
     */
    public static Optional<PhoneNumber> parse(String text, String country) {
        if (text == null || text.length() > MAX_LENGTH || !PlainText.isPlain(text)) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(text, country);
            if (number.hasExtension() || !NUMBERS.isValidNumber(number)) {
                return Optional.empty();
            }
            return Optional.of(new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164)));
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** The last two digits. */
    public String masked() {
        return Masking.phone(e164);
    }

    @Override
    public String toString() {
        return masked();
    }
}
