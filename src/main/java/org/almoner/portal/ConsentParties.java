package org.almoner.portal;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almoner.access.CurrentDonor;
import org.almoner.account.ContactView;
import org.almoner.account.ShowContact;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentCircumstances;
import org.almoner.consent.ConsentMethod;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** Between whom consents stand: the offices the current donor gave to, and under which law. */
@Singleton
class ConsentParties {

    private static final Set<String> LOCALES = Set.of("de", "en", "nl", "fr");

    private final CurrentDonor donor;
    private final DonorBook donors;
    private final ShowContact contact;
    private final InstantSource clock;

    ConsentParties(CurrentDonor donor, DonorBook donors, ShowContact contact, InstantSource clock) {
        this.donor = donor;
        this.donors = donors;
        this.contact = contact;
        this.clock = clock;
    }

    /**
     * The donor before his offices.
     *
     * @param chains for each office the row whose chain takes answers: the one written last, so
     *     that two answers at once queue for the same
     * @param country whose law decides what must be asked: where the person lives today
     */
    record Parties(SortedMap<OfficeCode, DonorId> chains, String country, String locale) {

        ConsentAudience audience(OfficeCode office, InstantSource clock) {
            return new ConsentAudience(country, locale, office, clock.instant());
        }
    }

    /** Where a request came from, as proof of what it says. */
    record Origin(String ip, String userAgent) {

        @Override
        public String toString() {
            return "Origin";
        }
    }

    /**
     * The parties.
     *
     * @param wanted the language of the texts; {@code null} for the donor's own
     */
    Parties now(String wanted) {
        if (wanted != null && !LOCALES.contains(wanted)) {
            throw DomainProblem.invalid(
                    "query:locale", "unknown_value", "One of de, en, nl and fr.");
        }
        SortedMap<OfficeCode, DonorId> chains =
                new TreeMap<>(java.util.Comparator.comparing(OfficeCode::value));
        Map<DonorId, DonorView> views = donors.findAll(donor.donors());
        views.values().forEach(it -> chains.merge(it.office(), it.id(), ConsentParties::later));
        ContactView person = contact.of(donor.account());
        return new Parties(
                chains,
                person.contact().details().address().country(),
                wanted == null ? person.contact().locale() : wanted);
    }

    /** Ids grow with time. */
    private static DonorId later(DonorId one, DonorId other) {
        return one.toString().compareTo(other.toString()) > 0 ? one : other;
    }

    /** How an answer to an office came. */
    ConsentCircumstances circumstances(Parties parties, OfficeCode office, Origin origin) {
        return new ConsentCircumstances(
                parties.audience(office, clock),
                origin.ip(),
                origin.userAgent(),
                "portal",
                ConsentMethod.PORTAL);
    }
}
