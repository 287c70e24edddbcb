package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.almoner.account.PersonView;
import org.almoner.contact.ContactDecisions;
import org.almoner.contact.TransferDecisions;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** Shows what may be done with a person's data, and puts the look on the trail. */
@ApplicationScoped
class ShowDecisions {

    private final JoinDonors people;
    private final ContactDecisions contacts;
    private final TransferDecisions transfers;
    private final WriteDown writeDown;

    ShowDecisions(
            JoinDonors people,
            ContactDecisions contacts,
            TransferDecisions transfers,
            WriteDown writeDown) {
        this.people = people;
        this.contacts = contacts;
        this.transfers = transfers;
        this.writeDown = writeDown;
    }

    /**
     * All channels and purposes of a record's person.
     *
     * @throws DomainProblem 404 for an unknown record, or one of a foreign office
     */
    @Transactional
    StaffDecisions.Contacts contacts(UUID record, Instant at) {
        OfficeCode office = look("contact-decisions.shown", record);
        return new StaffDecisions.Contacts(
                record,
                office,
                at,
                contacts.all(new DonorId(record), at).stream()
                        .map(StaffDecisions.Contact::of)
                        .toList());
    }

    /**
     * All offices the data of a record's person could go to.
     *
     * @throws DomainProblem 404 for an unknown record, or one of a foreign office
     */
    @Transactional
    StaffDecisions.Transfers transfers(UUID record, Instant at) {
        OfficeCode office = look("transfer-decisions.shown", record);
        return new StaffDecisions.Transfers(
                record,
                office,
                at,
                transfers.all(new DonorId(record), at).stream()
                        .map(StaffDecisions.Transfer::of)
                        .toList());
    }

    private OfficeCode look(String action, UUID record) {
        PersonView person = people.seen(record);
        OfficeCode office =
                person.records().stream()
                        .filter(it -> it.id().value().equals(record))
                        .map(DonorView::office)
                        .findFirst()
                        .orElseThrow(DomainProblem::notFound);
        writeDown.act(action, "donor/" + record, office.value(), null);
        return office;
    }
}
