package org.almoner.bank;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.almoner.bankfile.BankFileKind;
import org.almoner.bankfile.BankFileRefused;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.strongbox.Strongbox;

/** Takes a file that a bank made: whole, or not at all; the same file again changes nothing. */
@ApplicationScoped
public class TakeBankFile {

    /** Files are held in memory while they are taken; more clients than this wait outside. */
    private static final int AT_ONCE = 2;

    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    private final Offices offices;
    private final Strongbox strongbox;
    private final BankFiles files;
    private final TakeStatements statements;
    private final TakeReport report;
    private final Ids ids;
    private final Semaphore places = new Semaphore(AT_ONCE);

    TakeBankFile(
            Offices offices,
            Strongbox strongbox,
            BankFiles files,
            TakeStatements statements,
            TakeReport report,
            Ids ids) {
        this.offices = offices;
        this.strongbox = strongbox;
        this.files = files;
        this.statements = statements;
        this.report = report;
        this.ids = ids;
    }

    /**
     * What came of it.
     *
     * @param fresh whether the file was not known yet
     */
    public record Taken(FileView file, boolean fresh) {}

    /**
     * Takes a file: statements, notifications or a report.
     *
     * @param actor who brings it
     * @throws DomainProblem 404 when there is no such office; 400 when the file is cut off, of an
     *     unknown version, about another account, or does not add up, naming the rule and nothing
     *     of the file; 409 when no gateway reads reports, or another file is being taken; 503 when
     *     there are no keys to seal with, or too many files at once
     */
    public Taken take(OfficeCode code, InputStream body, String actor) {
        Office office = offices.find(code).orElseThrow(DomainProblem::notFound);
        if (!strongbox.hasKeys()) {
            throw DomainProblem.of(
                    ProblemType.UNAVAILABLE, "There are no keys to seal names with.");
        }
        if (!places.tryAcquire()) {
            throw DomainProblem.of(
                            ProblemType.UNAVAILABLE, "Other files are being taken at the moment.")
                    .retryAfter(COME_AGAIN);
        }
        try {
            return take(office, KeptFile.of(body), actor);
        } catch (BankFileRefused refused) {
            throw FileRefusal.of(refused);
        } finally {
            places.release();
        }
    }

    private Taken take(Office office, KeptFile file, String actor) throws BankFileRefused {
        UUID id = ids.next();
        UUID kept = files.withHash(office.code().value(), file.sha256()).orElse(null);
        if (kept == null) {
            BankFileKind.Recognised what = BankFileKind.recognise(file.open());
            Bringing bringing = new Bringing(id, office, what.format(), file, actor);
            kept =
                    switch (what.kind()) {
                        case ACCOUNT -> statements.take(bringing);
                        case STATUS_REPORT -> report.take(bringing);
                    };
        }
        return noted(kept, kept.equals(id));
    }

    private Taken noted(UUID kept, boolean fresh) {
        QuarkusTransaction.requiringNew().run(() -> statements.noted(kept));
        return new Taken(files.find(kept).orElseThrow(), fresh);
    }

    /** A file with who brings it. */
    record Bringing(UUID id, Office office, String format, KeptFile file, String actor) {

        @Override
        public String toString() {
            return "Bringing[" + id + "]";
        }
    }
}
