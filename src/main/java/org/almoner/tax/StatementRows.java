package org.almoner.tax;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.almoner.sql.Sql;
import org.almoner.statement.Issuer;
import org.almoner.statement.Recipient;
import org.almoner.statement.StatementLine;

/** Writes statements into their tables, hundreds with as few statements of SQL as one. */
@Singleton
class StatementRows {

    /** Its own, because frozen statements must stay readable whatever the API's rules become. */
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .registerModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final String DRAW =
            "INSERT INTO statement_series AS s (office, tax_year, last) VALUES (?, ?, ?)"
                    + " ON CONFLICT ON CONSTRAINT pk_statement_series"
                    + " DO UPDATE SET last = s.last + excluded.last RETURNING last";

    private static final String STATEMENTS =
            """
            INSERT INTO tax_statement (office, tax_year, issued_on, from_day, to_day, currency, issuer,
                run_id, mails, replaces, numbered_at, state, id, number, seq, kind, locale, donor_id,
                total_minor, gifts, recipient, sort_name, sort_postcode, verification)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?::uuid, ?, ?::uuid, ?, 'NUMBERED', id, number, seq, kind, locale,
                donor, total, gifts, recipient::jsonb, sort_name, sort_postcode, verification
              FROM unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::uuid[], ?::bigint[],
                  ?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS t (id, number, seq, kind, locale, donor, total, gifts, recipient, sort_name,
                    sort_postcode, verification)""";

    private static final String LINES =
            """
            INSERT INTO tax_statement_line (statement_id, position, live, donation_id, given_on, method,
                purpose, amount_minor, waiver, gift_aid, counts, benefit_minor, benefit_text,
                benefit_disclosed, agreement)
            SELECT statement, position, true, gift, given_on, method, purpose, amount, waiver, gift_aid,
                counts, benefit, benefit_text, disclosed, agreement
              FROM unnest(?::uuid[], ?::int[], ?::uuid[], ?::date[], ?::text[], ?::text[], ?::bigint[],
                  ?::boolean[], ?::boolean[], ?::boolean[], ?::bigint[], ?::text[], ?::boolean[], ?::text[])
                AS t (statement, position, gift, given_on, method, purpose, amount, waiver, gift_aid, counts,
                    benefit, benefit_text, disclosed, agreement)""";

    private final Sql sql;

    StatementRows(Sql sql) {
        this.sql = sql;
    }

    /** Keeps what is said of the issuer; the name by which statements refer to it. */
    String keep(Issuer issuer) {
        String content = written(issuer);
        String hash = TermsOfStatements.sha256(content.getBytes(StandardCharsets.UTF_8));
        sql.write(
                "INSERT INTO statement_issuer (sha256, content) VALUES (?, ?::jsonb)"
                        + " ON CONFLICT ON CONSTRAINT pk_statement_issuer DO NOTHING",
                hash,
                content);
        return hash;
    }

    /** Draws so many numbers of the series, in the caller's transaction; the last of them. */
    int draw(TaxYear year, int many) {
        return sql.one(DRAW, row -> row.getInt("last"), year.office().value(), year.year(), many)
                .orElseThrow();
    }

    /** Inserts statements with their gifts. */
    void insert(Job job, String issuer, List<NewStatement> statements) {
        TaxYear year = job.year();
        sql.write(
                STATEMENTS,
                year.office().value(),
                year.year(),
                job.today(),
                year.from(),
                year.to(),
                job.office().currency().getCurrencyCode(),
                issuer,
                job.run(),
                job.mails(),
                job.replaces(),
                job.now(),
                column("uuid", statements, NewStatement::id),
                column("text", statements, it -> number(year, it.seq())),
                column("int4", statements, NewStatement::seq),
                column("text", statements, it -> it.kind().name()),
                column("text", statements, NewStatement::locale),
                column("uuid", statements, it -> it.donor().id().value()),
                column("int8", statements, it -> it.total().minor()),
                column("int4", statements, it -> it.lines().size()),
                column("text", statements, it -> written(it.recipient())),
                column("text", statements, NewStatement::sortName),
                column("text", statements, NewStatement::sortPostcode),
                column("text", statements, NewStatement::verification));
        insertLines(statements);
    }

    /** Such as {@code DE-2026-000123}. */
    static String number(TaxYear year, int seq) {
        return "%s-%d-%06d".formatted(year.office().value(), year.year(), seq);
    }

    /** A line, and on which statement it stands where. */
    private record Placed(NewStatement statement, int position, StatementLine line) {}

    private void insertLines(List<NewStatement> statements) {
        List<Placed> lines = new ArrayList<>();
        for (NewStatement statement : statements) {
            IntStream.range(0, statement.lines().size())
                    .mapToObj(i -> new Placed(statement, i + 1, statement.lines().get(i)))
                    .forEach(lines::add);
        }
        sql.write(
                LINES,
                column("uuid", lines, it -> it.statement().id()),
                column("int4", lines, Placed::position),
                column("uuid", lines, it -> it.line().gift()),
                column("date", lines, it -> it.line().day()),
                column("text", lines, it -> it.line().method().name()),
                column("text", lines, it -> it.line().purpose()),
                column("int8", lines, it -> it.line().amount().minor()),
                column("bool", lines, it -> it.line().waiver()),
                column("bool", lines, it -> it.line().giftAid()),
                column("bool", lines, it -> it.line().counts()),
                column("int8", lines, it -> returned(it, benefit -> benefit.value().minor())),
                column("text", lines, it -> returned(it, StatementLine.Benefit::description)),
                column("bool", lines, it -> returned(it, StatementLine.Benefit::disclosed)),
                column("text", lines, it -> it.line().agreement()));
    }

    private static Object returned(Placed placed, Function<StatementLine.Benefit, ?> value) {
        StatementLine.Benefit benefit = placed.line().benefit();
        return benefit == null ? null : value.apply(benefit);
    }

    private static <T> Sql.Column column(String type, List<T> all, Function<T, ?> value) {
        List<Object> values = new ArrayList<>(all.size());
        all.forEach(it -> values.add(value.apply(it)));
        return new Sql.Column(type, values);
    }

    private static String written(Object part) {
        try {
            return JSON.writeValueAsString(part);
        } catch (JsonProcessingException impossible) {
            // The exception quotes the data, which is personal.
            throw new IllegalStateException("A part of a statement cannot be written as JSON");
        }
    }

    /** The issuer of frozen statements. */
    static Issuer issuer(String json) {
        return readAs(json, Issuer.class);
    }

    /** The recipient of a frozen statement. */
    static Recipient recipient(String json) {
        return readAs(json, Recipient.class);
    }

    private static <T> T readAs(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A part of a frozen statement cannot be read");
        }
    }
}
