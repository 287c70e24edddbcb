package org.almoner.tax;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.signature.DocumentSigners;
import org.almoner.statement.DocumentKind;
import org.almoner.statement.Recipient;
import org.almoner.statement.StatementLine;
import org.almoner.statement.StatementMark;
import org.almoner.statement.StatementPrint;
import org.almoner.statement.StatementRecord;
import org.almoner.statement.WriteStatement;

/**
 * Writes one document of each kind an office issues when the service starts, so that a picture that
 * is none, purposes that do not fit the form or a missing word end the start and not the run of 2
 * January.
 */
@Singleton
class TryDocuments {

    private static final int AFTER_TERMS = 130;

    private final Offices offices;
    private final TermsOfStatements terms;
    private final WriteStatement write;
    private final DocumentSigners signers;
    private final InstantSource clock;

    TryDocuments(
            Offices offices,
            TermsOfStatements terms,
            WriteStatement write,
            DocumentSigners signers,
            InstantSource clock) {
        this.offices = offices;
        this.terms = terms;
        this.write = write;
        this.signers = signers;
        this.clock = clock;
    }

    void atStart(@Observes @Priority(AFTER_TERMS) StartupEvent start) {
        List<String> faults = new ArrayList<>();
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            terms.on(office.code(), today)
                    .ifPresent(it -> faults.addAll(faults(office, it, today)));
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "Statements cannot be written:\n  " + String.join("\n  ", faults));
        }
    }

    /** What keeps documents of an office from being written as things stand. */
    List<String> faults(Office office, StatementTerms terms, LocalDate today) {
        return Arrays.stream(DocumentKind.values())
                .filter(it -> it.jurisdiction() == office.jurisdiction())
                .map(it -> fault(sample(it, office, terms, today), office))
                .flatMap(Optional::stream)
                .map(it -> "office " + office.code() + ": " + it)
                .toList();
    }

    private Optional<String> fault(StatementRecord sample, Office office) {
        try {
            write.write(
                    sample,
                    new StatementPrint(
                            StatementMark.ORIGINAL,
                            terms.picture(sample.issuer().signature().facsimile()),
                            signers.of(office.code()).orElse(null),
                            clock.instant()),
                    OutputStream.nullOutputStream());
            return Optional.empty();
        } catch (IOException | RuntimeException wrong) {
            return Optional.of(sample.kind() + ", " + wrong.getMessage());
        }
    }

    private static StatementRecord sample(
            DocumentKind kind, Office office, StatementTerms terms, LocalDate today) {
        Money amount = new Money(123_456, office.currency());
        StatementLine line =
                new StatementLine(
                        new UUID(0, 1),
                        today,
                        PaymentMethod.BANK_TRANSFER,
                        null,
                        amount,
                        false,
                        false,
                        true);
        return new StatementRecord(
                office.code() + "-" + today.getYear() + "-000001",
                kind,
                terms.languages().get(0),
                today,
                today,
                today,
                NumberStatements.issuer(office, terms, today),
                new Recipient("-", null, List.of("-", "-"), office.country()),
                List.of(line),
                amount,
                null,
                "0000-0000-0000-0000",
                "https://www.example.org/0000000000000000");
    }
}
