package org.almoner.allowance;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.almoner.allowance.AllowanceTable.Exhausted;

/**
 * Counts uses and refuses the one too many. Every use is a row, so that no window of a limit's
 * length ever holds more than the limit, also over the border of an hour. Refused ones are not
 * counted: who asks too often does not shut himself out for longer.
 *
 * <p>The database counts, for all nodes. Each node remembers what it was refused there, for those
 * who turn strangers away by the thousand ({@link #refusesAsKnown}): uses are only ever added, so
 * nothing another node does can make room earlier.
 */
@Singleton
public class Allowances {

    private final AllowanceTable table;
    private final InstantSource clock;
    private final Refusals refusals = new Refusals();

    Allowances(AllowanceTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Uses an allowance once, in the caller's transaction or one of its own. Two at once on two
     * nodes wait for each other.
     *
     * @param kind what is done, such as {@code sign-in-mail}
     * @param subject whom it is counted for; stored as a hash only
     * @param limits all of which must hold
     * @return whether it may be done
     */
    public boolean use(String kind, String subject, List<Limit> limits) {
        String key = hash(kind + "|" + subject);
        Instant now = clock.instant();
        return learn(key, table.use(key, limits, now), now).isEmpty();
    }

    /**
     * Whether a use would be allowed now; nothing is counted by asking.
     *
     * @param kind what would be done
     * @param subject whom it would be counted for
     * @param limits all of which must hold
     */
    public boolean allows(String kind, String subject, List<Limit> limits) {
        String key = hash(kind + "|" + subject);
        Instant now = clock.instant();
        return learn(key, table.exhausted(key, limits, now), now).isEmpty();
    }

    /**
     * Whether the database has refused a use a moment ago and would do so again; answered without
     * asking it, so that a flood costs no transaction. What is not known here may still be refused.
     *
     * @param kind what would be done
     * @param subject whom it would be counted for
     * @param limits all of which must hold
     */
    public boolean refusesAsKnown(String kind, String subject, List<Limit> limits) {
        return refusals.hold(hash(kind + "|" + subject), limits, clock.instant());
    }

    private Optional<Exhausted> learn(String key, Optional<Exhausted> refusal, Instant now) {
        refusal.ifPresent(it -> refusals.remember(key, it, now));
        return refusal;
    }

    /**
     * Forgets uses older than the longest window, so many at a time.
     *
     * @return how many went
     */
    public int forget(int most) {
        return table.forget(clock.instant().minus(Limit.LONGEST), most);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
