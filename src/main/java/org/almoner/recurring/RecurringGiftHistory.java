package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Reads recurring gifts. */
@ApplicationScoped
public class RecurringGiftHistory {

    private static final int MOST = 100;

    private final RecurringGifts gifts;
    private final Instalments instalments;
    private final RecurringLog log;

    RecurringGiftHistory(RecurringGifts gifts, Instalments instalments, RecurringLog log) {
        this.gifts = gifts;
        this.instalments = instalments;
        this.log = log;
    }

    /** One recurring gift. */
    @Transactional
    public Optional<RecurringGiftView> find(RecurringGiftId id) {
        return gifts.findByIdOptional(id.value()).map(RecurringGift::view);
    }

    /** The instalment that lies ahead; empty when none does. */
    @Transactional
    public Optional<InstalmentView> ahead(RecurringGiftId id) {
        return instalments.ahead(id).map(Instalment::view);
    }

    /** The instalment of a number. */
    @Transactional
    public Optional<InstalmentView> instalment(RecurringGiftId id, int number) {
        return instalments.numbered(id, number).map(Instalment::view);
    }

    /**
     * Instalments, latest first.
     *
     * @param before only those with a lower number; {@link Integer#MAX_VALUE} for the latest
     * @param limit how many at most, up to 100
     */
    @Transactional
    public List<InstalmentView> instalments(RecurringGiftId id, int before, int limit) {
        return instalments
                .find(
                        "recurringGiftId = ?1 and number < ?2 order by number desc",
                        id.value(),
                        before)
                .range(0, Math.min(limit, MOST + 1) - 1)
                .stream()
                .map(Instalment::view)
                .toList();
    }

    /** What happened to it, latest first; the last hundred things. */
    @Transactional
    public List<RecurringGiftEvent> events(RecurringGiftId id) {
        return log.of(id, MOST);
    }
}
