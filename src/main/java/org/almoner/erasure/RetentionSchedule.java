package org.almoner.erasure;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.Office;
import org.almoner.office.Offices;

/**
 * How long the law makes each office keep what. Read at start-up from {@code retention.yaml}; a
 * mistake in it stops the start.
 */
@Singleton
public class RetentionSchedule {

    private static final int AFTER_OFFICES = 110;

    private final CatalogueFiles files;
    private final Offices offices;
    private volatile RetentionFile file;

    RetentionSchedule(CatalogueFiles files, Offices offices) {
        this.files = files;
        this.offices = offices;
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        RetentionFile read = files.read(RetentionFile.NAME, RetentionFile.class);
        Set<String> countries =
                offices.all().stream().map(Office::country).collect(Collectors.toSet());
        read.check(countries);
        file = read;
    }

    /** All that counts for an office, by class of data. */
    public Map<DataClass, RetentionRule> rules(Office office) {
        Map<DataClass, RetentionRule> rules = new EnumMap<>(DataClass.class);
        for (DataClass data : DataClass.values()) {
            if (data.isScheduled()) {
                rules.put(data, rule(data, office));
            }
        }
        return rules;
    }

    /**
     * What counts for a class of data of an office.
     *
     * @throws IllegalStateException for an office that came after the start without its rules
     */
    public RetentionRule rule(DataClass data, Office office) {
        return file.rule(data, office.country())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "There is no rule for "
                                                + data
                                                + " in "
                                                + office.country()));
    }
}
