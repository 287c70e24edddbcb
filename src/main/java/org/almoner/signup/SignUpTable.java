package org.almoner.signup;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.account.MailboxKey;
import org.almoner.donor.EmailAddress;
import org.almoner.mail.Mail;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** The rows of sign-ups. */
@Singleton
class SignUpTable {

    private static final String SELECT =
            "SELECT id, email, country, locale, office, recipient, text_id, text_version, text_hash,"
                    + " donor_id, consent_event, state, asked_at, expires_at, token_hash"
                    + " FROM sign_up WHERE ";

    private final Sql sql;

    SignUpTable(Sql sql) {
        this.sql = sql;
    }

    void add(SignUp signUp, String tokenHash, Origin origin) {
        sql.write(
                "INSERT INTO sign_up (id, email, email_key, country, locale, office, recipient,"
                        + " text_id, text_version, text_hash, donor_id, consent_event, state,"
                        + " token_hash, asked_at, expires_at, ask_ip, ask_user_agent, ask_origin,"
                        + " mail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid, ?::uuid, 'ASKED',"
                        + " ?, ?, ?, ?, ?, ?, 'UNDECIDED')",
                signUp.id(),
                signUp.email().value(),
                MailboxKey.of(signUp.email()).value(),
                signUp.country(),
                signUp.text().locale(),
                signUp.office().value(),
                signUp.recipient().value(),
                signUp.text().id(),
                signUp.text().version(),
                signUp.text().hash(),
                signUp.said() == null ? null : signUp.said().donor(),
                signUp.said() == null ? null : signUp.said().event(),
                tokenHash,
                signUp.askedAt(),
                signUp.expiresAt(),
                origin.ip(),
                origin.userAgent(),
                origin.page());
    }

    Optional<SignUp> find(UUID id) {
        return sql.one(SELECT + "id = ?", SignUpTable::read, id);
    }

    /**
     * The sign-up of a secret. All of its mailbox are locked until the transaction ends, always in
     * one order, so that two clicks in two mails never block each other for good.
     */
    Optional<SignUp> locked(String tokenHash) {
        return sql
                .read(
                        SELECT
                                + "email_key = (SELECT email_key FROM sign_up WHERE token_hash = ?)"
                                + " ORDER BY id FOR UPDATE",
                        row -> Map.entry(row.getString("token_hash"), read(row)),
                        tokenHash)
                .stream()
                .filter(it -> it.getKey().equals(tokenHash))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    static SignUp read(ResultSet row) throws SQLException {
        UUID donor = Sql.id(row, "donor_id");
        return new SignUp(
                Sql.id(row, "id"),
                new EmailAddress(row.getString("email")),
                row.getString("country"),
                new OfficeCode(row.getString("office")),
                new OfficeCode(row.getString("recipient")),
                new SignUp.Text(
                        row.getString("text_id"),
                        row.getInt("text_version"),
                        row.getString("locale"),
                        row.getString("text_hash")),
                donor == null ? null : new SignUp.Said(donor, Sql.id(row, "consent_event")),
                SignUp.State.valueOf(row.getString("state")),
                Sql.instant(row, "asked_at"),
                Sql.instant(row, "expires_at"));
    }

    /** Whether a mail may go out, as it was decided at the first try; empty before. */
    Optional<Boolean> mayMail(UUID id) {
        return sql.one(
                        "SELECT mail FROM sign_up WHERE id = ? FOR UPDATE",
                        row -> row.getString(1),
                        id)
                .filter(it -> !it.equals("UNDECIDED"))
                .map("YES"::equals);
    }

    void decideMail(UUID id, boolean mayMail) {
        sql.write("UPDATE sign_up SET mail = ? WHERE id = ?", mayMail ? "YES" : "NO", id);
    }

    /** Keeps what was mailed, once; the secret is left out of it. */
    void mailed(UUID id, Mail mail, String withoutSecret, Instant at) {
        sql.write(
                "UPDATE sign_up SET mailed_at = ?, message_id = ?, mail_subject = ?, mail_text = ?"
                        + " WHERE id = ? AND mailed_at IS NULL",
                at,
                mail.messageId(),
                mail.subject(),
                withoutSecret,
                id);
    }

    /** Notes the click; whether it was still open. */
    boolean confirm(UUID id, Origin click, Instant now) {
        return sql.write(
                        "UPDATE sign_up SET state = 'CONFIRMED', confirmed_at = ?, click_ip = ?,"
                                + " click_user_agent = ? WHERE id = ? AND state = 'ASKED'",
                        now,
                        click.ip(),
                        click.userAgent(),
                        id)
                == 1;
    }

    /** Notes the no for all that the mailbox was signed up for at the same office. */
    void withdraw(SignUp signUp, Origin click, Instant now) {
        sql.write(
                "UPDATE sign_up SET state = 'WITHDRAWN', withdrawn_at = ?, leave_ip = ?,"
                        + " leave_user_agent = ? WHERE email_key = ? AND recipient = ?"
                        + " AND state <> 'WITHDRAWN'",
                now,
                click.ip(),
                click.userAgent(),
                MailboxKey.of(signUp.email()).value(),
                signUp.recipient().value());
    }

    /** Forgets what was asked before and never confirmed; how many. */
    int forget(Instant before, int most) {
        return sql.write(
                "DELETE FROM sign_up WHERE id = ANY(ARRAY(SELECT id FROM sign_up"
                        + " WHERE confirmed_at IS NULL AND asked_at < ? LIMIT ?"
                        + " FOR UPDATE SKIP LOCKED))",
                before,
                most);
    }
}
