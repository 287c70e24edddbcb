package org.almoner.webhook;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for whoever owes messages: tells of subjects, and hears that they were taken. */
@Singleton
class ThingsToTell implements WebhookContent, WebhookTaken {

    static final String TYPE = "thing.told";

    final Set<UUID> silent = ConcurrentHashMap.newKeySet();
    final Set<UUID> broken = ConcurrentHashMap.newKeySet();
    final Set<UUID> notToBeRecorded = ConcurrentHashMap.newKeySet();
    final List<UUID> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger told = new AtomicInteger();

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Optional<byte[]> bodyOf(UUID subject) {
        if (broken.contains(subject)) {
            throw new IllegalStateException("Broken");
        }
        String body =
                "{\"subject\":\"" + subject + "\",\"telling\":" + told.incrementAndGet() + "}";
        return silent.contains(subject)
                ? Optional.empty()
                : Optional.of(body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void taken(UUID subject, Instant at) {
        if (notToBeRecorded.contains(subject)) {
            throw new IllegalStateException("Cannot be recorded");
        }
        taken.add(subject);
    }
}
