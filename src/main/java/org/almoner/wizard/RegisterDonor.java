package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentCircumstances;
import org.almoner.consent.ConsentLedger;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorRules;

/** Puts the giver of a completed draft on record, with what was noted and agreed to in step 2. */
@ApplicationScoped
class RegisterDonor {

    private final DonorBook donors;
    private final ConsentLedger consents;
    private final InstantSource clock;

    RegisterDonor(DonorBook donors, ConsentLedger consents, InstantSource clock) {
        this.donors = donors;
        this.consents = consents;
        this.clock = clock;
    }

    DonorId from(GiftDraft draft, Completion call) {
        DonorId donor =
                donors.register(DonorRules.check(draft.donor()), draft.office(), draft.locale());
        ConsentAudience audience =
                new ConsentAudience(
                        draft.country(), draft.locale(), draft.office(), clock.instant());
        consents.append(
                donor,
                draft.consents(),
                new ConsentCircumstances(
                        audience, call.ip(), call.userAgent(), "wizard/" + draft.id()));
        return donor;
    }
}
