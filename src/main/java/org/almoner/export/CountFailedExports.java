package org.almoner.export;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Counts exports that ended without a file, and tries that a full disk cost. */
@Singleton
class CountFailedExports {

    private final Map<ExportKind, Map<ExportFailure, Counter>> counters =
            new EnumMap<>(ExportKind.class);

    private final Counter diskWasFull;

    CountFailedExports(MeterRegistry meters) {
        for (ExportKind kind : ExportKind.values()) {
            Map<ExportFailure, Counter> ofKind = new EnumMap<>(ExportFailure.class);
            for (ExportFailure because : ExportFailure.values()) {
                ofKind.put(
                        because,
                        meters.counter(
                                "almoner_exports_failed_total",
                                "kind",
                                kind.name(),
                                "because",
                                because.name()));
            }
            counters.put(kind, ofKind);
        }
        diskWasFull = meters.counter("almoner_disk_full_total", "work", "EXPORT");
    }

    void count(ExportKind kind, ExportFailure because) {
        counters.get(kind).get(because).increment();
    }

    void diskWasFull() {
        diskWasFull.increment();
    }
}
