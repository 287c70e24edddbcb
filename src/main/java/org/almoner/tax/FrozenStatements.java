package org.almoner.tax;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.sql.Sql;
import org.almoner.statement.DocumentKind;
import org.almoner.statement.StatementLine;
import org.almoner.statement.StatementRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads what a document says from the frozen statements, many with as few queries as one. */
@Singleton
class FrozenStatements {

    private static final String HEADS =
            """
            SELECT s.id, s.number, s.kind, s.locale, s.issued_on, s.from_day, s.to_day, s.currency,
                   s.total_minor, s.verification, s.mails, s.state, s.donor_id, r.number AS replaced,
                   i.content::text AS issuer, s.recipient::text AS recipient
              FROM tax_statement s JOIN statement_issuer i ON i.sha256 = s.issuer
              LEFT JOIN tax_statement r ON r.id = s.replaces
            """;

    /** Dead workers hold nothing: their claim ends with their connection. */
    private static final String CLAIM =
            HEADS
                    + " WHERE s.state = 'NUMBERED' AND (s.failed_at IS NULL OR s.failed_at < ?)"
                    + " ORDER BY s.id LIMIT ? FOR UPDATE OF s SKIP LOCKED";

    private static final String ONE = HEADS + " WHERE s.id = ?";

    private static final String LINES =
            """
            SELECT statement_id, donation_id, given_on, method, purpose, amount_minor, waiver, gift_aid,
                   counts, benefit_minor, benefit_text, benefit_disclosed, agreement
              FROM tax_statement_line WHERE statement_id = ANY (?) ORDER BY statement_id, position""";

    private final Sql sql;
    private final String verificationUrl;

    /**
     * @param verificationUrl the website's page that tells whether a statement is genuine, with
     *     {@code {code}} where the code goes; this service's own page when there is none
     * @param publicUrl where this service is reached; must be set in production
     */
    FrozenStatements(
            Sql sql,
            @ConfigProperty(name = "almoner.tax.verification-url") Optional<String> verificationUrl,
            @ConfigProperty(name = "almoner.public-url") Optional<String> publicUrl,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.sql = sql;
        this.verificationUrl =
                verificationUrl
                        .map(String::strip)
                        .orElseGet(
                                () ->
                                        publicUrl
                                                        .map(String::strip)
                                                        .map(it -> it.replaceFirst("/$", ""))
                                                        .orElse("http://localhost:" + port)
                                                + "/v1/statement-verifications/{code}");
    }

    /** A statement with what is done with its document. */
    record Frozen(UUID id, UUID donor, String state, boolean mails, StatementRecord record) {}

    /**
     * Statements whose documents are not written yet; nobody else has them until we commit.
     *
     * @param triedBefore those that failed later than this are left alone
     */
    List<Frozen> claim(int limit, Instant triedBefore) {
        return withLines(sql.read(CLAIM, FrozenStatements::head, triedBefore, limit));
    }

    /** One statement. */
    Optional<Frozen> find(UUID id) {
        return withLines(sql.read(ONE, FrozenStatements::head, id)).stream().findFirst();
    }

    private List<Frozen> withLines(List<Head> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<StatementLine>> lines = new LinkedHashMap<>();
        Map<UUID, String> currencies = new LinkedHashMap<>();
        heads.forEach(
                it -> {
                    lines.put(it.id(), new ArrayList<>());
                    currencies.put(it.id(), it.currency());
                });
        sql.read(
                LINES,
                row -> {
                    UUID id = Sql.id(row, "statement_id");
                    return lines.get(id).add(line(row, currencies.get(id)));
                },
                Sql.Column.ids(List.copyOf(lines.keySet())));
        return heads.stream().map(it -> frozen(it, lines.get(it.id()))).toList();
    }

    private record Head(
            UUID id,
            UUID donor,
            String state,
            boolean mails,
            String currency,
            Statement statement) {}

    /** Makes the record once the lines are known. */
    private interface Statement {
        StatementRecord with(List<StatementLine> lines, String verificationUrl);
    }

    private Frozen frozen(Head head, List<StatementLine> lines) {
        return new Frozen(
                head.id(),
                head.donor(),
                head.state(),
                head.mails(),
                head.statement().with(lines, verificationUrl));
    }

    private static Head head(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        String code = row.getString("verification");
        String number = row.getString("number");
        DocumentKind kind = DocumentKind.valueOf(row.getString("kind"));
        String locale = row.getString("locale");
        var issuedOn = Sql.day(row, "issued_on");
        var from = Sql.day(row, "from_day");
        var to = Sql.day(row, "to_day");
        var issuer = StatementRows.issuer(row.getString("issuer"));
        var recipient = StatementRows.recipient(row.getString("recipient"));
        Money total = Money.of(row.getLong("total_minor"), currency);
        String replaced = row.getString("replaced");
        return new Head(
                Sql.id(row, "id"),
                Sql.id(row, "donor_id"),
                row.getString("state"),
                row.getBoolean("mails"),
                currency,
                (lines, url) ->
                        new StatementRecord(
                                number,
                                kind,
                                locale,
                                issuedOn,
                                from,
                                to,
                                issuer,
                                recipient,
                                lines,
                                total,
                                replaced,
                                grouped(code),
                                url.replace("{code}", code)));
    }

    /** In fours, as people read it. */
    static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1-");
    }

    static StatementLine line(ResultSet row, String currency) throws SQLException {
        return new StatementLine(
                Sql.id(row, "donation_id"),
                Sql.day(row, "given_on"),
                PaymentMethod.valueOf(row.getString("method")),
                row.getString("purpose"),
                Money.of(row.getLong("amount_minor"), currency),
                row.getBoolean("waiver"),
                row.getBoolean("gift_aid"),
                row.getBoolean("counts"),
                benefit(row, currency),
                row.getString("agreement"));
    }

    private static StatementLine.Benefit benefit(ResultSet row, String currency)
            throws SQLException {
        String description = row.getString("benefit_text");
        return description == null
                ? null
                : new StatementLine.Benefit(
                        Money.of(row.getLong("benefit_minor"), currency),
                        description,
                        row.getBoolean("benefit_disclosed"));
    }
}
