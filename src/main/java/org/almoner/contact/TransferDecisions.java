package org.almoner.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.almoner.donor.DonorId;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * May the office of a record hand the person's data to another office? Asked before every
 * hand-over.
 */
@ApplicationScoped
public class TransferDecisions {

    private final ReadFacts facts;
    private final KnownRules rules;
    private final Offices offices;

    TransferDecisions(ReadFacts facts, KnownRules rules, Offices offices) {
        this.facts = facts;
        this.rules = rules;
        this.offices = offices;
    }

    /** One office with its answer. */
    public record Decided(OfficeCode to, TransferDecision decision) {}

    /**
     * Whether data of a person may go to an office.
     *
     * @param at the moment of the hand-over; answers up to then count
     * @return empty when there is no such record
     * @throws NoSuchElementException when there is no such office
     */
    @Transactional
    public Optional<TransferDecision> mayTransfer(DonorId donor, OfficeCode to, Instant at) {
        return Optional.ofNullable(mayTransfer(List.of(donor), to, at).get(donor));
    }

    /**
     * The same for many, with as many statements as for one; records that do not exist are left
     * out.
     *
     * @throws NoSuchElementException when there is no such office
     */
    @Transactional
    public Map<DonorId, TransferDecision> mayTransfer(
            Collection<DonorId> donors, OfficeCode to, Instant at) {
        DecideTransfer decide = new DecideTransfer(rules.transfer());
        var transfer = new DecideTransfer.Transfer(ReadFacts.asking(offices.byCode(to, at)), at);
        Map<DonorId, TransferDecision> decided = new LinkedHashMap<>();
        facts.of(donors, at)
                .forEach((donor, person) -> decided.put(donor, decide.decide(person, transfer)));
        return decided;
    }

    /** All other offices; empty when there is no such record. */
    @Transactional
    public List<Decided> all(DonorId donor, Instant at) {
        DecideTransfer decide = new DecideTransfer(rules.transfer());
        PersonFacts person = facts.of(List.of(donor), at).get(donor);
        List<Decided> all = new ArrayList<>();
        for (Office office : person == null ? List.<Office>of() : offices.all()) {
            if (!office.code().equals(person.office().code())) {
                var transfer = new DecideTransfer.Transfer(ReadFacts.asking(office), at);
                all.add(new Decided(office.code(), decide.decide(person, transfer)));
            }
        }
        return all;
    }

    /**
     * Every office for many records, their own among them, with as many statements as for one;
     * records that do not exist are left out.
     */
    @Transactional
    public Map<DonorId, List<Decided>> all(Collection<DonorId> donors, Instant at) {
        DecideTransfer decide = new DecideTransfer(rules.transfer());
        List<DecideTransfer.Transfer> transfers =
                offices.all().stream()
                        .map(it -> new DecideTransfer.Transfer(ReadFacts.asking(it), at))
                        .toList();
        Map<DonorId, List<Decided>> decided = new LinkedHashMap<>();
        facts.of(donors, at)
                .forEach(
                        (donor, person) ->
                                decided.put(
                                        donor,
                                        transfers.stream()
                                                .map(
                                                        it ->
                                                                new Decided(
                                                                        it.to().code(),
                                                                        decide.decide(person, it)))
                                                .toList()));
        return decided;
    }
}
