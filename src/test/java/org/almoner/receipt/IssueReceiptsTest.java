package org.almoner.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationSettled;
import org.almoner.donor.DonorId;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IssueReceiptsTest {

    private static final String DONOR =
            "INSERT INTO donor (id, office_code, identity_hash, locale, created_at, last_seen_at,"
                    + " kind, salutation, first_name, last_name, email, street, town, country)"
                    + " VALUES (?, 'DE', ?, 'de', now(), now(), 'PERSON', 'NEUTRAL', 'Karla',"
                    + " 'Probe', ?, 'Musterstr. 7', 'Berlin', 'DE')";

    private static final String GIFT =
            "INSERT INTO donation (id, draft_id, donor_id, office, amount_minor, currency, country,"
                    + " locale, method, state, status, payment_id, attempts, pledged_at,"
                    + " settled_at, version) VALUES (?, ?, ?, 'DE', 2500, 'EUR', 'DE', 'de',"
                    + " 'BANK_TRANSFER', 'SETTLED', 'RECEIVED', ?, 1, now(), now(), 1)";

    @Inject DataSource database;
    @Inject Event<DonationSettled> settled;
    @Inject ReceiptHistory receipts;
    @Inject ReceiptsMatchGifts invariant;

    private final UUID donation = UUID.randomUUID();
    private final String email = "karla." + UUID.randomUUID() + "@example.org";

    private void store(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private DonationSettled gift() {
        UUID donor = UUID.randomUUID();
        UUID payment = UUID.randomUUID();
        store(DONOR, donor, donor.toString().replace("-", "").repeat(2), email);
        store(GIFT, donation, UUID.randomUUID(), donor, payment);
        return new DonationSettled(
                new DonationId(donation),
                null,
                new PaymentId(payment),
                new DonorId(donor),
                new OfficeCode("DE"),
                Money.of(2500, "EUR"),
                PaymentMethod.BANK_TRANSFER,
                "transfer",
                null,
                Instant.now());
    }

    private List<MimeMessage> arrived(int wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<MimeMessage> mine = List.of();
        while (mine.size() < wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            mine =
                    Arrays.stream(TestDatabase.mailServer().getReceivedMessages())
                            .filter(this::isMine)
                            .toList();
        }
        return mine;
    }

    private boolean isMine(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString().equals(email);
        } catch (jakarta.mail.MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void a_settled_gift_gets_one_receipt_mail_and_one_more_when_staff_ask() throws Exception {
        DonationSettled gift = gift();
        assertTrue(invariant.offenders(100).contains(donation.toString()), "I7 sees the gap");
        QuarkusTransaction.requiringNew().run(() -> settled.fire(gift));
        assertEquals(1, arrived(1).size());
        assertTrue(!invariant.offenders(100).contains(donation.toString()));
        receipts.resend(gift.donation());
        List<MimeMessage> mails = arrived(2);
        assertEquals(2, mails.size());
        assertEquals(
                "<" + donation + ".receipt.2@de.example.org>",
                mails.get(1).getHeader("Message-ID")[0]);
        assertEquals(2, receipts.ofDonation(gift.donation()).orElseThrow().deliveries().size());
    }
}
