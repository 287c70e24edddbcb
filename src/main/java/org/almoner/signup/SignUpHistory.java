package org.almoner.signup;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.almoner.account.MailboxKey;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentMethod;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.donor.EmailAddress;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** What mailboxes have agreed to or taken back, whoever is known by them. */
@Singleton
public class SignUpHistory {

    private static final String LATEST =
            """
            SELECT DISTINCT ON (s.email_key, s.office, s.recipient) s.*, b.body, t.legal_basis,
                   w.gone, CASE WHEN w.gone THEN s.withdrawn_at ELSE s.confirmed_at END AS said_at
              FROM sign_up s
              CROSS JOIN LATERAL (
                  SELECT coalesce(s.withdrawn_at <= v.at, false) AS gone, v.at
                    FROM (SELECT ?::timestamptz AS at) v) w
              JOIN consent_text t ON t.id = s.text_id AND t.version = s.text_version
              JOIN consent_text_body b ON b.id = s.text_id AND b.version = s.text_version
                  AND b.locale = s.locale
             WHERE s.email_key = ANY (?) AND s.confirmed_at <= w.at
             ORDER BY s.email_key, s.office, s.recipient, said_at DESC, s.id DESC
            """;

    private final Sql sql;

    SignUpHistory(Sql sql) {
        this.sql = sql;
    }

    /**
     * What each mailbox had agreed to or taken back by a moment, in one statement, as answers of
     * whoever is reached by it.
     *
     * @return by address as it was asked for; addresses that never agreed are not there
     */
    public Map<EmailAddress, List<ConsentStanding>> of(
            Collection<EmailAddress> addresses, Instant at) {
        Map<String, List<EmailAddress>> byKey =
                addresses.stream()
                        .distinct()
                        .collect(Collectors.groupingBy(it -> MailboxKey.of(it).value()));
        Map<EmailAddress, List<ConsentStanding>> found = new HashMap<>();
        sql.read(
                LATEST,
                row -> {
                    boolean isGone = row.getBoolean("gone");
                    ConsentStanding agreed =
                            new ConsentStanding(
                                    Sql.id(row, "id"),
                                    new OfficeCode(row.getString("office")),
                                    new OfficeCode(row.getString("recipient")),
                                    ConsentPurpose.NEWSLETTER,
                                    ConsentChannel.EMAIL,
                                    isGone ? ConsentState.WITHDRAWN : ConsentState.GIVEN,
                                    Sql.instant(row, "said_at"),
                                    ConsentMethod.CONFIRMATION,
                                    !isGone,
                                    false,
                                    new ConsentStanding.Words(
                                            row.getString("text_id"),
                                            row.getInt("text_version"),
                                            row.getString("locale"),
                                            row.getString("body"),
                                            row.getString("legal_basis")));
                    byKey.get(row.getString("email_key"))
                            .forEach(
                                    it ->
                                            found.computeIfAbsent(it, none -> new ArrayList<>())
                                                    .add(agreed));
                    return agreed;
                },
                at,
                Sql.Column.texts(List.copyOf(byKey.keySet())));
        return found;
    }
}
