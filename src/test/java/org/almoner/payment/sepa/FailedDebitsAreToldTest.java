package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.outbox.RelayByHand;
import org.almoner.payment.BankMovement;
import org.almoner.payment.InboxByHand;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.Test;

/** Donors who gave once hear by mail of what the bank or finance did with their direct debit. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FailedDebitsAreToldTest extends DirectDebitSwitchedOn {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Berlin"));

    private final DebitsByWizard debits;
    private final MakeBatches make;
    private final HearAccount account;
    private final ReadStatusReport reports;
    private final InboxByHand inbox;
    private final RelayByHand relay;
    private final Sql sql;

    FailedDebitsAreToldTest(
            Installed installed,
            DebitsByWizard debits,
            MakeBatches make,
            HearAccount account,
            ReadStatusReport reports,
            InboxByHand inbox,
            RelayByHand relay,
            Sql sql) {
        super(installed);
        this.debits = debits;
        this.make = make;
        this.account = account;
        this.reports = reports;
        this.inbox = inbox;
        this.relay = relay;
        this.sql = sql;
    }

    private static RequestSpecification clerk() {
        return TestStaff.as("finance", "DE").contentType(ContentType.JSON);
    }

    private JsonPath made() {
        String id =
                clerk().header("Idempotency-Key", "batch-" + UUID.randomUUID())
                        .body(Map.of("office", "DE"))
                        .post("/v1/staff/direct-debit-batches")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        make.run();
        return clerk().get("/v1/staff/direct-debit-batches/" + id).jsonPath();
    }

    private void hear(BankMovement movement) {
        QuarkusTransaction.requiringNew().call(() -> account.hear(List.of(movement)));
        inbox.work();
    }

    private void rejected(JsonPath batch, DebitsByWizard.Debit debit, String code) {
        byte[] report =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>S-2</MsgId><CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId>
                <OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId><TxInfAndSts>
                <OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>RJCT</TxSts>
                <StsRsnInf><Rsn><Cd>%s</Cd></Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts>
                </CstmrPmtStsRpt></Document>
                """
                        .formatted(
                                batch.getString("messageId"),
                                batch.getString("blocks[0].blockId"),
                                debit.endToEnd(),
                                code)
                        .getBytes(StandardCharsets.UTF_8);
        QuarkusTransaction.requiringNew()
                .call(() -> reports.read("DE", new ByteArrayInputStream(report)));
        inbox.work();
    }

    private void withdrawn(DebitsByWizard.Debit debit) {
        clerk().body(Map.of("reason", "Asked us not to"))
                .post("/v1/staff/direct-debits/" + debit.payment() + "/withdrawal")
                .then()
                .statusCode(204);
        inbox.work();
    }

    private static BankMovement back(DebitsByWizard.Debit debit, long cents, String code) {
        return AccountStatements.back(
                "back-" + debit.payment(), debit.endToEnd(), cents, null, code, TODAY);
    }

    private int owed(DebitsByWizard.Debit debit) {
        return sql.one(
                        "SELECT count(*) AS many FROM outbox_message"
                                + " WHERE kind = 'debit-failed-mail' AND subject = ?",
                        row -> row.getInt("many"),
                        debit.payment())
                .orElseThrow();
    }

    private String text(String statement, UUID id) {
        return sql.one(statement, row -> row.getString(1), id).orElseThrow();
    }

    /** The one mail about a failed debit that arrived at the donor of the gift. */
    private MimeMessage arrived(DebitsByWizard.Debit debit) throws Exception {
        assertEquals(1, owed(debit));
        String name = "<" + debit.payment() + ".debit-failed.1@de.example.org>";
        String email =
                text(
                        "SELECT d.email FROM donor d JOIN donation g ON g.donor_id = d.id"
                                + " WHERE g.id = ?",
                        debit.gift());
        long patience = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < patience) {
            relay.work();
            List<MimeMessage> found =
                    Arrays.stream(TestDatabase.mailServer().getReceivedMessages())
                            .filter(it -> name.equals(header(it, "Message-ID")))
                            .toList();
            if (!found.isEmpty()) {
                assertEquals(1, found.size());
                assertEquals(email, header(found.get(0), "To"));
                return found.get(0);
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The mail did not arrive");
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private String told(DebitsByWizard.Debit debit) {
        return text(
                "SELECT concat_ws(' ', snapshot ->> 'trouble', snapshot ->> 'cameBack',"
                        + " snapshot -> 'amount' ->> 'minor', snapshot ->> 'receipt')"
                        + " FROM debit_failure WHERE payment_id = ?",
                debit.payment());
    }

    @Test
    void what_the_bank_rejects_or_gives_back_unbooked_was_not_collected() throws Exception {
        DebitsByWizard.Debit closed = debits.announced(2100);
        DebitsByWizard.Debit empty = debits.announced(2200);
        JsonPath batch = made();
        rejected(batch, closed, "AC04");
        rejected(batch, closed, "AC04");
        assertEquals("ACCOUNT false 2100", told(closed));
        assertEquals("Ihre Spende konnte nicht eingezogen werden", arrived(closed).getSubject());
        hear(back(empty, 2200, "AM04"));
        hear(back(empty, 2200, "AM04"));
        assertEquals("NO_MONEY false 2200", told(empty));
        assertEquals("Ihre Spende konnte nicht eingezogen werden", arrived(empty).getSubject());
    }

    @Test
    void what_comes_back_after_it_counted_takes_its_receipt_along() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(2300);
        made();
        hear(
                AccountStatements.single(
                        "in-" + debit.payment(), debit.endToEnd(), 2300, TODAY.minusDays(1)));
        assertEquals(0, owed(debit), "nothing has failed yet");
        hear(back(debit, 2300, "MD06"));
        hear(back(debit, 2300, "MD06"));
        String receipt = text("SELECT number FROM receipt WHERE donation_id = ?", debit.gift());
        assertEquals("STOPPED true 2300 " + receipt, told(debit));
        assertEquals("Ihre Spende wurde zurückgebucht", arrived(debit).getSubject());
    }

    @Test
    void what_finance_ended_is_told_with_the_mandate_that_was_announced() throws Exception {
        DebitsByWizard.Debit debit = debits.announced(2400);
        withdrawn(debit);
        assertEquals("STOPPED false 2400", told(debit));
        assertEquals("Ihre Spende wird nicht eingezogen", arrived(debit).getSubject());
        assertEquals(
                text("SELECT reference FROM sepa_mandate WHERE id = ?", debit.mandate()),
                text(
                        "SELECT snapshot ->> 'mandate' FROM debit_failure WHERE payment_id = ?",
                        debit.payment()));
    }

    @Test
    void nobody_is_written_to_about_a_death_or_what_is_technical() throws Exception {
        DebitsByWizard.Debit dead = debits.announced(2500);
        DebitsByWizard.Debit technical = debits.announced(2600);
        made();
        hear(back(dead, 2500, "MD07"));
        hear(back(technical, 2600, "FF01"));
        for (DebitsByWizard.Debit one : List.of(dead, technical)) {
            assertEquals("DECLINED", text("SELECT state FROM payment WHERE id = ?", one.payment()));
            assertEquals(0, owed(one));
            assertFalse(
                    sql.one(
                                    "SELECT locale FROM debit_failure WHERE payment_id = ?",
                                    row -> row.getString(1),
                                    one.payment())
                            .isPresent());
        }
    }
}
