package org.almoner.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.contact.ContactChannel;
import org.almoner.contact.ContactDecision;
import org.almoner.contact.ContactDecisions;
import org.almoner.contact.ContactGround;
import org.almoner.contact.ContactPurpose;
import org.almoner.contact.RuleSource;
import org.almoner.contact.TransferDecision;
import org.almoner.contact.TransferDecisions;
import org.almoner.contact.TransferInstrument;
import org.almoner.office.OfficeCode;

/** What may be done with a person's data, as staff see it. */
final class StaffDecisions {

    private StaffDecisions() {}

    /**
     * Whether a person may be written to.
     *
     * @param donor the record that was asked about
     * @param office who would write: the record's
     * @param at the moment decided for
     */
    record Contacts(UUID donor, OfficeCode office, Instant at, List<Contact> items) {}

    /**
     * One way and purpose. Of ground and reason one is there.
     *
     * @param until the last day it holds as things stand; {@code null} while it has no end
     */
    record Contact(
            ContactChannel channel,
            ContactPurpose purpose,
            boolean allowed,
            ContactGround ground,
            ContactDecision.Reason reason,
            RuleSource rule,
            Instant since,
            LocalDate until,
            Answer answer) {

        static Contact of(ContactDecisions.Decided one) {
            ContactDecision decision = one.decision();
            if (decision instanceof ContactDecision.Yes yes) {
                return new Contact(
                        one.channel(),
                        one.purpose(),
                        true,
                        yes.ground(),
                        null,
                        yes.source(),
                        yes.since(),
                        yes.until(),
                        Answer.of(yes.answer()));
            }
            ContactDecision.No no = (ContactDecision.No) decision;
            return new Contact(
                    one.channel(),
                    one.purpose(),
                    false,
                    null,
                    no.reason(),
                    no.source(),
                    null,
                    null,
                    Answer.of(no.answer()));
        }
    }

    /**
     * Whether a person's data may go to other offices.
     *
     * @param from who would hand over: the record's office
     */
    record Transfers(UUID donor, OfficeCode from, Instant at, List<Transfer> items) {}

    /**
     * One office. Of instrument and reason one is there.
     *
     * @param agreement names what the offices signed; {@code null} where nothing has to be
     */
    record Transfer(
            OfficeCode to,
            boolean allowed,
            TransferInstrument instrument,
            TransferDecision.Reason reason,
            RuleSource rule,
            String agreement,
            Instant since,
            LocalDate until,
            Answer answer) {

        static Transfer of(TransferDecisions.Decided one) {
            TransferDecision decision = one.decision();
            if (decision instanceof TransferDecision.Yes yes) {
                return new Transfer(
                        one.to(),
                        true,
                        yes.instrument(),
                        null,
                        yes.source(),
                        yes.agreement(),
                        yes.since(),
                        yes.until(),
                        Answer.of(yes.answer()));
            }
            TransferDecision.No no = (TransferDecision.No) decision;
            return new Transfer(
                    one.to(),
                    false,
                    null,
                    no.reason(),
                    no.source(),
                    null,
                    null,
                    null,
                    Answer.of(no.answer()));
        }
    }

    /**
     * What the person said or was told.
     *
     * @param id the link of the person's chain
     */
    record Answer(
            UUID id,
            OfficeCode office,
            ConsentState state,
            Instant at,
            boolean awaitsConfirmation,
            ConsentStanding.Words text) {

        static Answer of(ConsentStanding told) {
            return told == null
                    ? null
                    : new Answer(
                            told.event(),
                            told.office(),
                            told.state(),
                            told.at(),
                            told.awaitsConfirmation(),
                            told.words());
        }
    }
}
