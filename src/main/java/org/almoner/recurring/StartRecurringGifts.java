package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.almoner.office.Offices;

/** Brings an agreement to life once its method is saved. */
@ApplicationScoped
class StartRecurringGifts {

    private final Instalments instalments;
    private final PlanInstalments plan;
    private final RecurringLog log;
    private final TellDonors tell;
    private final Offices offices;

    StartRecurringGifts(
            Instalments instalments,
            PlanInstalments plan,
            RecurringLog log,
            TellDonors tell,
            Offices offices) {
        this.instalments = instalments;
        this.plan = plan;
        this.log = log;
        this.tell = tell;
        this.offices = offices;
    }

    /**
     * The method is saved: the first instalment lies ahead. When it can be collected at once, the
     * recurring gift starts with it and is active only when it was not declined.
     */
    void methodSaved(RecurringGift gift, Instant now) {
        Optional<Instalment> before = instalments.ahead(gift.id());
        Instalment first = before.orElseGet(() -> plan.first(gift));
        boolean isLater = first.askOn().isAfter(offices.byCode(gift.office()).dayOf(now));
        if (isLater || !first.isCleared()) {
            activate(gift, now);
        } else {
            gift.start();
        }
    }

    /** It has begun: the donor is welcomed. */
    void activate(RecurringGift gift, Instant now) {
        gift.activate(now);
        if (instalments.ahead(gift.id()).isEmpty()) {
            plan.after(gift, 1);
        }
        log.note(gift, RecurringLog.Entry.of(RecurringLog.Kind.STARTED, ChangedBy.DONOR).from(1));
        tell.started(gift);
    }
}
