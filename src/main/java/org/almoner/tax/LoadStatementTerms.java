package org.almoner.tax;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.DatedTerms;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;

/**
 * Brings {@code statements.yaml} and the pictures of signatures it names into the database's and
 * the service's knowledge at start-up. Pictures stay files; their hashes are part of the terms, so
 * a picture that is exchanged under its old name makes the start fail.
 */
@Singleton
class LoadStatementTerms {

    private static final int AFTER_OFFICES = 120;

    private static final DatedTerms.Table<StatementTerms> TERMS =
            new DatedTerms.Table<>(
                    "statement_terms",
                    StatementsFile.NAME,
                    StatementTerms.class,
                    DatedTerms.json());
    private static final DatedTerms.Table<BenefitTerms> BENEFITS =
            new DatedTerms.Table<>(
                    "statement_benefit_rule",
                    StatementsFile.NAME,
                    BenefitTerms.class,
                    DatedTerms.json());

    private final CatalogueFiles files;
    private final DatedTerms terms;
    private final Offices offices;
    private final TermsOfStatements known;

    LoadStatementTerms(
            CatalogueFiles files, DatedTerms terms, Offices offices, TermsOfStatements known) {
        this.files = files;
        this.terms = terms;
        this.offices = offices;
        this.known = known;
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        load();
    }

    /**
     * @throws IllegalStateException when the file is not valid, a picture is missing, or the file
     *     would rewrite what was in force
     */
    void load() {
        StatementsFile file = files.read(StatementsFile.NAME, StatementsFile.class);
        StatementsFileRules.check(file, offices.all());
        List<DatedTerms.Version<StatementTerms>> versions = new ArrayList<>();
        List<DatedTerms.Version<BenefitTerms>> benefits = new ArrayList<>();
        for (StatementsFile.Entry entry : file.offices()) {
            for (StatementsFile.Version version : entry.versions()) {
                String facsimile = picture(version.signature().facsimile());
                versions.add(
                        new DatedTerms.Version<>(
                                entry.office(),
                                version.validFrom(),
                                StatementTerms.of(version, facsimile)));
            }
            for (StatementsFile.BenefitVersion version : entry.benefits()) {
                benefits.add(
                        new DatedTerms.Version<>(
                                entry.office(), version.validFrom(), version.terms()));
            }
        }
        terms.bring(
                List.of(
                        new DatedTerms.Wanted<>(TERMS, versions),
                        new DatedTerms.Wanted<>(BENEFITS, benefits)));
        refresh();
    }

    /** Sees what another node has loaded since. */
    @Scheduled(
            every = "{almoner.office.refresh-every}",
            delayed = "{almoner.office.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        Map<OfficeCode, BenefitRules> rules = new HashMap<>();
        terms.stored(BENEFITS).forEach((office, it) -> rules.put(office, BenefitRules.of(it)));
        known.publish(terms.stored(TERMS), rules);
    }

    /** The picture's SHA-256; its bytes are kept. */
    private String picture(String name) {
        if (name == null) {
            return null;
        }
        try (InputStream in = files.open(name)) {
            return known.keep(in.readAllBytes());
        } catch (IOException failure) {
            throw new IllegalStateException("The picture " + name + " cannot be read", failure);
        }
    }
}
