package org.almoner.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.audit.AuditTrail;
import org.almoner.bankfile.BankFileRefused;
import org.almoner.bankfile.CamtReader;
import org.almoner.id.Ids;
import org.almoner.office.BankAccount;
import org.almoner.office.Office;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Patient;
import org.almoner.sql.Sql;
import org.almoner.strongbox.Strongbox;

/**
 * Takes statements and notifications, in one transaction on a connection that may take its time. A
 * second, short one writes the audit trail and gives the movements free to be worked off; should
 * the process die between the two, the next look of any node does it.
 */
@ApplicationScoped
class TakeStatements {

    private static final Duration COME_AGAIN = Duration.ofSeconds(10);
    private static final long MANY = 2_000;
    private static final String LOCK_TIMEOUT = "55P03";

    /** Files of one office are taken one after another, so that each knows what came before. */
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('bank-file:' || ?, 0))";

    private static final String INSERT =
            "INSERT INTO bank_file (id, office, kind, format, sha256, bytes, taken_by, taken_at,"
                    + " state) VALUES (?, ?, 'ACCOUNT', ?, ?, ?, ?, ?, 'READ')";

    private static final String FINISH =
            "UPDATE bank_file SET statements = ?, entries = ?, not_booked = ?, movements = ?,"
                    + " known = ? WHERE id = ?";

    private static final String NOTED =
            "UPDATE bank_file SET state = 'TAKEN' WHERE id = ? AND state = 'READ'"
                    + " RETURNING office, taken_by";

    private static final String FORGOTTEN =
            "SELECT id FROM bank_file WHERE state = 'READ' AND taken_at < ? LIMIT 10";

    private final Sql sql;
    private final Sql patient;
    private final Strongbox strongbox;
    private final AuditTrail trail;
    private final Ids ids;
    private final InstantSource clock;

    TakeStatements(
            Sql sql,
            @Patient Sql patient,
            Strongbox strongbox,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        this.sql = sql;
        this.patient = patient;
        this.strongbox = strongbox;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes the file, and says under which id it is kept: an earlier one if it is known. */
    UUID take(TakeBankFile.Bringing bringing) throws BankFileRefused {
        try {
            return patient.inOne(one -> take(one, bringing));
        } catch (CarriedRefusal refused) {
            throw refused.refusal();
        } catch (IllegalStateException failure) {
            if (waitedTooLong(failure)) {
                throw DomainProblem.of(ProblemType.STILL_RUNNING, "Another file is being taken.")
                        .retryAfter(COME_AGAIN);
            }
            throw failure;
        }
    }

    private static boolean waitedTooLong(Throwable failure) {
        return failure.getCause() instanceof SQLException refusal
                && LOCK_TIMEOUT.equals(refusal.getSQLState());
    }

    private UUID take(Sql one, TakeBankFile.Bringing bringing) {
        one.write("SET LOCAL lock_timeout = '20s'");
        String office = bringing.office().code().value();
        one.read(ONE_AT_A_TIME, row -> office, office);
        Optional<UUID> known = BankFiles.idOf(one, office, bringing.file().sha256());
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = clock.instant();
        one.write(
                INSERT,
                bringing.id(),
                office,
                bringing.format(),
                bringing.file().sha256(),
                bringing.file().bytes(),
                bringing.actor(),
                now);
        ReadStatements.Counts read = read(one, bringing);
        AdoptMovements.Adopted adopted = new AdoptMovements(one).adopt(bringing.id(), office, now);
        one.write(
                FINISH,
                read.statements(),
                read.entries(),
                read.notBooked(),
                adopted.movements(),
                adopted.known(),
                bringing.id());
        if (adopted.movements() > MANY) {
            one.write("ANALYZE bank_movement"); // working them off would be planned as for few
        }
        return bringing.id();
    }

    private ReadStatements.Counts read(Sql one, TakeBankFile.Bringing bringing) {
        ReadStatements reading =
                new ReadStatements(
                        bringing.id(),
                        one,
                        accounts(bringing.office()),
                        new WriteLines(ids, strongbox));
        try {
            CamtReader.read(bringing.file().open(), reading);
        } catch (BankFileRefused refused) {
            throw new CarriedRefusal(refused);
        }
        return reading.finish();
    }

    /** How banks write the office's account: as IBAN, or by national numbers. */
    private static Set<String> accounts(Office office) {
        BankAccount account = office.account();
        Set<String> spellings = new HashSet<>();
        account.iban().map(Identity::compact).ifPresent(spellings::add);
        account.accountNumber().map(Identity::compact).ifPresent(spellings::add);
        spellings.add(Identity.compact(account.identifier()));
        return spellings;
    }

    /** Writes down who took a file, once, and gives its movements free; in a transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    void noted(UUID file) {
        record Noted(String office, String actor) {}
        sql.one(NOTED, row -> new Noted(row.getString(1), row.getString(2)), file)
                .ifPresent(
                        it ->
                                trail.record(
                                        it.actor(),
                                        "bank-file.taken",
                                        "bank-file/" + file,
                                        it.office(),
                                        null));
    }

    /** Files whose taking was cut short after they lay here. */
    List<UUID> cutShort() {
        return sql.read(
                FORGOTTEN, row -> Sql.id(row, "id"), clock.instant().minus(Duration.ofMinutes(1)));
    }
}
