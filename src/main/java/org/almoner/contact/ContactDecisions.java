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
import org.almoner.donor.DonorId;

/**
 * May we write to this person? Asked before anything is sent that nobody waits for. The answer is
 * about the office of the record and the person behind it, with all records that are this person.
 */
@ApplicationScoped
public class ContactDecisions {

    private final ReadFacts facts;
    private final KnownRules rules;

    ContactDecisions(ReadFacts facts, KnownRules rules) {
        this.facts = facts;
        this.rules = rules;
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
        List<Decided> all = new ArrayList<>();
        if (person != null) {
            for (ContactChannel channel : ContactChannel.values()) {
                for (ContactPurpose purpose : ContactPurpose.values()) {
                    var message = new DecideContact.Message(channel, purpose, at);
                    all.add(new Decided(channel, purpose, decide.decide(person, message)));
                }
            }
        }
        return all;
    }
}
