package org.almoner.giftaid;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Jobs wait while the service starts: the first tick may come before the terms are read. */
@Singleton
class GiftAidTermsAreMissing implements Scheduled.SkipPredicate {

    private final TermsOfGiftAid terms;

    GiftAidTermsAreMissing(TermsOfGiftAid terms) {
        this.terms = terms;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !terms.areRead();
    }
}
