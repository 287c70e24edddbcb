package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.MandateDesk;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.sql.Sql;

/** What people of finance see of mandates and do to them. */
@Singleton
class MandatesByHand implements MandateDesk {

    private static final String COLUMNS =
            "SELECT id, reference, office, creditor_identifier, state, state_reason, sequence,"
                    + " holder, account_masked, agreed_at, agreed_on, text_id, text_version,"
                    + " text_locale, text_sha256, source, last_collected_on FROM sepa_mandate ";

    private static final String CHANGE =
            "UPDATE sepa_mandate SET state = ?, state_reason = ?::text, changed_at = ?,"
                    + " version = version + 1 WHERE id = ? AND state = ANY (?)";

    private final Sql sql;
    private final InstantSource clock;

    MandatesByHand(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public List<Mandate> withReference(String reference, List<String> offices) {
        Sql.Column codes = offices == null ? null : Sql.Column.texts(offices);
        return sql.read(
                COLUMNS
                        + "WHERE reference = ? AND (?::text[] IS NULL OR office = ANY (?))"
                        + " ORDER BY agreed_at LIMIT 10",
                MandatesByHand::mandate,
                reference,
                codes,
                codes);
    }

    @Override
    public Optional<Mandate> find(UUID id) {
        return sql.one(COLUMNS + "WHERE id = ?", MandatesByHand::mandate, id);
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Mandate resume(UUID id) {
        return become(id, MandateState.ACTIVE, null, List.of("SUSPENDED"));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Mandate revoke(UUID id) {
        return become(
                id, MandateState.REVOKED, "by staff", List.of("PENDING", "ACTIVE", "SUSPENDED"));
    }

    private Mandate become(UUID id, MandateState next, String reason, List<String> from) {
        int changed =
                sql.write(CHANGE, next.name(), reason, clock.instant(), id, Sql.Column.texts(from));
        Mandate mandate = find(id).orElseThrow(DomainProblem::notFound);
        if (changed == 0) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "The mandate is " + mandate.state() + " and cannot become " + next + ".");
        }
        return mandate;
    }

    private static Mandate mandate(ResultSet row) throws SQLException {
        return new Mandate(
                Sql.id(row, "id"),
                row.getString("reference"),
                row.getString("office"),
                row.getString("creditor_identifier"),
                row.getString("state"),
                row.getString("state_reason"),
                row.getString("sequence"),
                row.getString("holder"),
                row.getString("account_masked"),
                Sql.instant(row, "agreed_at"),
                Sql.day(row, "agreed_on"),
                row.getString("text_id"),
                row.getInt("text_version"),
                row.getString("text_locale"),
                row.getString("text_sha256"),
                row.getString("source"),
                Sql.day(row, "last_collected_on"));
    }
}
