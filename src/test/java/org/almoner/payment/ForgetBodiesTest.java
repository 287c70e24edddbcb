package org.almoner.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.Test;

/** What providers wrote is forgotten after 30 days, whether anything came of it or not. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ForgetBodiesTest {

    /** The test needs less than a minute. */
    private static final Instant LIMIT = Instant.now().minus(Duration.ofDays(30));

    private static final Instant JUST_OVER = LIMIT.minusSeconds(60);
    private static final Instant NOT_YET = LIMIT.plusSeconds(600);

    @Inject WorkOffWebhooks work;
    @Inject Sql sql;

    private UUID event(String state, Instant received, Instant done) {
        UUID id = UUID.randomUUID();
        sql.write(
                "INSERT INTO webhook_event (id, provider, event_id, type, about, body, received_at,"
                        + " state, attempts, next_attempt_at, version, done_at) VALUES (?,"
                        + " 'test', ?, 'test', 'NOTHING', 'words'::bytea, ?, ?, 1, now(), 0, ?)",
                id,
                id.toString(),
                received,
                state,
                done);
        return id;
    }

    @Test
    void the_words_go_and_that_they_came_is_remembered() {
        List<UUID> all =
                List.of(
                        event("DONE", JUST_OVER, JUST_OVER),
                        event("DONE", JUST_OVER, NOT_YET),
                        event("DEAD", JUST_OVER, null),
                        event("DEAD", NOT_YET, null),
                        event("IGNORED", JUST_OVER, JUST_OVER));
        work.forgetOldBodies();
        List<UUID> kept =
                sql.read(
                        "SELECT id FROM webhook_event WHERE id = ANY (?) AND body IS NOT NULL",
                        row -> Sql.id(row, "id"),
                        Sql.Column.ids(all));
        assertEquals(List.of(all.get(1), all.get(3)), all.stream().filter(kept::contains).toList());
        assertEquals(
                List.of(5),
                sql.read(
                        "SELECT count(*) AS many FROM webhook_event WHERE id = ANY (?)",
                        row -> row.getInt("many"),
                        Sql.Column.ids(all)));
    }
}
