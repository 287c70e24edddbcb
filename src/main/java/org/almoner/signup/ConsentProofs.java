package org.almoner.signup;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.almoner.account.MailboxKey;
import org.almoner.donor.DonorId;
import org.almoner.donor.EmailAddress;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/**
 * The whole proof of what a person was shown and answered: the links of the chain with their
 * circumstances, and of each sign-up the form, the mail and the click (GDPR Art. 7(1); printable
 * for one person, BGH I ZR 164/09).
 */
@Singleton
public class ConsentProofs {

    /** Nobody answers more often; whoever did is shown the latest. */
    static final int MOST = 1_000;

    private static final String ANSWERS =
            """
            SELECT e.*, b.body, p.ip, p.user_agent, v.kind AS evidence_kind, v.media_type,
                   v.sha256, v.caller, v.spoken_by, v.called_at, v.note
              FROM consent_event e
              JOIN consent_text_body b ON b.id = e.text_id AND b.version = e.text_version
                  AND b.locale = e.locale
              LEFT JOIN consent_proof p ON p.id = e.proof_id
              LEFT JOIN consent_evidence v ON v.id = p.evidence_id
             WHERE e.donor_id = ANY (?)
             ORDER BY e.occurred_at DESC, e.donor_id DESC, e.seq DESC LIMIT ?
            """;

    private static final String SIGN_UPS =
            """
            SELECT s.*, b.body
              FROM sign_up s
              JOIN consent_text_body b ON b.id = s.text_id AND b.version = s.text_version
                  AND b.locale = s.locale
             WHERE s.donor_id = ANY (?) OR s.email_key = ANY (?)
             ORDER BY s.asked_at DESC, s.id DESC LIMIT ?
            """;

    private final Sql sql;

    ConsentProofs(Sql sql) {
        this.sql = sql;
    }

    /** The words, as they were shown. */
    public record Words(String id, int version, String locale, String text, String hash) {}

    /**
     * Where something came from; prints nothing.
     *
     * @param ip empty when unknown
     * @param userAgent empty when unknown
     */
    public record Source(String ip, String userAgent) {

        @Override
        public String toString() {
            return "Source";
        }
    }

    /**
     * What staff wrote down, and from what.
     *
     * @param at when it was written down; the answer's own moment is when it was said
     * @param by who of the staff did
     * @param document {@code null} for a call, and once it was deleted
     * @param call {@code null} for a form, and once it was deleted
     */
    public record Recorded(Instant at, String by, Form document, Spoken call) {}

    /** A signed form, without its bytes. */
    public record Form(String mediaType, String sha256) {}

    /**
     * A call; prints nothing of it.
     *
     * @param by {@code DONOR} or {@code OFFICE}
     */
    public record Spoken(String by, Instant at, String spokenBy, String note) {

        @Override
        public String toString() {
            return "Spoken";
        }
    }

    /**
     * One link of a chain.
     *
     * @param record the record it was said with
     * @param recorded {@code null} for what was written down as it was said
     * @param source {@code null} once it was deleted, and for what staff wrote down
     * @param proofDigest what the chain remembers of the source, also when that is gone
     * @param hash over all of it and the link before
     */
    public record Answer(
            UUID id,
            UUID record,
            long place,
            String purpose,
            String channel,
            String decision,
            OfficeCode office,
            OfficeCode recipient,
            String legalBasis,
            Words text,
            String country,
            Instant at,
            String method,
            String origin,
            Recorded recorded,
            Source source,
            String proofDigest,
            String previousHash,
            String hash) {}

    /**
     * One sign-up.
     *
     * @param page where the form stood; empty when it did not say
     * @param mail {@code null} when none was sent
     * @param confirmedAt {@code null} while it is not
     * @param click {@code null} while it is not confirmed
     * @param withdrawnAt {@code null} while it is not taken back
     * @param leave {@code null} while it is not taken back
     */
    public record SignedUp(
            UUID id,
            String email,
            OfficeCode office,
            OfficeCode recipient,
            Words text,
            String country,
            Instant askedAt,
            String page,
            Source form,
            MailSent mail,
            Instant confirmedAt,
            Source click,
            Instant withdrawnAt,
            Source leave) {

        @Override
        public String toString() {
            return "SignedUp[" + id + "]";
        }
    }

    /**
     * The mail that asked for the confirmation.
     *
     * @param text its very words, without the secret of the link
     */
    public record MailSent(Instant at, String messageId, String subject, String text) {

        @Override
        public String toString() {
            return "MailSent";
        }
    }

    /** Answers of these records, the latest first. */
    public List<Answer> answers(Collection<DonorId> records) {
        return sql.read(ANSWERS, ConsentProofs::answer, ids(records), MOST);
    }

    /** Sign-ups of these records and mailboxes, the latest first. */
    public List<SignedUp> signUps(Collection<DonorId> records, Collection<EmailAddress> mailboxes) {
        List<String> keys =
                mailboxes.stream().map(it -> MailboxKey.of(it).value()).distinct().toList();
        return sql.read(
                SIGN_UPS, ConsentProofs::signedUp, ids(records), Sql.Column.texts(keys), MOST);
    }

    private static Sql.Column ids(Collection<DonorId> records) {
        return Sql.Column.ids(records.stream().map(DonorId::value).toList());
    }

    private static Words words(ResultSet row) throws SQLException {
        return new Words(
                row.getString("text_id"),
                row.getInt("text_version"),
                row.getString("locale"),
                row.getString("body"),
                row.getString("text_hash"));
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        Instant at = Sql.instant(row, "recorded_at");
        if (at == null) {
            return null;
        }
        boolean hasForm = row.getString("sha256") != null;
        boolean hasCall = row.getString("caller") != null;
        return new Recorded(
                at,
                row.getString("actor"),
                hasForm ? new Form(row.getString("media_type"), row.getString("sha256")) : null,
                hasCall
                        ? new Spoken(
                                row.getString("caller"),
                                Sql.instant(row, "called_at"),
                                row.getString("spoken_by"),
                                row.getString("note"))
                        : null);
    }

    private static Answer answer(ResultSet row) throws SQLException {
        String ip = row.getString("ip");
        Recorded recorded = recorded(row);
        return new Answer(
                Sql.id(row, "id"),
                Sql.id(row, "donor_id"),
                row.getLong("seq"),
                row.getString("purpose"),
                row.getString("channel"),
                row.getString("decision"),
                new OfficeCode(row.getString("office")),
                new OfficeCode(row.getString("recipient")),
                row.getString("legal_basis"),
                words(row),
                row.getString("country"),
                Sql.instant(row, "occurred_at"),
                row.getString("method"),
                row.getString("origin"),
                recorded,
                ip == null || recorded != null ? null : new Source(ip, row.getString("user_agent")),
                row.getString("proof_digest"),
                row.getString("prev_hash"),
                row.getString("hash"));
    }

    private static SignedUp signedUp(ResultSet row) throws SQLException {
        Instant mailed = Sql.instant(row, "mailed_at");
        Instant confirmed = Sql.instant(row, "confirmed_at");
        Instant withdrawn = Sql.instant(row, "withdrawn_at");
        return new SignedUp(
                Sql.id(row, "id"),
                row.getString("email"),
                new OfficeCode(row.getString("office")),
                new OfficeCode(row.getString("recipient")),
                words(row),
                row.getString("country"),
                Sql.instant(row, "asked_at"),
                row.getString("ask_origin"),
                new Source(row.getString("ask_ip"), row.getString("ask_user_agent")),
                mailed == null
                        ? null
                        : new MailSent(
                                mailed,
                                row.getString("message_id"),
                                row.getString("mail_subject"),
                                row.getString("mail_text")),
                confirmed,
                confirmed == null
                        ? null
                        : new Source(row.getString("click_ip"), row.getString("click_user_agent")),
                withdrawn,
                withdrawn == null
                        ? null
                        : new Source(row.getString("leave_ip"), row.getString("leave_user_agent")));
    }
}
