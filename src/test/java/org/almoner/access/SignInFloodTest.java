package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.access.SignInCalls.Visitor;
import org.almoner.account.Accounts;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.AllowancesOfTests;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;
import org.almoner.letter.PortalPage;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * F8: a mailbox gets few mails whoever asks for them, and a network asks for few whomever for. The
 * real parts on the real database, with a day that passes in seconds: 300 requests, or as many as
 * the system property {@code almoner.access.flood} says (10000 for the whole figure).
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignInFloodTest {

    private static final int REQUESTS = Integer.getInteger("almoner.access.flood", 300);
    private static final int PER_NETWORK = 10;
    private static final Duration DAY = Duration.ofDays(1);

    @Inject DataSource database;
    @Inject SignInTable table;
    @Inject SignInSecrets secrets;
    @Inject Accounts accounts;
    @Inject Offices offices;
    @Inject PortalPage portal;
    @Inject DonorAccessConfig shipped;
    @Inject Ids ids;
    @Inject AccessSql sql;

    private Instant now = Instant.parse("2027-05-03T06:00:00Z");
    private final List<UUID> owed = new ArrayList<>();
    private final List<Instant> sent = new ArrayList<>();

    private AskToSignIn ask;
    private SignInMailHandler mails;

    @BeforeEach
    void aServiceWhoseDayPassesQuickly() {
        Allowances allowances = AllowancesOfTests.at(database, () -> now, ids);
        ask =
                new AskToSignIn(
                        table,
                        secrets,
                        allowances,
                        (kind, subject, occurrence) -> owed.add(subject),
                        asShippedInProduction(),
                        () -> now,
                        ids);
        mails =
                new SignInMailHandler(
                        table,
                        secrets,
                        accounts,
                        allowances,
                        offices,
                        portal,
                        mail -> {
                            sent.add(now);
                            return new Delivery.Delivered();
                        },
                        () -> now);
    }

    /** The tests' profile lifts the limit of networks; here it counts. */
    private DonorAccessConfig asShippedInProduction() {
        return (DonorAccessConfig)
                Proxy.newProxyInstance(
                        DonorAccessConfig.class.getClassLoader(),
                        new Class<?>[] {DonorAccessConfig.class},
                        (self, method, values) -> {
                            if (method.getName().equals("requestsPerNetwork")) {
                                return PER_NETWORK;
                            }
                            try {
                                return method.invoke(shipped, values);
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause();
                            }
                        });
    }

    /** Asks, and delivers what is owed for it at once; the refusal if there was one. */
    private Optional<DomainProblem> request(String email, String address) {
        try {
            QuarkusTransaction.requiringNew()
                    .run(
                            () ->
                                    ask.ask(
                                            EmailAddress.parse(email).orElseThrow(),
                                            "en",
                                            Browser.of(ids.secret(), "Firefox Linux"),
                                            Network.of(address)));
        } catch (DomainProblem refused) {
            return Optional.of(refused);
        }
        for (UUID wish : owed) {
            Delivery delivery = mails.deliver(wish, 1);
            assertTrue(
                    delivery instanceof Delivery.Delivered
                            || delivery instanceof Delivery.RetryLater,
                    delivery.toString());
        }
        owed.clear();
        return Optional.empty();
    }

    private static String network(int number) {
        return "198.18." + number / 250 % 250 + "." + (number % 250 + 1);
    }

    private String donor() {
        String email = SignInCalls.freshAddress();
        SignInCalls.donor("Erika", "Beispiel", email);
        return email;
    }

    @Test
    void oneAddressFromManyNetworksGetsFewMails() {
        String email = donor();
        Duration pause = DAY.multipliedBy(2).dividedBy(REQUESTS);
        int refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            refused += request(email, network(i)).isPresent() ? 1 : 0;
            now = now.plus(pause);
        }
        System.out.printf(
                "TRIAL flood of one address: %d requests from as many networks in two days, %d"
                        + " mails, at most %d in a minute, %d in an hour, %d in a day%n",
                REQUESTS,
                sent.size(),
                most(sent, Duration.ofMinutes(1)),
                most(sent, Duration.ofHours(1)),
                most(sent, DAY));
        assertEquals(0, refused, "the answer is the same for all");
        assertFew();
        assertTrue(sent.size() >= 20, "who is flooded can still sign in: " + sent.size());
    }

    @Test
    void oneAddressAtOnceGetsOneMail() {
        String email = donor();
        for (int i = 0; i < 25; i++) {
            request(email, network(1000 + i));
            now = now.plusSeconds(2);
        }
        assertEquals(1, sent.size());
        now = now.plusSeconds(15);
        request(email, network(1100));
        assertEquals(2, sent.size(), "a minute later there is another one");
        assertFew();
    }

    /**
     * The last one that is noted, the first one that is not, for whom we know and for strangers.
     */
    @Test
    void beyondThirtyInTenMinutesAMailboxIsLeftInPeaceWhetherItIsKnownOrNot() {
        for (String email : List.of(donor(), SignInCalls.freshAddress())) {
            for (int i = 1; i <= 32; i++) {
                assertTrue(request(email, network(2000 + i)).isEmpty(), "the same answer for all");
                assertEquals(Math.min(i, 30), notedFor(email), "number " + i);
                now = now.plusSeconds(10);
            }
            now = now.plusSeconds(280).minusMillis(1);
            assertTrue(request(email, network(2040)).isEmpty());
            assertEquals(30, notedFor(email), "a moment before ten minutes are over");
            now = now.plusMillis(1);
            assertTrue(request(email, network(2041)).isEmpty());
            assertEquals(31, notedFor(email), "ten minutes after the first");
        }
        assertFew();
    }

    @Test
    void whatIsRefusedFromMemoryLeavesNoTrace() {
        String email = SignInCalls.freshAddress();
        for (int i = 0; i < 31; i++) {
            request(email, network(3000 + i));
        }
        int before = counted();
        for (int i = 0; i < 50; i++) {
            assertTrue(request(email, network(3100 + i)).isEmpty());
        }
        assertEquals(before, counted(), "nothing is counted for a mailbox beyond its limit");
        String network = "203.0.113." + (1 + (int) (Math.random() * 250));
        for (int i = 0; i <= PER_NETWORK; i++) {
            request(SignInCalls.freshAddress(), network);
        }
        before = counted();
        for (int i = 0; i < 50; i++) {
            assertTrue(request(SignInCalls.freshAddress(), network).isPresent());
            assertTrue(request(email, network).isPresent(), "429 comes first, as ever");
        }
        assertEquals(before, counted());
        assertEquals(30, notedFor(email));
    }

    /** Those who wait for the count of one mailbox must leave connections to everybody else. */
    @Test
    void noMoreThanAFewAreInTheDatabaseAtOnce() throws Exception {
        AtomicInteger within = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AskToSignIn slow =
                new AskToSignIn(
                        table,
                        secrets,
                        AllowancesOfTests.at(database, () -> now, ids),
                        (kind, subject, occurrence) -> {
                            most.accumulateAndGet(within.incrementAndGet(), Math::max);
                            LockSupport.parkNanos(5_000_000);
                            within.decrementAndGet();
                        },
                        asShippedInProduction(),
                        () -> now,
                        ids);
        ExecutorService hands = Executors.newFixedThreadPool(24);
        try {
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                EmailAddress email = EmailAddress.parse(SignInCalls.freshAddress()).orElseThrow();
                Network network = Network.of(network(4000 + i));
                Browser browser = Browser.of(ids.secret(), "Firefox Linux");
                asked.add(hands.submit(() -> slow.ask(email, "en", browser, network)));
            }
            for (Future<?> one : asked) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            hands.shutdownNow();
        }
        assertTrue(most.get() > 0 && most.get() <= AskToSignIn.AT_ONCE, "at once: " + most.get());
    }

    private int notedFor(String email) {
        return count("SELECT count(*) FROM sign_in_request WHERE email = '" + email + "'");
    }

    /** Uses at this test's time; other classes' are of other days. */
    private int counted() {
        return count("SELECT count(*) FROM allowance_use WHERE used_at = '" + now + "'");
    }

    private int count(String question) {
        return sql.with(
                question,
                statement -> {
                    try (var row = statement.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                    }
                });
    }

    private void assertFew() {
        assertTrue(most(sent, Duration.ofMinutes(1)) <= 1, "more than one in a minute");
        assertTrue(most(sent, Duration.ofHours(1)) <= 5, "more than five in an hour");
        assertTrue(most(sent, DAY) <= 10, "more than ten in a day");
    }

    @Test
    void manyAddressesFromOneNetworkAreTooMany() {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            known.add(donor());
        }
        String network = "198.51.100." + (1 + (int) (Math.random() * 250));
        int through = 0;
        List<DomainProblem> refusals = new ArrayList<>();
        for (String email : known) {
            Optional<DomainProblem> refused = request(email, network);
            through += refused.isEmpty() ? 1 : 0;
            refused.ifPresent(refusals::add);
            now = now.plusSeconds(10);
        }
        assertEquals(PER_NETWORK, through);
        assertEquals(PER_NETWORK, sent.size());
        assertEquals(20, refusals.size());
        for (DomainProblem refused : refusals) {
            assertEquals(ProblemType.TOO_MANY_REQUESTS, refused.type());
            assertEquals(Duration.ofMinutes(10), refused.retryAfter());
        }
        assertTrue(request(known.get(0), "203.0.113.5").isEmpty(), "others are not locked out");
        now = now.plus(Duration.ofMinutes(10));
        assertTrue(request(known.get(29), network).isEmpty(), "nor is the network for ever");
        assertTrue(most(sent.subList(0, 10), Duration.ofMinutes(10)) <= 10);
    }

    @Test
    void aHouseholdIsOneNetworkHoweverManyAddressesItHas() {
        String email = donor();
        String prefix = "2001:db8:" + Integer.toHexString((int) (Math.random() * 65_000)) + ":7";
        for (int i = 0; i < PER_NETWORK; i++) {
            assertTrue(request(email, prefix + "::" + i).isEmpty());
        }
        assertTrue(request(email, prefix + ":ffff::1").isPresent());
        assertTrue(request(email, prefix.replaceFirst(":7$", ":8") + "::1").isEmpty());
    }

    @Test
    void noHeaderMakesARequestComeFromElsewhere() {
        String email = SignInCalls.freshAddress();
        Visitor visitor = new Visitor();
        visitor.askAs(
                        email,
                        java.util.Map.of(
                                "X-Forwarded-For", "203.0.113.9",
                                "Forwarded", "for=203.0.113.9",
                                "X-Real-IP", "203.0.113.9"))
                .then()
                .statusCode(202);
        String seen =
                sql.with(
                        "SELECT network FROM sign_in_request WHERE email = ?",
                        statement -> {
                            statement.setString(1, email);
                            try (var row = statement.executeQuery()) {
                                row.next();
                                return row.getString(1);
                            }
                        });
        assertEquals("127.0.0.x", seen);
    }

    /** How many of the moments fall into one window, wherever it begins. */
    private static int most(List<Instant> moments, Duration window) {
        int most = 0;
        for (Instant first : moments) {
            int within = 0;
            for (Instant other : moments) {
                boolean isIn = !other.isBefore(first) && other.isBefore(first.plus(window));
                within += isIn ? 1 : 0;
            }
            most = Math.max(most, within);
        }
        return most;
    }

    /** The count sees one too many of each kind, also over the border of a day. */
    @Test
    void theDetectorFires() {
        Instant midnight = Instant.parse("2027-05-04T00:00:00Z");
        sent.add(midnight.minusSeconds(20));
        sent.add(midnight.plusSeconds(20));
        assertThrows(AssertionError.class, this::assertFew);
        sent.clear();
        for (int i = 0; i < 6; i++) {
            sent.add(midnight.plus(Duration.ofMinutes(9L * i)));
        }
        assertThrows(AssertionError.class, this::assertFew);
        sent.clear();
        for (int i = 0; i < 11; i++) {
            sent.add(midnight.plus(Duration.ofHours(2L * i)));
        }
        assertThrows(AssertionError.class, this::assertFew);
        sent.remove(10);
        assertFew();
        assertFalse(sent.isEmpty());
    }
}
