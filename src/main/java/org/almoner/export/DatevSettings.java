package org.almoner.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.DatedTerms;
import org.almoner.office.Jurisdiction;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.sql.Sql;

/**
 * With what each German office hands its bookings over to DATEV. Read at start-up from {@code
 * datev.yaml}; a mistake in it stops the start, and so does a file that changes or drops what was
 * in force.
 */
@Singleton
class DatevSettings {

    private static final int AFTER_CAMPAIGNS = 140;

    /** The format's days have years from 2000 on. */
    private static final int FIRST_YEAR = 2000;

    /** Without empty members, so that a setting added later does not change old hashes. */
    private static final DatedTerms.Table<DatevTerms> TABLE =
            new DatedTerms.Table<>(
                    "datev_terms",
                    DatevFile.NAME,
                    DatevTerms.class,
                    DatedTerms.json().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL));

    private final CatalogueFiles files;
    private final DatedTerms terms;
    private final Offices offices;
    private final Sql sql;
    private volatile DatevFile file;

    DatevSettings(CatalogueFiles files, DatedTerms terms, Offices offices, Sql sql) {
        this.files = files;
        this.terms = terms;
        this.offices = offices;
        this.sql = sql;
    }

    void atStart(@Observes @Priority(AFTER_CAMPAIGNS) StartupEvent start) {
        load();
    }

    /**
     * @throws IllegalStateException when the file is not valid, or would rewrite what was in force
     */
    void load() {
        DatevFile read = files.read(DatevFile.NAME, DatevFile.class);
        read.check(
                offices.all(),
                Set.copyOf(sql.read("SELECT slug FROM campaign", row -> row.getString(1))));
        List<DatedTerms.Version<DatevTerms>> versions =
                read.offices().stream().flatMap(DatevSettings::versions).toList();
        terms.bring(List.of(new DatedTerms.Wanted<>(TABLE, versions)));
        refresh();
    }

    private static Stream<DatedTerms.Version<DatevTerms>> versions(DatevFile.Entry entry) {
        return entry.versions().stream()
                .map(it -> new DatedTerms.Version<>(entry.office(), it.validFrom(), it));
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        file =
                new DatevFile(
                        terms.stored(TABLE).entrySet().stream()
                                .map(
                                        it ->
                                                new DatevFile.Entry(
                                                        it.getKey().value(),
                                                        List.copyOf(it.getValue().values())))
                                .toList());
    }

    /**
     * With what a batch of these days is made.
     *
     * @throws DomainProblem 400 when the office gets no batches, nothing is in force, or the days
     *     lie in two fiscal years or under two settings
     */
    DatevBatch batch(Office office, LocalDate from, LocalDate to) {
        return batch(file, office, from, to);
    }

    static DatevBatch batch(DatevFile file, Office office, LocalDate from, LocalDate to) {
        if (office.jurisdiction() != Jurisdiction.DE) {
            throw DomainProblem.invalid(
                    "/kind",
                    "not_for_this_office",
                    "DATEV batches are for offices under German law; "
                            + office.code()
                            + " is under that of "
                            + office.jurisdiction()
                            + ".");
        }
        DatevTerms terms = inForce(file, office, from);
        LocalDate begins = fiscalYear(terms, from);
        if (begins.getYear() < FIRST_YEAR) {
            throw DomainProblem.invalid(
                    "/from", "out_of_range", "A fiscal year that begins in 2000 or later.");
        }
        LocalDate next = begins.plusYears(1);
        if (!to.isBefore(next)) {
            throw DomainProblem.invalid(
                    "/to",
                    "over_two_fiscal_years",
                    "A batch lies in one fiscal year; this one ends on " + next.minusDays(1) + ".");
        }
        DatevTerms last = inForce(file, office, to);
        if (!last.equals(terms)) {
            throw DomainProblem.invalid(
                    "/to",
                    "over_two_settings",
                    "The office's DATEV settings change on "
                            + last.validFrom()
                            + "; ask for the days before and from then on apart.");
        }
        return new DatevBatch(terms, begins, office.currency().getCurrencyCode());
    }

    private static DatevTerms inForce(DatevFile file, Office office, LocalDate day) {
        DatevTerms terms = file.on(office.code().value(), day);
        if (terms == null) {
            throw DomainProblem.invalid(
                    "/kind",
                    "not_configured",
                    "Nothing is in force for "
                            + office.code()
                            + " on "
                            + day
                            + ": the catalogue's datev.yaml needs consultant, client, account length,"
                            + " fiscal year and accounts of the chart for that day.");
        }
        return terms;
    }

    private static LocalDate fiscalYear(DatevTerms terms, LocalDate day) {
        MonthDay first = MonthDay.parse("--" + terms.fiscalYearBegins());
        LocalDate begins = first.atYear(day.getYear());
        return begins.isAfter(day) ? begins.minusYears(1) : begins;
    }
}
