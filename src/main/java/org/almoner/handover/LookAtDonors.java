package org.almoner.handover;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.contact.ContactDecisions;
import org.almoner.contact.TransferDecision;
import org.almoner.contact.TransferDecisions;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.office.OfficeCode;

/** Looks at many donors with as many statements as at one. */
@Singleton
class LookAtDonors {

    private final TransferDecisions transfers;
    private final ContactDecisions contacts;
    private final DonorBook donors;

    LookAtDonors(TransferDecisions transfers, ContactDecisions contacts, DonorBook donors) {
        this.transfers = transfers;
        this.contacts = contacts;
        this.donors = donors;
    }

    /** Every office; records that do not exist are left out. */
    Map<DonorId, Look> of(Collection<DonorId> asked, Instant at) {
        Map<DonorId, List<TransferDecisions.Decided>> decided = transfers.all(asked, at);
        Map<DonorId, Set<OfficeCode>> receiving = new LinkedHashMap<>();
        decided.forEach(
                (donor, all) -> {
                    Set<OfficeCode> offices = new LinkedHashSet<>();
                    all.stream()
                            .filter(it -> it.decision().isYes())
                            .forEach(it -> offices.add(it.to()));
                    receiving.put(donor, offices);
                });
        var permissions = contacts.asOffices(receiving, at);
        Map<DonorId, DonorView> views = donors.findAll(decided.keySet());
        Map<DonorId, Look> looks = new LinkedHashMap<>();
        views.forEach(
                (donor, view) ->
                        looks.put(donor, look(view, decided.get(donor), permissions.get(donor))));
        return looks;
    }

    private static Look look(
            DonorView view,
            List<TransferDecisions.Decided> decided,
            Map<OfficeCode, List<ContactDecisions.Decided>> permissions) {
        Map<OfficeCode, TransferDecision> decisions = new LinkedHashMap<>();
        decided.forEach(it -> decisions.put(it.to(), it.decision()));
        Map<OfficeCode, Content> contents = new LinkedHashMap<>();
        permissions.forEach((office, all) -> contents.put(office, Content.of(view, all)));
        return new Look(view, decisions, contents);
    }
}
