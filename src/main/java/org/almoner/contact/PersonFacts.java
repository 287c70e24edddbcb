package org.almoner.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.almoner.consent.ConsentStanding;
import org.almoner.office.OfficeCode;

/**
 * All that decides about one person at one moment, as one office sees it.
 *
 * @param life whether there is somebody to write to
 * @param country where the person lives; its law decides
 * @param office who wants to write
 * @param reachable the ways for which there is an address or a number
 * @param lastGift the last gift that was received from any record of the person; {@code null} for
 *     none
 * @param suppressed since when the mailbox is on the list of people who were erased; {@code null}
 *     when it is not
 * @param standing what the person said to any office
 */
record PersonFacts(
        Life life,
        String country,
        Asking office,
        Set<ContactChannel> reachable,
        Instant lastGift,
        Instant suppressed,
        List<ConsentStanding> standing) {

    PersonFacts {
        reachable = Set.copyOf(reachable);
        standing = List.copyOf(standing);
    }

    /**
     * The person as another office sees him. A gift to the office of the record is none to the
     * other, so no ground that rests on gifts comes with it.
     */
    PersonFacts seenBy(Asking other) {
        return other.code().equals(office.code())
                ? this
                : new PersonFacts(life, country, other, reachable, null, suppressed, standing);
    }

    /** Whether there is somebody to write to. */
    enum Life {
        LIVING,
        DECEASED,
        ERASED
    }

    /**
     * The office, as far as it matters.
     *
     * @param country where it is registered as a charity
     */
    record Asking(OfficeCode code, String country, ZoneId zone) {

        LocalDate dayOf(Instant at) {
            return at.atZone(zone).toLocalDate();
        }
    }

    @Override
    public String toString() {
        return "PersonFacts[" + life + ", " + office.code() + "]";
    }
}
