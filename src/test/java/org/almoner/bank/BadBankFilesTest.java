package org.almoner.bank;

import static org.almoner.bank.BankDesk.today;
import static org.almoner.bank.BankDesk.upload;
import static org.almoner.bank.Camt.paid;
import static org.almoner.bank.Camt.word;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.almoner.TestDatabase;
import org.almoner.TestStaff;
import org.almoner.audit.AuditTrail;
import org.almoner.bankfile.BankFileRefused;
import org.almoner.bankfile.StatusReader;
import org.almoner.id.Ids;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.ReadsStatusReports;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file is: it is taken whole, or refused by rule and line, and nothing is kept of it.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BadBankFilesTest {

    @Inject BankDesk desk;

    private static Camt good() {
        return Camt.statement()
                .line(
                        today(),
                        2500,
                        word(),
                        paid(2500, "Marker-Mustermann", Camt.PAYER, null, "x"));
    }

    private static Map<String, String> bad() {
        Map<String, String> files = new LinkedHashMap<>();
        String good = good().file();
        files.put("truncated", good.substring(0, good.indexOf("</Stmt>")));
        files.put("nothing", "");
        files.put("no XML", "amount;name\n25.00;Marker-Mustermann\n");
        files.put("balance", good().wrongBy(1).file());
        files.put("version", good().version("camt.053.001.99").file());
        files.put("other message", good().version("pain.001.001.09").file());
        files.put("other account", good().account(Camt.ACCOUNT_NL).file());
        files.put(
                "entity",
                good.replace(
                        "<Document",
                        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Document"));
        files.put(
                "laughs",
                good.replace(
                                "<Document",
                                "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><Document")
                        .replace("Marker-Mustermann", "&b;"));
        files.put("negative", good.replace("\"EUR\">25.00", "\"EUR\">-25.00"));
        files.put("no date", good.replaceAll("<BookgDt>.*</BookgDt>", ""));
        files.put("long id", good().id("x".repeat(36)).file());
        files.put("no id", good().id("").file());
        Camt twice = good().id("twice").line(today(), 100, null);
        files.put("ambiguous", twice.file(twice));
        files.put("enormous amount", good().line(today(), 1_000_000_000_000_001L, word()).file());
        return files;
    }

    private static final Map<String, String> RULES =
            Map.ofEntries(
                    Map.entry("truncated", "not_well_formed"),
                    Map.entry("nothing", "not_well_formed"),
                    Map.entry("no XML", "not_well_formed"),
                    Map.entry("balance", "balance_does_not_add_up"),
                    Map.entry("version", "unknown_version"),
                    Map.entry("other message", "unknown_version"),
                    Map.entry("other account", "other_account"),
                    Map.entry("entity", "document_type"),
                    Map.entry("laughs", "document_type"),
                    Map.entry("negative", "invalid_amount"),
                    Map.entry("no date", "missing_date"),
                    Map.entry("long id", "invalid_identifier"),
                    Map.entry("no id", "invalid_identifier"),
                    Map.entry("ambiguous", "ambiguous_entries"),
                    Map.entry("enormous amount", "invalid_amount"));

    @Test
    void each_bad_file_is_refused_by_its_rule_and_nothing_of_it_is_kept() {
        long files = desk.count("bank_file");
        long movements = desk.count("bank_movement");
        Map<String, String> rules = new LinkedHashMap<>();
        bad().forEach((name, file) -> rules.put(name, rule(upload(file))));
        assertEquals(new java.util.TreeMap<>(RULES), new java.util.TreeMap<>(rules));
        assertEquals(files, desk.count("bank_file"));
        assertEquals(movements, desk.count("bank_movement"));
        assertEquals(0, desk.count("bank_incoming"));
    }

    private static String rule(Response answer) {
        String text = answer.asString();
        if (answer.statusCode() != 400 || text.contains("Mustermann") || text.contains("passwd")) {
            return text;
        }
        assertEquals("body", answer.path("violations[0].pointer"));
        return answer.path("violations[0].code");
    }

    @Test
    void the_line_is_named_at_which_a_file_is_wrong() {
        upload(good().file().replace("\"EUR\">25.00", "\"EUR\">x"))
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("(line 4)"));
    }

    @Test
    void letters_in_another_encoding_than_the_file_says_are_refused() {
        byte[] latin =
                good().file()
                        .replace("Marker", "J\u00fcrgen")
                        .getBytes(StandardCharsets.ISO_8859_1);
        upload(BankDesk.clerk(), "DE", latin)
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("not_well_formed"));
        byte[] told =
                good().file()
                        .replace("UTF-8", "ISO-8859-1")
                        .replace("Marker", "J\u00fcrgen")
                        .getBytes(StandardCharsets.ISO_8859_1);
        upload(BankDesk.clerk(), "DE", told).then().statusCode(201);
    }

    @Test
    void files_may_have_20_mib_and_not_a_byte_more() throws Exception {
        String file = good().file();
        int most = 20 * 1024 * 1024;
        byte[] fits = (file + " ".repeat(most - file.length())).getBytes(StandardCharsets.UTF_8);
        assertEquals(most, fits.length);
        assertEquals(201, sent(fits));
        assertTrue(declared(most + 1).startsWith("HTTP/1.1 413 "), "one byte more");
    }

    /** Past the comparison with the contract, which takes half a minute for so much. */
    private static int sent(byte[] file) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d%s?office=DE"
                                                .formatted(RestAssured.port, BankDesk.FILES)))
                        .header("Content-Type", "application/xml")
                        .header(
                                "Authorization",
                                "Bearer " + TestStaff.token(List.of("finance"), List.of("DE")))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The answer to a length that is announced; what is too long is not read at all. */
    private static String declared(int length) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String head =
                    "POST %s?office=DE HTTP/1.1\r\nHost: x\r\nContent-Type: application/xml\r\n"
                            + "Content-Length: %d\r\n\r\n";
            socket.getOutputStream()
                    .write(
                            head.formatted(BankDesk.FILES, length)
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void json_is_no_file_of_a_bank_and_xml_is_taken_nowhere_else() {
        BankDesk.clerk()
                .contentType("application/json")
                .body("{}")
                .queryParam("office", "DE")
                .post(BankDesk.FILES)
                .then()
                .statusCode(415);
        BankDesk.clerk()
                .contentType("application/xml")
                .body("<x/>")
                .post("/v1/staff/exports")
                .then()
                .statusCode(415);
    }

    private static final String REPORT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>%s</MsgId></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>NOBODY-SENT-THIS</OrgnlMsgId></OrgnlGrpInfAndSts>
            </CstmrPmtStsRpt></Document>
            """;

    @Test
    void a_report_on_a_file_nobody_sent_is_refused() {
        upload(REPORT.formatted(word())).then().statusCode(409);
    }

    @Inject org.almoner.sql.Sql sql;
    @Inject AuditTrail trail;
    @Inject Offices offices;
    @Inject Ids ids;
    @Inject InstantSource clock;

    /** A gateway that reads reports, and counts how often. */
    private static final class Reader implements ReadsStatusReports {

        private int read;

        @Override
        public StatusReportView read(String office, java.io.InputStream report)
                throws BankFileRefused {
            read++;
            StatusReader.read(report, part -> {});
            return new StatusReportView("direct-debit-batch/1", 7, 2);
        }
    }

    /** Of the many things an {@link Instance} can do, one is asked for. */
    @SuppressWarnings("unchecked")
    private static Instance<ReadsStatusReports> only(ReadsStatusReports reader) {
        return (Instance<ReadsStatusReports>)
                Proxy.newProxyInstance(
                        Instance.class.getClassLoader(),
                        new Class<?>[] {Instance.class},
                        (self, method, values) -> Stream.of(reader));
    }

    private TakeBankFile.Bringing bringing(String text) {
        return new TakeBankFile.Bringing(
                ids.next(),
                offices.byCode(new OfficeCode("DE")),
                "pain.002.001.10",
                KeptFile.of(
                        new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                "a-clerk");
    }

    @Test
    void a_report_is_handed_to_the_gateway_that_reads_such_and_read_once() throws Exception {
        Reader reader = new Reader();
        TakeReport take = new TakeReport(sql, only(reader), trail, clock);
        String report = REPORT.formatted(word());
        UUID first = take.take(bringing(report));
        assertEquals(first, take.take(bringing(report)));
        assertEquals(1, reader.read);
        BankDesk.clerk()
                .get(BankDesk.FILES + "/" + first)
                .then()
                .statusCode(200)
                .body("file.report.about", equalTo("direct-debit-batch/1"))
                .body("file.report.accepted", equalTo(7))
                .body("file.report.rejected", equalTo(2))
                .body("statements.size()", equalTo(0));
        BankFileRefused refused =
                assertThrows(
                        BankFileRefused.class,
                        () -> take.take(bringing(report.substring(0, report.length() - 20))));
        assertTrue(refused.rule().matches("truncated|not_well_formed"), refused.rule());
        assertEquals(1, desk.count("bank_file WHERE id = ?", first));
    }
}
