package org.almoner.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.TestDatabase;
import org.almoner.donation.DonationId;
import org.almoner.donation.DonationReversed;
import org.almoner.donation.DonationUnpaid;
import org.almoner.donation.InstalmentOf;
import org.almoner.donation.ReceiptWish;
import org.almoner.donor.EmailAddress;
import org.almoner.donor.Salutation;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentState;
import org.almoner.payment.ReversalKind;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.Test;

/** Who is told of a direct debit that failed, and how often. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TellOfFailedDebitsTest {

    private static final OfficeCode GERMANY = new OfficeCode("DE");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Inject TellOfFailedDebits tell;
    @Inject DebitFailureMailHandler handler;
    @Inject ReceiptTable table;
    @Inject Offices offices;
    @Inject Sql sql;

    private final UUID gift = UUID.randomUUID();
    private final UUID payment = UUID.randomUUID();

    private void given(String method, String email) {
        UUID donor = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            sql.write(
                                    "INSERT INTO donor (id, office_code, identity_hash, locale,"
                                            + " created_at, last_seen_at, kind, salutation,"
                                            + " first_name, last_name, email, street, town, country)"
                                            + " VALUES (?, 'DE', ?, 'de', now(), now(), 'PERSON',"
                                            + " 'NEUTRAL', 'Karla', 'Probe', ?, 'Musterstr. 7',"
                                            + " 'Berlin', 'DE')",
                                    donor,
                                    donor.toString().replace("-", "").repeat(2),
                                    email);
                            sql.write(
                                    "INSERT INTO donation (id, draft_id, donor_id, office,"
                                            + " amount_minor, currency, country, locale, method,"
                                            + " state, status, payment_id, attempts, pledged_at,"
                                            + " version) VALUES (?, ?, ?, 'DE', 2500, 'EUR', 'DE',"
                                            + " 'de', ?, 'PLEDGED', 'DECLINED', ?, 1, now(), 1)",
                                    gift,
                                    UUID.randomUUID(),
                                    donor,
                                    method,
                                    payment);
                        });
    }

    private void announced() {
        NoticeRecord notice =
                new NoticeRecord(
                        gift,
                        "fr",
                        Money.of(2500, "EUR"),
                        LocalDate.of(2026, 12, 2),
                        "NL13 **** **** **67 89",
                        "7K2M9QX4TBCZ5",
                        "Beispiel Hilfe e.V.",
                        "DE98ZZZ09999999999",
                        new Addressee(
                                Salutation.NEUTRAL, null, "Karla", "Probe", null, "k@example.org"),
                        Letterhead.of(offices.byCode(GERMANY)));
        QuarkusTransaction.requiringNew().run(() -> assertTrue(table.insert(payment, notice, NOW)));
    }

    private void givenAndAnnounced() {
        given("SEPA_DIRECT_DEBIT", "karla." + UUID.randomUUID() + "@example.org");
        announced();
    }

    private void unpaid(String code, InstalmentOf instalment) {
        DonationUnpaid event =
                new DonationUnpaid(
                        new DonationId(gift),
                        instalment,
                        new PaymentId(payment),
                        GERMANY,
                        code,
                        PaymentState.DECLINED,
                        NOW);
        QuarkusTransaction.requiringNew().run(() -> tell.onUnpaid(event));
    }

    private void reversed(ReversalKind kind, boolean nothingLeft, InstalmentOf instalment) {
        DonationReversed event =
                new DonationReversed(
                        new DonationId(gift),
                        instalment,
                        new PaymentId(payment),
                        UUID.randomUUID(),
                        GERMANY,
                        Money.of(2000, "EUR"),
                        kind,
                        "AC04",
                        "sepa",
                        nothingLeft,
                        NOW);
        QuarkusTransaction.requiringNew().run(() -> tell.onReversed(event));
    }

    private int mails() {
        return sql.one(
                        "SELECT count(*) AS many FROM outbox_message"
                                + " WHERE kind = 'debit-failed-mail' AND subject = ?",
                        row -> row.getInt("many"),
                        payment)
                .orElseThrow();
    }

    private void assertSilent() {
        assertEquals(0, mails());
        assertTrue(table.debitFailure(payment).isEmpty());
    }

    private static InstalmentOf instalment() {
        return new InstalmentOf(UUID.randomUUID(), 1, ReceiptWish.EACH);
    }

    @Test
    void what_was_not_collected_is_told_as_it_was_announced() {
        givenAndAnnounced();
        unpaid("AM04", null);
        assertEquals(1, mails());
        DebitFailureRecord told = table.debitFailure(payment).orElseThrow();
        assertEquals(DebitTrouble.NO_MONEY, told.trouble());
        assertEquals("fr", told.locale());
        assertEquals(Money.of(2500, "EUR"), told.amount());
        assertEquals("NL13 **** **** **67 89", told.account());
        assertEquals("7K2M9QX4TBCZ5", told.mandate());
        assertTrue(!told.cameBack() && told.receipt() == null);
        assertTrue(told.donor().email().startsWith("karla."), "to the present address");
    }

    @Test
    void of_a_return_it_is_told_how_much_went_back() {
        givenAndAnnounced();
        reversed(ReversalKind.RETURN, true, null);
        DebitFailureRecord told = table.debitFailure(payment).orElseThrow();
        assertEquals(Money.of(2000, "EUR"), told.amount());
        assertEquals(DebitTrouble.ACCOUNT, told.trouble());
        assertTrue(told.cameBack());
        assertEquals(1, mails());
    }

    @Test
    void however_often_it_is_told_there_is_one_mail() {
        givenAndAnnounced();
        unpaid("AM04", null);
        unpaid("AC04", null);
        reversed(ReversalKind.RETURN, true, null);
        assertEquals(1, mails());
        assertEquals(DebitTrouble.NO_MONEY, table.debitFailure(payment).orElseThrow().trouble());
        assertThrows(
                IllegalStateException.class,
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(
                                        () ->
                                                sql.write(
                                                        "INSERT INTO debit_failure SELECT * FROM"
                                                                + " debit_failure WHERE payment_id = ?",
                                                        payment)));
    }

    @Test
    void told_by_many_at_once_there_is_one_mail() throws Exception {
        givenAndAnnounced();
        ExecutorService many = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> one =
                    () -> {
                        unpaid("MD06", null);
                        return true;
                    };
            for (Future<Boolean> done : many.invokeAll(List.of(one, one, one, one))) {
                assertTrue(done.get());
            }
        } finally {
            many.shutdown();
        }
        assertEquals(1, mails());
    }

    @Test
    void instalments_are_told_by_their_recurring_gift() {
        givenAndAnnounced();
        unpaid("AM04", instalment());
        reversed(ReversalKind.RETURN, true, instalment());
        assertSilent();
    }

    @Test
    void nobody_hears_of_a_death_or_of_what_is_ours_to_mend() {
        givenAndAnnounced();
        unpaid("MD07", null);
        unpaid("FF01", null);
        assertSilent();
    }

    @Test
    void refunds_of_ours_and_parts_are_no_failures() {
        givenAndAnnounced();
        reversed(ReversalKind.REFUND, true, null);
        reversed(ReversalKind.RETURN, false, null);
        assertSilent();
    }

    @Test
    void other_methods_are_none_of_it() {
        given("BANK_TRANSFER", "karla." + UUID.randomUUID() + "@example.org");
        announced();
        unpaid("AM04", null);
        assertSilent();
    }

    @Test
    void what_was_announced_to_nobody_is_told_to_nobody() {
        given("SEPA_DIRECT_DEBIT", "karla." + UUID.randomUUID() + "@example.org");
        unpaid("AM04", null);
        assertSilent();
    }

    @Test
    void whoever_cannot_be_reached_is_not_written_to() {
        given("SEPA_DIRECT_DEBIT", EmailAddress.NOBODY.value());
        announced();
        unpaid("AM04", null);
        assertSilent();
    }

    @Test
    void a_mail_whose_record_was_erased_is_not_wanted_any_more() {
        assertInstanceOf(Delivery.NotWanted.class, handler.deliver(UUID.randomUUID(), 1));
    }
}
