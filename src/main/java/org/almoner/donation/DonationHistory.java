package org.almoner.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Reads gifts. */
@ApplicationScoped
public class DonationHistory {

    private final Donations donations;

    DonationHistory(Donations donations) {
        this.donations = donations;
    }

    /** One gift. */
    @Transactional
    public Optional<DonationView> find(DonationId id) {
        return donations.findByIdOptional(id.value()).map(Donation::view);
    }

    /** The gift a draft has made. */
    @Transactional
    public Optional<DonationView> ofDraft(UUID draft) {
        return donations.ofDraft(draft).map(Donation::view);
    }
}
