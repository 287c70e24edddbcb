package org.almoner.campaign;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.almoner.money.Money;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * All campaigns in memory, read again when they are older than {@code almoner.campaign.cache}. Load
 * costs no query: one caller reads, the others are given what was known before.
 */
@Singleton
class CampaignBook {

    private static final Logger LOG = Logger.getLogger(CampaignBook.class);

    private record Known(Instant readAt, Map<String, Campaign> bySlug) {}

    private final CampaignTable table;
    private final InstantSource clock;
    private final Duration maxAge;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known = new Known(Instant.MIN, Map.of());

    CampaignBook(
            CampaignTable table,
            InstantSource clock,
            @ConfigProperty(name = "almoner.campaign.cache", defaultValue = "10s")
                    Duration maxAge) {
        this.table = table;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    Optional<Campaign> bySlug(String slug) {
        return Optional.ofNullable(fresh().get(slug));
    }

    Optional<Campaign> byId(CampaignId id) {
        return fresh().values().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    void add(CampaignId campaign, Money amount, int gifts, int sign) {
        if (gifts < 0) {
            throw new IllegalArgumentException("A count of gifts must not be negative");
        }
        table.add(campaign, amount.currency(), sign * amount.minor(), sign * (long) gifts);
    }

    private Map<String, Campaign> fresh() {
        Known seen = known;
        Instant now = clock.instant();
        if (isFresh(seen, now)) {
            return seen.bySlug();
        }
        if (seen.bySlug().isEmpty()) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return seen.bySlug();
        }
        try {
            if (!isFresh(known, now)) {
                known = new Known(now, readOr(seen.bySlug()));
            }
            return known.bySlug();
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Known it, Instant now) {
        return !it.readAt().equals(Instant.MIN) && now.isBefore(it.readAt().plus(maxAge));
    }

    /** While the database is away, yesterday's news is better than none. */
    private Map<String, Campaign> readOr(Map<String, Campaign> before) {
        try {
            return read();
        } catch (IllegalStateException failure) {
            if (before.isEmpty()) {
                throw failure;
            }
            LOG.warn("Campaign totals are served from before: the database does not answer");
            return before;
        }
    }

    private Map<String, Campaign> read() {
        Map<String, Campaign> found = new LinkedHashMap<>();
        table.all().forEach(it -> found.put(it.slug(), it));
        return Map.copyOf(found);
    }
}
