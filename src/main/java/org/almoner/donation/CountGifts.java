package org.almoner.donation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of gifts, after it is committed; what was rolled back is not counted. */
@ApplicationScoped
class CountGifts {

    private final Map<GiftStatus, Counter> counters = new EnumMap<>(GiftStatus.class);

    CountGifts(MeterRegistry metrics) {
        for (GiftStatus status : GiftStatus.values()) {
            counters.put(status, metrics.counter("almoner_gifts_total", "status", status.name()));
        }
    }

    void onCommitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) DonationChanged gift) {
        counters.get(gift.status()).increment();
    }
}
