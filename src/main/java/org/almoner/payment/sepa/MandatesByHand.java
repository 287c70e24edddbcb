package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.MandateDesk;
import org.almoner.payment.SavedMethodId;
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

    private static final String SAVED =
            "SELECT saved_as, reference, creditor_identifier FROM sepa_mandate"
                    + " WHERE saved_as = ANY (?)";

    private final Sql sql;
    private final Mandates mandates;
    private final InstantSource clock;

    MandatesByHand(Sql sql, Mandates mandates, InstantSource clock) {
        this.sql = sql;
        this.mandates = mandates;
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
    public Map<SavedMethodId, Named> savedAs(Collection<SavedMethodId> methods) {
        if (methods.isEmpty()) {
            return Map.of();
        }
        Map<SavedMethodId, Named> found = new HashMap<>();
        sql.read(
                SAVED,
                row ->
                        found.put(
                                new SavedMethodId(Sql.id(row, "saved_as")),
                                new Named(
                                        row.getString("reference"),
                                        row.getString("creditor_identifier"))),
                Sql.Column.ids(methods.stream().map(SavedMethodId::value).toList()));
        return found;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Mandate resume(UUID id) {
        var mandate = mandates.locked(id).orElseThrow(DomainProblem::notFound);
        if (mandate.state() != MandateState.SUSPENDED) {
            throw cannotBecome(mandate.state(), MandateState.ACTIVE);
        }
        mandate.resume(clock.instant());
        return changed(id);
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Mandate revoke(UUID id) {
        var mandate = mandates.locked(id).orElseThrow(DomainProblem::notFound);
        if (!mandate.state().mayBecome(MandateState.REVOKED)) {
            throw cannotBecome(mandate.state(), MandateState.REVOKED);
        }
        mandate.revoke("by staff", clock.instant());
        return changed(id);
    }

    private Mandate changed(UUID id) {
        mandates.flush();
        return find(id).orElseThrow();
    }

    private static DomainProblem cannotBecome(MandateState now, MandateState wanted) {
        return DomainProblem.of(
                ProblemType.WRONG_STATE,
                "The mandate is " + now + " and cannot become " + wanted + ".");
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
