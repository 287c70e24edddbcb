package org.almoner.campaign;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CampaignTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    @Inject Campaigns campaigns;
    @Inject CampaignTable table;
    @Inject DataSource database;
    @Inject Ids ids;

    private CampaignId campaign;
    private String slug;

    @BeforeEach
    void aCampaignOfItsOwn() throws SQLException {
        campaign = new CampaignId(ids.next());
        slug = "test-" + campaign;
        try (Connection connection = database.getConnection()) {
            execute(
                    connection,
                    "INSERT INTO campaign (id, slug, open_from, open_until) VALUES"
                            + " (?, '"
                            + slug
                            + "', '2026-01-01T00:00Z', '2027-01-01T00:00Z')");
            execute(
                    connection,
                    "INSERT INTO campaign_name (campaign, locale, name) VALUES (?, 'en', 'Test')");
        }
    }

    @Nested
    class Totals {

        @Test
        void addUpWhenSixteenBookAtTheSameTime() throws Exception {
            ExecutorService bookers = Executors.newFixedThreadPool(16);
            try {
                List<Future<?>> bookings = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    bookings.add(bookers.submit(() -> bookTwentyTimes()));
                }
                for (Future<?> booking : bookings) {
                    booking.get();
                }
            } finally {
                bookers.shutdownNow();
            }

            Campaign stored = stored();
            assertEquals(List.of(Money.of(320 * 250, "EUR")), stored.raised());
            assertEquals(320, stored.gifts());
        }

        @Test
        void areKeptByCurrencyAndShrinkByWhatFlowsBack() {
            book(Money.of(5000, "GBP"), 1);
            book(Money.of(2500, "EUR"), 1);
            book(Money.of(1000, "EUR"), 1);
            QuarkusTransaction.requiringNew()
                    .run(() -> campaigns.unbook(campaign, Money.of(1000, "EUR"), 1));
            QuarkusTransaction.requiringNew()
                    .run(() -> campaigns.unbook(campaign, Money.of(500, "EUR"), 0));

            Campaign stored = stored();
            assertEquals(List.of(Money.of(2000, "EUR"), Money.of(5000, "GBP")), stored.raised());
            assertEquals(2, stored.gifts());
        }

        @Test
        void goWithTheCallersTransaction() {
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            QuarkusTransaction.requiringNew()
                                    .run(
                                            () -> {
                                                campaigns.book(campaign, Money.of(1, "EUR"), 1);
                                                throw new IllegalStateException("undone");
                                            }));

            assertEquals(List.of(), stored().raised());
            assertThrows(
                    RuntimeException.class, () -> campaigns.book(campaign, Money.of(1, "EUR"), 1));
        }

        private void bookTwentyTimes() {
            for (int i = 0; i < 20; i++) {
                book(Money.of(250, "EUR"), 1);
            }
        }

        private void book(Money amount, int gifts) {
            QuarkusTransaction.requiringNew().run(() -> campaigns.book(campaign, amount, gifts));
        }
    }

    @Nested
    class TheBook {

        @Test
        void knowsACampaignOnlyWhileItIsOpen() {
            CampaignBook book = new CampaignBook(table, InstantSource.fixed(NOW), tenSeconds());
            Campaigns fresh = new Campaigns(book);

            assertTrue(fresh.find(slug, NOW).isPresent());
            assertTrue(fresh.find(slug, Instant.parse("2025-12-31T23:59:59Z")).isEmpty());
            assertTrue(fresh.find(slug, Instant.parse("2027-01-01T00:00:00Z")).isEmpty());
            assertTrue(fresh.find("no-such-campaign", NOW).isEmpty());
            assertEquals("Test", fresh.byId(campaign).orElseThrow().name(Locale.FRENCH));
            assertTrue(fresh.byId(new CampaignId(UUID.randomUUID())).isEmpty());
        }

        @Test
        void readsTheDatabaseOnceInTenSecondsHoweverOftenItIsAsked() {
            AtomicInteger reads = new AtomicInteger();
            CampaignTable counting =
                    new CampaignTable(database) {
                        @Override
                        List<Campaign> all() {
                            reads.incrementAndGet();
                            return table.all();
                        }
                    };
            Instant[] now = {NOW};
            CampaignBook book = new CampaignBook(counting, () -> now[0], tenSeconds());

            for (int i = 0; i < 10_000; i++) {
                book.bySlug(slug);
            }
            now[0] = NOW.plusMillis(9_999);
            book.bySlug(slug);
            assertEquals(1, reads.get());

            now[0] = NOW.plusSeconds(10);
            book.bySlug(slug);
            assertEquals(2, reads.get());
        }

        @Test
        void servesWhatItKnewWhileTheDatabaseIsAway() {
            boolean[] away = {false};
            CampaignTable failing =
                    new CampaignTable(database) {
                        @Override
                        List<Campaign> all() {
                            if (away[0]) {
                                throw new IllegalStateException("away");
                            }
                            return table.all();
                        }
                    };
            Instant[] now = {NOW};
            CampaignBook book = new CampaignBook(failing, () -> now[0], tenSeconds());
            book.bySlug(slug);

            away[0] = true;
            now[0] = NOW.plusSeconds(60);

            assertTrue(book.bySlug(slug).isPresent());
        }

        private Duration tenSeconds() {
            return Duration.ofSeconds(10);
        }
    }

    @Nested
    class OverHttp {

        @Test
        void aCampaignShowsNameGoalAndTotals() {
            given().queryParam("locale", "de")
                    .get("/v1/campaigns/run-for-freedom")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", containsString("public"))
                    .header("Cache-Control", containsString("max-age=30"))
                    .body("slug", equalTo("run-for-freedom"))
                    .body("name", equalTo("Lauf für Freiheit"))
                    .body("goal.minor", equalTo(27_000_000))
                    .body("goal.currency", equalTo("EUR"))
                    .body("$", aMapWithSize(5));
        }

        @Test
        void whoKnowsTheAnswerAlreadyIsToldSo() {
            String tag = given().get("/v1/campaigns/freedom-week").header("ETag");

            given().header("If-None-Match", tag)
                    .get("/v1/campaigns/freedom-week")
                    .then()
                    .statusCode(304)
                    .header("ETag", equalTo(tag))
                    .header("Cache-Control", containsString("max-age=30"));
        }

        @Test
        void anUnknownCampaignIsNotThere() {
            given().get("/v1/campaigns/no-such-campaign").then().statusCode(404);
        }

        @Test
        void anUnknownLanguageIsRefused() {
            given().queryParam("locale", "xx")
                    .get("/v1/campaigns/freedom-week")
                    .then()
                    .statusCode(400);
        }
    }

    private Campaign stored() {
        return table.all().stream().filter(it -> it.slug().equals(slug)).findFirst().orElseThrow();
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, campaign.value());
            statement.executeUpdate();
        }
    }
}
