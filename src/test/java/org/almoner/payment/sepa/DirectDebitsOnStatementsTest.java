package org.almoner.payment.sepa;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.bank.StatementsByHand;
import org.almoner.payment.InboxByHand;
import org.almoner.selfcheck.SelfCheck;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.Test;

/** The bank's own files, brought over HTTP, decide what direct debits become. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DirectDebitsOnStatementsTest extends DirectDebitSwitchedOn {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String ACCOUNT = "DE91100000000123456789";

    private final DebitsByWizard debits;
    private final MakeBatches make;
    private final SettleBlocks settle;
    private final StatementsByHand statements;
    private final InboxByHand inbox;
    private final SelfCheck selfCheck;
    private final Sql sql;

    DirectDebitsOnStatementsTest(
            Installed installed,
            DebitsByWizard debits,
            MakeBatches make,
            SettleBlocks settle,
            StatementsByHand statements,
            InboxByHand inbox,
            SelfCheck selfCheck,
            Sql sql) {
        super(installed);
        this.debits = debits;
        this.make = make;
        this.settle = settle;
        this.statements = statements;
        this.inbox = inbox;
        this.selfCheck = selfCheck;
        this.sql = sql;
    }

    private static RequestSpecification clerk() {
        return TestStaff.as("finance", "DE");
    }

    private static Response upload(String file) {
        return clerk().contentType("application/xml")
                .queryParam("office", "DE")
                .body(file)
                .post("/v1/staff/bank-statements");
    }

    private JsonPath batch() {
        String id =
                clerk().contentType(ContentType.JSON)
                        .header("Idempotency-Key", "batch-" + UUID.randomUUID())
                        .body(Map.of("office", "DE"))
                        .post("/v1/staff/direct-debit-batches")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        make.run();
        return clerk().get("/v1/staff/direct-debit-batches/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("MADE"))
                .extract()
                .jsonPath();
    }

    private void work() {
        statements.work();
        settle.run();
        inbox.work();
    }

    private static String status(DebitsByWizard.Debit debit) {
        return clerk().get("/v1/staff/gifts/" + debit.gift()).path("status");
    }

    @Test
    void report_statement_and_return_are_brought_once_or_twice_and_decide_the_gifts_once()
            throws Exception {
        DebitsByWizard.Debit paid = debits.announced(5100);
        DebitsByWizard.Debit wrong = debits.announced(5200);
        DebitsByWizard.Debit returned = debits.announced(5300);
        JsonPath batch = batch();
        String block = blockOf(paid);
        long all =
                sql.one(
                                "SELECT total_minor FROM sepa_block WHERE block_id = ?",
                                row -> row.getLong("total_minor"),
                                block)
                        .orElseThrow();
        String report = report(batch.getString("messageId"), block, wrong.endToEnd());
        upload(report)
                .then()
                .statusCode(201)
                .body("report.rejected", equalTo(1))
                .body("report.about", equalTo("direct-debit-batch/" + batch.getString("id")));
        upload(report).then().statusCode(200);
        inbox.work();
        assertEquals("DECLINED", status(wrong));

        String mark = UUID.randomUUID().toString().substring(0, 8);
        String statement =
                statement(
                        mark,
                        entry(
                                mark + "-1",
                                all - 5200,
                                "CRDT",
                                "<Btch><PmtInfId>" + block + "</PmtInfId></Btch>"),
                        entry(mark + "-2", 5600, "DBIT", back(returned.endToEnd())),
                        all - 5200 - 5600);
        upload(statement).then().statusCode(201).body("account.movements", equalTo(2));
        work();
        upload(statement)
                .then()
                .statusCode(200)
                .body("account.matched", equalTo(2))
                .body("account.waiting", equalTo(0));
        work();
        assertEquals("RECEIVED", status(paid));
        assertEquals("RETURNED", status(returned));
        assertEquals("DECLINED", status(wrong));
        clerk().get("/v1/staff/direct-debit-batches/" + batch.getString("id"))
                .then()
                .body("state", equalTo("SENT"))
                .body(
                        "blocks.find { it.blockId == '" + block + "' }.booked.minor",
                        equalTo((int) (all - 5200)));
        assertEquals(
                "BANK-FEES 300 0, CLEARING-SEPA 0 300",
                sql.one(
                                "SELECT string_agg(account || ' ' || debit_minor || ' ' ||"
                                        + " credit_minor, ', ' ORDER BY leg) AS booked FROM ledger_entry"
                                        + " WHERE donation_id = ? AND cause_type = 'FEE'",
                                row -> row.getString("booked"),
                                returned.gift())
                        .orElseThrow(),
                "the bank's fee is booked once, apart from the gift");
        assertEquals(
                List.of(),
                selfCheck.run().invariants().stream()
                        .filter(
                                it ->
                                        List.of("I1", "I2", "I3", "I21", "I10", "I23")
                                                .contains(it.id()))
                        .flatMap(it -> it.offenders().stream())
                        .toList());
    }

    private String blockOf(DebitsByWizard.Debit debit) {
        return sql.one(
                        "SELECT b.block_id FROM sepa_block b JOIN sepa_collection c ON c.block = b.id"
                                + " WHERE c.payment_id = ?",
                        row -> row.getString("block_id"),
                        debit.payment())
                .orElseThrow();
    }

    private static String today() {
        return LocalDate.now(BERLIN).toString();
    }

    private static String euros(long minor) {
        return minor / 100 + "." + String.format("%02d", minor % 100);
    }

    private static String report(String message, String block, String rejected) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
        <GrpHdr><MsgId>S-1</MsgId><CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>\
        <GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
        <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId><TxInfAndSts>\
        <OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>\
        </TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
        """
                .formatted(message, block, rejected);
    }

    private static String back(String endToEnd) {
        return """
        <TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs><Amt Ccy="EUR">56.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>\
        <AmtDtls><InstdAmt><Amt Ccy="EUR">53.00</Amt></InstdAmt></AmtDtls>\
        <Chrgs><Rcrd><Amt Ccy="EUR">3.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>\
        <RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf></TxDtls>"""
                .formatted(endToEnd);
    }

    private static String entry(String reference, long minor, String sign, String details) {
        return """
        <Ntry><NtryRef>%1$s</NtryRef><Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
        <BookgDt><Dt>%4$s</Dt></BookgDt><ValDt><Dt>%4$s</Dt></ValDt><AcctSvcrRef>%1$s</AcctSvcrRef>\
        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn></BkTxCd>\
        <NtryDtls>%5$s</NtryDtls></Ntry>"""
                .formatted(reference, euros(minor), sign, today(), details);
    }

    private static String balance(String type, long minor) {
        return """
        <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
        <Dt><Dt>%s</Dt></Dt></Bal>"""
                .formatted(type, euros(minor), today());
    }

    private static String statement(String mark, String first, String second, long more) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
        <GrpHdr><MsgId>M-%1$s</MsgId><CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm></GrpHdr>
        <Stmt><Id>S-%1$s</Id><CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm>\
        <Acct><Id><IBAN>%2$s</IBAN></Id><Ccy>EUR</Ccy></Acct>%3$s%4$s
        %5$s
        %6$s
        </Stmt></BkToCstmrStmt></Document>
        """
                .formatted(
                        mark,
                        ACCOUNT,
                        balance("OPBD", 1_000_000),
                        balance("CLBD", 1_000_000 + more),
                        first,
                        second);
    }
}
