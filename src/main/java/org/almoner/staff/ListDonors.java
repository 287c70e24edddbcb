package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

/** Lists and searches donors' records. What was searched for is on the trail, the words are not. */
@ApplicationScoped
class ListDonors {

    private final DonorsTable donors;
    private final WriteDown writeDown;

    ListDonors(DonorsTable donors, WriteDown writeDown) {
        this.donors = donors;
        this.writeDown = writeDown;
    }

    @Transactional
    Listing<StaffDonors.Found> list(
            OfficeScope scope, Optional<GiftSearch.Words> words, PageRequest wanted) {
        List<StaffDonors.Found> found =
                donors.find(
                        scope, words, wanted.markAs(DonorsTable.Mark::read), wanted.limit() + 1);
        writeDown.look(
                words.isPresent() ? "donors.searched" : "donors.listed",
                "donors"
                        + words.map(it -> " by " + it.kind().name().toLowerCase(Locale.ROOT))
                                .orElse(""),
                scope);
        return Listing.of(found, wanted.limit(), last -> last.id().toString());
    }
}
