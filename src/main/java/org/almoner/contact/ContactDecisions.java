package org.almoner.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * May we write to this person? Asked before anything is sent that nobody waits for. The answer is
 * about the office of the record and the person behind it, with all records that are this person.
 */
@ApplicationScoped
public class ContactDecisions {

    private final ReadFacts facts;
    private final KnownRules rules;
    private final Offices offices;

    ContactDecisions(ReadFacts facts, KnownRules rules, Offices offices) {
        this.facts = facts;
        this.rules = rules;
        this.offices = offices;
    }

    /** One way and purpose with its answer. */
    public record Decided(
            ContactChannel channel, ContactPurpose purpose, ContactDecision decision) {}

    /**
     * Whether a person may be reached by a channel for a purpose.
     *
     * @param at the moment of the message; answers and gifts up to then count
     * @return empty when there is no such record
     */
    @Transactional
    public Optional<ContactDecision> mayContact(
            DonorId donor, ContactChannel channel, ContactPurpose purpose, Instant at) {
        return Optional.ofNullable(mayContact(List.of(donor), channel, purpose, at).get(donor));
    }

    /**
     * The same for many, with as many statements as for one; records that do not exist are left
     * out.
     */
    @Transactional
    public Map<DonorId, ContactDecision> mayContact(
            Collection<DonorId> donors,
            ContactChannel channel,
            ContactPurpose purpose,
            Instant at) {
        DecideContact decide = new DecideContact(rules.contact());
        var message = new DecideContact.Message(channel, purpose, at);
        Map<DonorId, ContactDecision> decided = new LinkedHashMap<>();
        facts.of(donors, at)
                .forEach((donor, person) -> decided.put(donor, decide.decide(person, message)));
        return decided;
    }

    /** All channels and purposes of one person; empty when there is no such record. */
    @Transactional
    public List<Decided> all(DonorId donor, Instant at) {
        DecideContact decide = new DecideContact(rules.contact());
        PersonFacts person = facts.of(List.of(donor), at).get(donor);
        return person == null ? List.of() : all(decide, person, at);
    }

    /**
     * All channels and purposes as offices may use them, each record's own or another that holds
     * the data; with as many statements as for one record. Records that do not exist are left out.
     *
     * @param asked for each record the offices that would write
     * @throws java.util.NoSuchElementException when there is no such office
     */
    @Transactional
    public Map<DonorId, Map<OfficeCode, List<Decided>>> asOffices(
            Map<DonorId, Set<OfficeCode>> asked, Instant at) {
        DecideContact decide = new DecideContact(rules.contact());
        Map<DonorId, Map<OfficeCode, List<Decided>>> decided = new LinkedHashMap<>();
        facts.of(asked.keySet(), at)
                .forEach(
                        (donor, person) -> {
                            Map<OfficeCode, List<Decided>> byOffice = new LinkedHashMap<>();
                            for (OfficeCode office : asked.get(donor)) {
                                var asking = ReadFacts.asking(offices.byCode(office, at));
                                byOffice.put(office, all(decide, person.seenBy(asking), at));
                            }
                            decided.put(donor, byOffice);
                        });
        return decided;
    }

    private static List<Decided> all(DecideContact decide, PersonFacts person, Instant at) {
        List<Decided> all = new ArrayList<>();
        for (ContactChannel channel : ContactChannel.values()) {
            for (ContactPurpose purpose : ContactPurpose.values()) {
                var message = new DecideContact.Message(channel, purpose, at);
                all.add(new Decided(channel, purpose, decide.decide(person, message)));
            }
        }
        return all;
    }
}
