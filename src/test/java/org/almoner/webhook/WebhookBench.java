package org.almoner.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** Endpoints and messages as tests want them. */
@Singleton
class WebhookBench {

    static final OfficeCode OFFICE = new OfficeCode("NL");

    private final WebhookEndpoints endpoints;
    private final WebhookDesk desk;
    private final SendWebhooks send;
    private final Sql sql;

    WebhookBench(WebhookEndpoints endpoints, WebhookDesk desk, SendWebhooks send, Sql sql) {
        this.endpoints = endpoints;
        this.desk = desk;
        this.send = send;
        this.sql = sql;
    }

    void clear() {
        sql.write("DELETE FROM webhook_message");
        sql.write("DELETE FROM webhook_endpoint");
    }

    WebhookEndpoints.WithSecret endpoint(OfficeSystem system) {
        return endpoints.add(OFFICE, system.url());
    }

    UUID owe(long position) {
        UUID subject = UUID.randomUUID();
        owe(OFFICE, subject, position);
        return subject;
    }

    void owe(OfficeCode office, UUID subject, long position) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                desk.owe(
                                        office,
                                        ThingsToTell.TYPE,
                                        List.of(new WebhookDesk.Debt(subject, position))));
    }

    /** Everything that is due, by as many hands as a node has. */
    void sendWhatIsDue() {
        send.run();
    }

    /** Makes waiting messages due, as if their time had come. */
    void letTimePass() {
        sql.write("UPDATE webhook_message SET next_attempt_at = now() WHERE state = 'PENDING'");
    }

    /** As if the node that holds them had been silent for long. */
    void endLeases() {
        sql.write("UPDATE webhook_endpoint SET lease_until = now() - interval '1 s'");
    }

    /** From now, in seconds. */
    long secondsUntilNextAttempt(UUID subject) {
        return sql.one(
                        "SELECT extract(epoch FROM next_attempt_at - now())::bigint FROM"
                                + " webhook_message WHERE subject = ?",
                        row -> row.getLong(1),
                        subject)
                .orElseThrow();
    }

    /** State and last outcome, such as {@code PENDING BROKEN}. */
    List<String> messages() {
        return sql.read(
                "SELECT state || coalesce(' ' || last_outcome, '') FROM webhook_message"
                        + " ORDER BY position, id",
                row -> row.getString(1));
    }

    long number(String query, Object... values) {
        return sql.one(query, row -> row.getLong(1), values).orElseThrow();
    }

    /** Everything that lies in the two tables, as text. */
    String everythingKept() {
        return String.join(
                "\n",
                sql.read(
                        "SELECT e::text FROM webhook_endpoint e UNION ALL"
                                + " SELECT m::text FROM webhook_message m",
                        row -> row.getString(1)));
    }

    void write(String statement, Object... values) {
        sql.write(statement, values);
    }
}
