package org.almoner.export;

import static org.almoner.export.Column.day;
import static org.almoner.export.Column.number;
import static org.almoner.export.Column.text;

import java.util.List;

/** The tables of the ledger of consents. */
final class ConsentLayouts {

    /** Answers, as finance counts them. */
    static final Layout ANSWERS =
            new Layout(
                    List.of(
                            text("event"),
                            text("donor"),
                            number("position"),
                            day("day"),
                            text("at"),
                            text("purpose"),
                            text("channel"),
                            text("text"),
                            number("textVersion"),
                            text("language"),
                            text("decision"),
                            text("recipient"),
                            text("legalBasis"),
                            text("country"),
                            text("method"),
                            text("origin"),
                            text("hash")),
                    "e.id",
                    "e.id, e.donor_id, e.seq, "
                            + Layouts.DAY.formatted("e.occurred_at")
                            + ", "
                            + Layouts.MOMENT.formatted("e.occurred_at")
                            + ", e.purpose, e.channel, e.text_id, e.text_version, e.locale,"
                            + " e.decision, e.recipient, e.legal_basis, e.country, e.method, e.origin,"
                            + " e.hash",
                    "consent_event e",
                    "e.occurred_at, e.id",
                    "consent_event e",
                    "e.office = :office AND e.occurred_at >= :begins AND e.occurred_at < :ends",
                    "NULL, count(*)",
                    "e.id = ANY (:keys)");

    /** Everything the ledger has, for privacy officers. */
    static final Layout LEDGER =
            new Layout(
                    List.of(
                            text("event"),
                            text("donor"),
                            number("position"),
                            day("day"),
                            text("at"),
                            text("decision"),
                            text("purpose"),
                            text("channel"),
                            text("recipient"),
                            text("legalBasis"),
                            text("country"),
                            text("text"),
                            number("textVersion"),
                            text("language"),
                            text("textHash"),
                            text("words"),
                            text("method"),
                            text("origin"),
                            text("recordedAt"),
                            text("recordedBy"),
                            text("evidence"),
                            text("documentHash"),
                            text("calledAt"),
                            text("confirmationSentAt"),
                            text("confirmedAt"),
                            text("proofDigest"),
                            text("previousHash"),
                            text("hash")),
                    "e.id",
                    "e.id, e.donor_id, e.seq, "
                            + Layouts.DAY.formatted("e.occurred_at")
                            + ", "
                            + Layouts.MOMENT.formatted("e.occurred_at")
                            + ", e.decision, e.purpose, e.channel, e.recipient, e.legal_basis,"
                            + " e.country, e.text_id, e.text_version, e.locale, e.text_hash,"
                            + " b.body, e.method, e.origin, "
                            + Layouts.MOMENT.formatted("e.recorded_at")
                            + ", e.actor, p.evidence_id, v.sha256, "
                            + Layouts.MOMENT.formatted("v.called_at")
                            + ", "
                            + Layouts.MOMENT.formatted("s.mailed_at")
                            + ", "
                            + Layouts.MOMENT.formatted("s.confirmed_at")
                            + ", e.proof_digest, e.prev_hash, e.hash",
                    """
                    consent_event e
                    JOIN consent_text_body b ON b.id = e.text_id AND b.version = e.text_version
                        AND b.locale = e.locale
                    LEFT JOIN sign_up s ON s.consent_event = e.id
                    LEFT JOIN consent_proof p ON p.id = e.proof_id
                    LEFT JOIN consent_evidence v ON v.id = p.evidence_id
                    """,
                    "e.occurred_at, e.id",
                    "consent_event e",
                    "e.office = :office AND e.occurred_at >= :begins AND e.occurred_at < :ends",
                    "NULL, count(*)",
                    "e.id = ANY (:keys)");

    private ConsentLayouts() {}
}
