package org.almoner.portal;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
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
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;

/**
 * Between whom consents stand: the offices the current donor gave to, the one of the country he
 * moved to, and under which law.
 */
@Singleton
class ConsentParties {

    private static final Set<String> LOCALES = Set.of("de", "en", "nl", "fr");
    private static final Comparator<OfficeCode> BY_CODE = Comparator.comparing(OfficeCode::value);

    private final CurrentDonor donor;
    private final DonorBook donors;
    private final ShowContact contact;
    private final Offices offices;
    private final InstantSource clock;

    ConsentParties(
            CurrentDonor donor,
            DonorBook donors,
            ShowContact contact,
            Offices offices,
            InstantSource clock) {
        this.offices = offices;
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
     * @param movedTo the office of the country where the person lives now, which never had a gift;
     *     {@code null} when there is none
     * @param country whose law decides what must be asked: where the person lives today
     */
    record Parties(
            SortedMap<OfficeCode, DonorId> chains,
            OfficeCode movedTo,
            String country,
            String locale) {

        /** All of them, in the order of their codes. */
        SortedMap<OfficeCode, DonorId> all() {
            SortedMap<OfficeCode, DonorId> all = new TreeMap<>(BY_CODE);
            all.putAll(chains);
            if (movedTo != null) {
                chains.values().stream()
                        .reduce(ConsentParties::later)
                        .ifPresent(it -> all.put(movedTo, it));
            }
            return all;
        }

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
        SortedMap<OfficeCode, DonorId> chains = new TreeMap<>(BY_CODE);
        Map<DonorId, DonorView> views = donors.findAll(donor.donors());
        views.values().forEach(it -> chains.merge(it.office(), it.id(), ConsentParties::later));
        ContactView person = contact.of(donor.account());
        String country = person.contact().details().address().country();
        return new Parties(
                chains,
                newOffice(country, chains.keySet()),
                country,
                wanted == null ? person.contact().locale() : wanted);
    }

    /** A country without an office of its own changes nothing: the old offices stay in charge. */
    private OfficeCode newOffice(String country, Set<OfficeCode> known) {
        Office office = offices.forCountry(country, clock.instant());
        return office.country().equals(country) && !known.contains(office.code())
                ? office.code()
                : null;
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
