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

/** What mailboxes have agreed to, whoever is known by them. */
@Singleton
public class ConfirmedSignUps {

    private static final String LATEST =
            """
            SELECT DISTINCT ON (s.email_key, s.office, s.recipient) s.*, b.body, t.legal_basis
              FROM sign_up s
              JOIN consent_text t ON t.id = s.text_id AND t.version = s.text_version
              JOIN consent_text_body b ON b.id = s.text_id AND b.version = s.text_version
                  AND b.locale = s.locale
             WHERE s.email_key = ANY (?) AND s.state = 'CONFIRMED' AND s.confirmed_at <= ?
             ORDER BY s.email_key, s.office, s.recipient, s.confirmed_at DESC
            """;

    private final Sql sql;

    ConfirmedSignUps(Sql sql) {
        this.sql = sql;
    }

    /**
     * What each mailbox had agreed to by a moment, in one statement, as answers of whoever is
     * reached by it.
     *
     * @return by address as it was asked for; addresses that agreed to nothing are not there
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
                    ConsentStanding agreed =
                            new ConsentStanding(
                                    Sql.id(row, "id"),
                                    new OfficeCode(row.getString("office")),
                                    new OfficeCode(row.getString("recipient")),
                                    ConsentPurpose.NEWSLETTER,
                                    ConsentChannel.EMAIL,
                                    ConsentState.GIVEN,
                                    Sql.instant(row, "confirmed_at"),
                                    ConsentMethod.CONFIRMATION,
                                    true,
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
                Sql.Column.texts(List.copyOf(byKey.keySet())),
                at);
        return found;
    }
}
