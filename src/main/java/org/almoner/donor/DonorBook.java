package org.almoner.donor;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.almoner.office.OfficeCode;

/** All donors of all offices. */
@Singleton
public class DonorBook {

    /**
     * Enters a donor, inside the caller's transaction and as one statement. Whoever writes exactly
     * the same data to the same office again is the same donor; anything different makes a new one.
     * Joining two is a person's decision, so nobody can change somebody else's record by knowing
     * name and address. The donor's row stays locked until the transaction ends.
     *
     * @param locale language of this donor's mails; the latest one counts
     */
    public DonorId register(DonorDetails details, OfficeCode office, String locale) {
        throw new IllegalStateException("not yet");
    }

    /** The donor, if there is one of that id. */
    public Optional<DonorView> find(DonorId id) {
        throw new IllegalStateException("not yet");
    }

    /** The donors of these ids that exist, in one statement, for lists. */
    public Map<DonorId, DonorView> findAll(Collection<DonorId> ids) {
        throw new IllegalStateException("not yet");
    }
}
