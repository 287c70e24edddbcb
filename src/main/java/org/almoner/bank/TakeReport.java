package org.almoner.bank;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.almoner.audit.AuditTrail;
import org.almoner.bankfile.BankFileRefused;
import org.almoner.payment.ReadsStatusReports;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;

/** Hands a report on a file of ours to the gateway that reads such, once. */
@ApplicationScoped
class TakeReport {

    private static final int LONGEST_SECONDS = 60;

    private static final String INSERT =
            "INSERT INTO bank_file (id, office, kind, format, sha256, bytes, taken_by, taken_at,"
                    + " state, about, accepted, rejected) VALUES (?, ?, 'STATUS_REPORT', ?, ?, ?, ?,"
                    + " ?, 'TAKEN', ?, ?, ?)";

    private final Sql sql;
    private final Optional<ReadsStatusReports> reader;
    private final AuditTrail trail;
    private final InstantSource clock;

    TakeReport(
            Sql sql, Instance<ReadsStatusReports> readers, AuditTrail trail, InstantSource clock) {
        this.sql = sql;
        this.reader = readers.stream().findFirst();
        this.trail = trail;
        this.clock = clock;
    }

    /** Takes the report, and says under which id it is kept: an earlier one if it is known. */
    UUID take(TakeBankFile.Bringing bringing) throws BankFileRefused {
        ReadsStatusReports gateway =
                reader.orElseThrow(
                        () ->
                                DomainProblem.of(
                                        ProblemType.WRONG_STATE,
                                        "No payment method in use sends files that a bank reports"
                                                + " on."));
        try {
            return QuarkusTransaction.requiringNew()
                    .timeout(LONGEST_SECONDS)
                    .call(() -> takeOnce(gateway, bringing));
        } catch (CarriedRefusal refused) {
            throw refused.refusal();
        }
    }

    private UUID takeOnce(ReadsStatusReports gateway, TakeBankFile.Bringing bringing) {
        String office = bringing.office().code().value();
        sql.read(
                "SELECT pg_advisory_xact_lock(hashtextextended('bank-file:' || ?, 0))",
                row -> office,
                office);
        Optional<UUID> known = BankFiles.idOf(sql, office, bringing.file().sha256());
        if (known.isPresent()) {
            return known.get();
        }
        ReadsStatusReports.StatusReportView view = read(gateway, bringing);
        sql.write(
                INSERT,
                bringing.id(),
                office,
                bringing.format(),
                bringing.file().sha256(),
                bringing.file().bytes(),
                bringing.actor(),
                clock.instant(),
                view.about(),
                view.accepted(),
                view.rejected());
        trail.record(
                bringing.actor(),
                "bank-file.taken",
                "bank-file/" + bringing.id(),
                office,
                view.about());
        return bringing.id();
    }

    private static ReadsStatusReports.StatusReportView read(
            ReadsStatusReports gateway, TakeBankFile.Bringing bringing) {
        try {
            return gateway.read(bringing.office().code().value(), bringing.file().open());
        } catch (BankFileRefused refused) {
            throw new CarriedRefusal(refused);
        }
    }
}
