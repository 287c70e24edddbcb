package org.almoner.consent;

import jakarta.inject.Singleton;
import java.util.List;
import org.almoner.donor.DonorId;

/** The append-only record of every answer, chained by hash for each donor. */
@Singleton
public class ConsentLedger {

    /**
     * Writes the answers to the donor's chain, inside the caller's transaction, with two statements
     * however many answers there are. An answer to a text that does not exist is a mistake of the
     * caller, who is to ask {@link ConsentRules} first.
     *
     * @throws IllegalArgumentException for an unknown text
     */
    public void append(
            DonorId donor, List<ConsentAnswer> answers, ConsentCircumstances circumstances) {
        throw new IllegalStateException("not yet");
    }
}
