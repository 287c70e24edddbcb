package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Owes donors the letters about their recurring gifts, in the transaction that is the reason. */
@ApplicationScoped
class TellDonors {

    private final OweLetters letters;

    TellDonors(OweLetters letters) {
        this.letters = letters;
    }

    void started(RecurringGift gift) {
        letters.owe(List.of(Occasion.of(gift, RecurringGiftNews.Kind.STARTED)));
    }

    void collectionFailed(
            RecurringGift gift, Instalment instalment, FailureRule.Tell tell, boolean cameBack) {
        RecurringGiftNews.Kind kind =
                cameBack
                        ? RecurringGiftNews.Kind.RETURNED
                        : RecurringGiftNews.Kind.COLLECTION_FAILED;
        if (tell != FailureRule.Tell.NOTHING) {
            letters.owe(List.of(Occasion.of(gift, kind).about(instalment).telling(tell)));
        }
    }

    void lapsed(RecurringGift gift) {
        letters.owe(List.of(Occasion.of(gift, RecurringGiftNews.Kind.LAPSED)));
    }

    void changed(RecurringGift gift, RecurringGiftView before, Optional<Instalment> next) {
        letters.owe(
                List.of(
                        Occasion.of(gift, RecurringGiftNews.Kind.CHANGED)
                                .after(before)
                                .about(next.orElse(null))));
    }

    void methodNeeded(RecurringGift gift) {
        letters.owe(List.of(Occasion.of(gift, RecurringGiftNews.Kind.METHOD_NEEDED)));
    }

    void paused(RecurringGift gift, LocalDate until) {
        letters.owe(List.of(Occasion.of(gift, RecurringGiftNews.Kind.PAUSED).until(until)));
    }

    /** It goes on; where no method can collect it, that is what the donor is told. */
    void resumed(RecurringGift gift, Instalment next) {
        if (gift.needsMethod()) {
            methodNeeded(gift);
            return;
        }
        letters.owe(List.of(Occasion.of(gift, RecurringGiftNews.Kind.RESUMED).about(next)));
    }

    void cancelled(RecurringGift gift, Optional<Instalment> underWay) {
        letters.owe(
                List.of(
                        Occasion.of(gift, RecurringGiftNews.Kind.CANCELLED)
                                .about(underWay.orElse(null))));
    }

    void ended(RecurringGift gift) {
        letters.owe(List.of(Occasion.of(gift, RecurringGiftNews.Kind.ENDED)));
    }

    /** Announcements of a slice, in as many statements as for one. */
    void announce(List<RecurringGift> gifts, Map<RecurringGiftId, Instalment> ahead) {
        List<Occasion> occasions = new ArrayList<>();
        for (RecurringGift gift : gifts) {
            if (ahead.containsKey(gift.id())) {
                occasions.add(
                        Occasion.of(gift, RecurringGiftNews.Kind.ANNOUNCEMENT)
                                .about(ahead.get(gift.id())));
            }
        }
        letters.owe(occasions);
    }
}
