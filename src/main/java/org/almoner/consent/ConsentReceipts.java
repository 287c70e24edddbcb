package org.almoner.consent;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.donor.DonorId;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Receipts of answers, in the two forms that machines read. */
@Singleton
public class ConsentReceipts {

    /** The answers to the same question as the one asked for, the latest first. */
    private static final String RECORD =
            """
            SELECT e.*, t.meaning, t.valid_from, t.double_opt_in, b.body, e.id = a.id AS asked,
                   CASE WHEN e.recorded_at IS NOT NULL THEN e.occurred_at
                        ELSE max(e.occurred_at) FILTER (WHERE e.recorded_at IS NULL)
                            OVER (PARTITION BY e.donor_id ORDER BY e.seq) END AS told_at
            FROM consent_event a
            JOIN consent_event e ON e.donor_id = ANY (?) AND e.office = a.office
                AND e.recipient = a.recipient AND e.purpose = a.purpose AND e.channel = a.channel
            JOIN consent_text t ON t.id = e.text_id AND t.version = e.text_version
            JOIN consent_text_body b ON b.id = e.text_id AND b.version = e.text_version
                AND b.locale = e.locale
            WHERE a.id = ? AND a.donor_id = ANY (?) AND t.meaning <> 'INFORMATION'
            ORDER BY told_at DESC, e.donor_id DESC, e.seq DESC LIMIT 100
            """;

    private static final String WHOSE = "SELECT donor_id, office FROM consent_event WHERE id = ?";

    private final DataSource database;
    private final Offices offices;
    private final PrivacyTerms terms;

    ConsentReceipts(DataSource database, Offices offices, PrivacyTerms terms) {
        this.database = database;
        this.offices = offices;
        this.terms = terms;
    }

    /** Whose answer it is, and to whom it was said. */
    public record Whose(DonorId donor, OfficeCode office) {}

    /** Whose answer this is; empty when there is no such answer. */
    public Optional<Whose> whose(UUID event) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(WHOSE)) {
            statement.setObject(1, event);
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Whose(
                                        new DonorId(row.getObject("donor_id", UUID.class)),
                                        new OfficeCode(row.getString("office"))))
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("A consent could not be read", failure);
        }
    }

    /**
     * The receipt of an answer as ISO/IEC TS 27560:2023 has it, in JSON-LD, with all answers to the
     * same question so far: it tells of a no as well.
     *
     * @param donors all records of the person
     * @param controls the page where the person can change the answer
     * @return empty when there is no such answer of this person, or it answers a mere notice
     */
    public Optional<Map<String, Object>> jsonLd(
            Collection<DonorId> donors, UUID event, String controls) {
        return story(donors, event)
                .map(it -> WriteConsentReceipt.of(it, parties(it.asked()), controls));
    }

    /**
     * The receipt of a consent as version 1.1.0 of Kantara's specification has it. It has no place
     * for a no, so there is none for an answer that is no consent, or no consent any more.
     *
     * @param donors all records of the person
     * @return empty when there is no such answer of this person, or it answers a mere notice
     * @throws DomainProblem 409 for a refusal, an objection, a consent that was taken back, and one
     *     that still waits for its confirmation
     */
    public Optional<Map<String, Object>> kantara(Collection<DonorId> donors, UUID event) {
        Optional<ConsentStory> found = story(donors, event);
        found.flatMap(ConsentStory::whyNotGiven)
                .ifPresent(
                        why -> {
                            throw DomainProblem.of(
                                    ProblemType.WRONG_STATE,
                                    why
                                            + " This form of receipt shows given consents only; the"
                                            + " other one tells the whole story.");
                        });
        return found.map(it -> WriteKantaraReceipt.of(it.asked(), parties(it.asked())));
    }

    private ReceiptParties parties(ConsentRecord asked) {
        Office office = offices.byCode(new OfficeCode(asked.said().office()));
        Office recipient = offices.byCode(new OfficeCode(asked.said().recipient()));
        return new ReceiptParties(
                office, terms.of(office), recipient, terms.of(recipient), terms.proof(office));
    }

    private Optional<ConsentStory> story(Collection<DonorId> donors, UUID event) {
        List<ConsentRecord> answers = new ArrayList<>();
        ConsentRecord asked = null;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(RECORD)) {
            var mine =
                    connection.createArrayOf("uuid", donors.stream().map(DonorId::value).toArray());
            statement.setArray(1, mine);
            statement.setObject(2, event);
            statement.setArray(3, mine);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ConsentRecord answer = ConsentRecord.read(rows);
                    answers.add(0, answer);
                    asked = rows.getBoolean("asked") ? answer : asked;
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("A consent could not be read", failure);
        }
        return asked == null ? Optional.empty() : Optional.of(ConsentStory.of(asked, answers));
    }
}
