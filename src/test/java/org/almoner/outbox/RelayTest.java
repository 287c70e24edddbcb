package org.almoner.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.almoner.selfcheck.PatientReads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final Duration LEASE = Duration.ofMinutes(3);

    private static EmbeddedPostgres server;
    private static AgroalDataSource database;
    private static ScheduledExecutorService threads;

    private final OutboxTable table = new OutboxTable(database);
    private final OutboxHistory history = new OutboxHistory(table);
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());

    private record Settings(
            String relayEvery, Duration firstRetry, Duration lease, int slice, int parallel)
            implements OutboxConfig {}

    private record Handler(Function<String, Delivery> work) implements OutboxHandler {
        @Override
        public String kind() {
            return "test-mail";
        }

        @Override
        public Delivery deliver(UUID subject, int occurrence) {
            return work.apply(subject + "/" + occurrence);
        }
    }

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
        database = pool(server.getJdbcUrl("postgres", "postgres"));
        threads = Executors.newScheduledThreadPool(8);
        String migration = "/db/migration/V0015__what_is_owed_leaves_through_the_outbox.sql";
        try (InputStream sql = RelayTest.class.getResourceAsStream(migration)) {
            run(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** As in the service; opening a connection for each statement takes longer than all tests. */
    private static AgroalDataSource pool(String url) throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(
                                pool ->
                                        pool.maxSize(10)
                                                .connectionFactoryConfiguration(
                                                        connection -> connection.jdbcUrl(url))));
    }

    @AfterAll
    static void stopServer() throws IOException {
        threads.shutdownNow();
        database.close();
        server.close();
    }

    @BeforeEach
    void emptyOutbox() throws SQLException {
        run("TRUNCATE outbox_message");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Relay relay(Function<String, Delivery> work) {
        return new Relay(
                table,
                List.of(new Handler(work)),
                new Settings("1S", Duration.ofMillis(1), LEASE, 20, 4),
                threads);
    }

    private Delivery deliver(String what) {
        delivered.add(what);
        return new Delivery.Delivered();
    }

    private void owe(UUID subject, int occurrence) {
        table.owe(UUID.randomUUID(), "test-mail", subject, occurrence);
    }

    private OutboxEntry only() {
        return table.entries("true").get(0);
    }

    @Test
    void what_is_owed_is_delivered_once() {
        UUID subject = UUID.randomUUID();
        owe(subject, 1);
        owe(subject, 1);
        relay(this::deliver).run();
        relay(this::deliver).run();
        assertEquals(List.of(subject + "/1"), delivered);
        assertEquals(OutboxState.DELIVERED, only().state());
        assertEquals(0, history.depth());
    }

    @Test
    void two_relays_at_once_deliver_each_debt_once() throws Exception {
        for (int i = 0; i < 300; i++) {
            owe(UUID.randomUUID(), 1);
        }
        CountDownLatch start = new CountDownLatch(1);
        List<java.util.concurrent.Future<?>> runs = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            Relay relay = relay(this::deliver);
            runs.add(
                    threads.submit(
                            () -> {
                                start.await();
                                return relay.run();
                            }));
        }
        start.countDown();
        for (java.util.concurrent.Future<?> run : runs) {
            run.get();
        }
        assertEquals(300, delivered.size());
        assertEquals(300, delivered.stream().distinct().count());
    }

    @Test
    void deliveries_of_one_subject_keep_their_order_also_when_the_first_has_to_wait()
            throws SQLException {
        UUID subject = UUID.randomUUID();
        for (int occurrence = 1; occurrence <= 5; occurrence++) {
            owe(subject, occurrence);
        }
        List<Delivery> first = new ArrayList<>(List.of(new Delivery.RetryLater("busy")));
        Function<String, Delivery> stumbling =
                what -> first.isEmpty() ? deliver(what) : first.remove(0);
        relay(stumbling).run();
        run("UPDATE outbox_message SET next_attempt_at = now() WHERE state = 'PENDING'");
        relay(stumbling).run();
        assertEquals(
                List.of(
                        subject + "/1",
                        subject + "/2",
                        subject + "/3",
                        subject + "/4",
                        subject + "/5"),
                delivered);
    }

    @Test
    void a_crash_between_delivery_and_mark_delivers_the_same_again_after_the_lease()
            throws SQLException {
        UUID subject = UUID.randomUUID();
        owe(subject, 1);
        Debt claimed = table.claim(20, LEASE).get(0);
        deliver(claimed.subject() + "/" + claimed.occurrence()); // and then the node dies
        relay(this::deliver).run();
        assertEquals(1, delivered.size(), "the lease still holds");
        run("UPDATE outbox_message SET lease_until = now() - interval '1 second'");
        relay(this::deliver).run();
        assertEquals(List.of(subject + "/1", subject + "/1"), delivered);
    }

    @Test
    void whoever_lost_the_claim_cannot_mark() throws SQLException {
        owe(UUID.randomUUID(), 1);
        Debt late = table.claim(1, LEASE).get(0);
        run("UPDATE outbox_message SET lease_until = now() - interval '1 second'");
        Debt current = table.claim(1, LEASE).get(0);
        assertEquals(false, table.markDead(late, "too late"));
        assertTrue(table.markDelivered(current));
        assertEquals(OutboxState.DELIVERED, only().state());
    }

    @Test
    void a_refusal_is_dead_at_once_and_a_person_can_have_it_tried_again() {
        owe(UUID.randomUUID(), 1);
        relay(what -> new Delivery.Refused("The mail server answered 550")).run();
        assertEquals(OutboxState.DEAD, only().state());
        assertEquals("The mail server answered 550", only().lastFailure());
        assertEquals(1, history.dead());
        assertTrue(history.retry(only().id()));
        relay(this::deliver).run();
        assertEquals(OutboxState.DELIVERED, only().state());
    }

    @Test
    void an_exception_is_retried_and_its_message_is_not_kept() {
        owe(UUID.randomUUID(), 1);
        Function<String, Delivery> broken =
                what -> {
                    throw new IllegalArgumentException("erika@example.org");
                };
        Relay relay =
                new Relay(
                        table,
                        List.of(new Handler(broken)),
                        new Settings("1S", Duration.ofMinutes(1), LEASE, 20, 4),
                        threads);
        relay.run();
        assertEquals(OutboxState.PENDING, only().state());
        assertEquals("Failed by a IllegalArgumentException", only().lastFailure());
        assertEquals(1, only().attempts());
    }

    @Test
    void after_three_days_a_debt_is_given_up() throws SQLException {
        owe(UUID.randomUUID(), 1);
        run("UPDATE outbox_message SET trying_since = now() - interval '73 hours'");
        relay(what -> new Delivery.RetryLater("No connection")).run();
        assertEquals(OutboxState.DEAD, only().state());
    }

    @Test
    void the_self_check_names_what_is_overdue_and_nothing_else() throws SQLException {
        owe(UUID.randomUUID(), 1);
        OutboxIsWorkedOff check = new OutboxIsWorkedOff(new PatientReads(database));
        assertEquals(List.of(), check.offenders(20));
        run("UPDATE outbox_message SET next_attempt_at = now() - interval '16 minutes'");
        assertEquals(List.of(only().id().toString()), check.offenders(20));
        assertTrue(history.oldestPendingAge().toSeconds() < 60);
    }
}
