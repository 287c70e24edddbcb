package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.sql.Sql;

/** Gifts with payments by a provider that says what a test wants it to say. */
@Singleton
@Unremovable
public class ScriptedPayments {

    /** The provider's name. */
    public static final String PROVIDER = "scripted";

    private final RecordProviderWord word;
    private final Payments payments;
    private final Sql sql;

    ScriptedPayments(RecordProviderWord word, Payments payments, Sql sql) {
        this.word = word;
        this.payments = payments;
        this.sql = sql;
    }

    /** A gift and the one payment of it. */
    public record Gift(UUID id, PaymentId payment, Money amount) {

        /** All the provider knows. */
        public ProviderReport report(
                List<ProviderReport.Reversal> back, List<ProviderReport.Dispute> disputes) {
            return new ProviderReport(
                    payment,
                    new ProviderAnswer(
                            "pay-" + payment,
                            ProviderStatus.SETTLED,
                            amount,
                            null,
                            new NextAction.None()),
                    back,
                    disputes,
                    false);
        }
    }

    /** Promised, asked for, and not heard of again. */
    public Gift pledged(Money amount) {
        UUID donor = UUID.randomUUID();
        UUID gift = UUID.randomUUID();
        UUID payment = UUID.randomUUID();
        String currency = amount.currency().getCurrencyCode();
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            sql.write(
                                    """
                                    INSERT INTO donor (id, office_code, identity_hash, kind, salutation,
                                        first_name, last_name, email, street, town, country, locale,
                                        created_at, last_seen_at)
                                    VALUES (?, 'DE', repeat(md5(?), 2), 'PERSON', 'MS', 'Erika', 'Beispiel',
                                        'scripted@example.org', 'Weg', 'Ort', 'DE', 'de', now(), now())""",
                                    donor,
                                    donor.toString());
                            sql.write(
                                    """
                                    INSERT INTO payment (id, reference, attempt, office, provider, method,
                                        amount_minor, currency, state, provider_key, provider_key_expires_at,
                                        locale, details, opened_at, changed_at, version)
                                    VALUES (?, ?, 1, 'DE', ?, 'SANDBOX', ?, ?, 'OPENED', ?,
                                        now() + interval '1 day', 'de', '{}', now() - interval '1 hour', now(), 1)""",
                                    payment,
                                    gift,
                                    PROVIDER,
                                    amount.minor(),
                                    currency,
                                    "key-" + payment);
                            sql.write(
                                    """
                                    INSERT INTO donation (id, draft_id, donor_id, office, amount_minor,
                                        currency, country, locale, method, state, status, payment_id,
                                        attempts, pledged_at, version)
                                    VALUES (?, gen_random_uuid(), ?, 'DE', ?, ?, 'DE', 'de', 'SANDBOX',
                                        'PLEDGED', 'PENDING', ?, 1, now(), 1)""",
                                    gift,
                                    donor,
                                    amount.minor(),
                                    currency,
                                    payment);
                        });
        return new Gift(gift, new PaymentId(payment), amount);
    }

    /** Records what the provider says. */
    public void tell(ProviderReport report) {
        QuarkusTransaction.requiringNew()
                .run(() -> word.record(payments.locked(report.payment()).orElseThrow(), report));
    }

    /** A gift whose money came. */
    public Gift settled(Money amount) {
        Gift gift = pledged(amount);
        tell(gift.report(List.of(), List.of()));
        return gift;
    }
}
