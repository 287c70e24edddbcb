package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.almoner.office.Offices;

/** Lets a recurring gift go on after a break, or after it had lapsed. */
@ApplicationScoped
class ResumeRecurringGifts {

    private final Instalments instalments;
    private final PlanInstalments plan;
    private final RecurringLog log;
    private final TellDonors tell;
    private final Offices offices;

    ResumeRecurringGifts(
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

    /** Resumes a paused or lapsed recurring gift; what was missed stays missed. */
    Optional<Instalment> resume(RecurringGift gift, ChangedBy by, Instant now) {
        gift.resume();
        return afterStandstill(gift, by, now);
    }

    /** Makes sure that something lies ahead again, no sooner than tomorrow. */
    Optional<Instalment> afterStandstill(RecurringGift gift, ChangedBy by, Instant now) {
        LocalDate tomorrow = offices.byCode(gift.office()).dayOf(now).plusDays(1);
        Optional<Instalment> ahead = instalments.ahead(gift.id());
        Optional<Instalment> next = ahead.isPresent() ? ahead : plan.anew(gift, tomorrow);
        log.note(
                gift,
                RecurringLog.Entry.of(RecurringLog.Kind.RESUMED, by)
                        .from(next.map(Instalment::number).orElse(null)));
        plan.endIfDone(gift, now);
        if (next.isPresent()) {
            tell.resumed(gift, next.get());
        }
        return next;
    }
}
