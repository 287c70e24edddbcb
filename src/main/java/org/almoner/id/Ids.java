package org.almoner.id;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes identifiers.
 *
 * <p>UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then 74 random bits. They sort by
 * time, which keeps index pages warm; they are no secret, so every use is authorised besides.
 */
@Singleton
public class Ids {

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Ids(InstantSource clock) {
        this.clock = clock;
    }

    /** A new UUIDv7 of this instant. */
    public UUID next() {
        long high = (clock.millis() << 16) | 0x7000L | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** A secret of 256 random bits, base64url without padding: 43 characters. */
    public String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * A number for people: {@code length} random characters of Crockford's base 32 and one check
     * character (modulo 37), which finds every single wrong character and every swap of neighbours.
     * Numbers whose check character would be a sign instead of a letter or digit are not given out:
     * people take a closing {@code *} for a footnote.
     */
    public String numberForPeople(int length) {
        StringBuilder number = new StringBuilder(length + 1);
        do {
            number.setLength(0);
            for (int i = 0; i < length; i++) {
                number.append(NumberForPeople.ALPHABET.charAt(random.nextInt(32)));
            }
            number.append(NumberForPeople.checkCharacter(number));
        } while (!Character.isLetterOrDigit(number.charAt(length)));
        return number.toString();
    }
}
