package org.almoner.staff;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.TestStaff;

/** What somebody of an office does with forms and calls. */
final class SaidConsents {

    static final String EMAIL = "de-newsletter-email";
    static final String PHONE = "de-newsletter-phone";
    static final String POST = "de-newsletter-post";

    private SaidConsents() {}

    static RequestSpecification clerk() {
        return TestStaff.as("office", "DE");
    }

    /** A document of its own each time. */
    static byte[] form() {
        return ("%PDF-1.7\n% form " + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
    }

    static Response bring(RequestSpecification who, String donor, String type, byte[] form) {
        return who.contentType(type).body(form).post(path(donor));
    }

    /** Past the comparison with the contract, which takes long for so much. */
    static int sent(String donor, byte[] form) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + RestAssured.port + path(donor)))
                        .header("Content-Type", "application/pdf")
                        .header(
                                "Authorization",
                                "Bearer " + TestStaff.token(List.of("office"), List.of("DE")))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The answer to a length that is announced; what is too long is not read at all. */
    static String declared(String donor, int length) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String head =
                    "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\n"
                            + "Content-Length: %d\r\n\r\n";
            socket.getOutputStream()
                    .write(head.formatted(path(donor), length).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static String path(String donor) {
        return "/v1/staff/donors/" + donor + "/consent-documents";
    }

    static String kept(String donor) {
        return bring(clerk(), donor, "application/pdf", form())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Words of the German office in German, first version. */
    static Map<String, Object> said(String text, String decision, String how) {
        Map<String, Object> body = new HashMap<>();
        body.put("text", Map.of("id", text, "version", 1, "locale", "de"));
        body.put("decision", decision);
        body.put("how", how);
        return body;
    }

    static Map<String, Object> onPaper(String donor, String text, String decision, Object day) {
        Map<String, Object> body = said(text, decision, "PAPER_FORM");
        body.put("saidOn", day.toString());
        body.put("document", kept(donor));
        return body;
    }

    static Map<String, Object> byPhone(String text, String decision, Instant at) {
        return byPhone(text, decision, at, "Gefragt und geantwortet.");
    }

    static Map<String, Object> byPhone(String text, String decision, Instant at, String note) {
        Map<String, Object> body = said(text, decision, "TELEPHONE");
        body.put(
                "call",
                Map.of(
                        "by",
                        "DONOR",
                        "at",
                        at.toString(),
                        "spokenBy",
                        "Clara Beispiel",
                        "note",
                        note));
        return body;
    }

    static Response record(String donor, Map<String, Object> body) {
        return record(clerk(), donor, body, "said-" + UUID.randomUUID());
    }

    static Response record(
            RequestSpecification who, String donor, Map<String, Object> body, String key) {
        return who.contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/staff/donors/" + donor + "/consents");
    }
}
