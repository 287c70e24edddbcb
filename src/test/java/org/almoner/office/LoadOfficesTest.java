package org.almoner.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.almoner.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadOfficesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private static CatalogueDatabase databases;

    @TempDir private Path directory;
    private DataSource database;
    private Offices offices;

    @BeforeAll
    static void startTheServer() throws IOException {
        databases = new CatalogueDatabase();
    }

    @AfterAll
    static void stopTheServer() throws IOException {
        databases.close();
    }

    @BeforeEach
    void emptyDatabase() throws Exception {
        database = databases.empty();
        offices = new Offices(InstantSource.fixed(NOW), "US");
    }

    @Nested
    class TheBuiltInCatalogue {

        @Test
        void holdsSixOfficesWithEverythingTheirPapersNeed() {
            builtIn().load();

            assertEquals(
                    List.of("AU", "CA", "DE", "GB", "NL", "US"),
                    offices.all().stream().map(it -> it.code().value()).toList());
            Office german = offices.forCountry("DE");
            LocalDate today = german.dayOf(NOW);
            assertEquals("Beispiel Hilfe e.V.", german.legalName());
            assertEquals(List.of("Musterstr. 1", "10115 Berlin"), german.address().lines());
            assertEquals("DE91100000000123456789", german.account().identifier());
            assertEquals(Optional.of("DE98ZZZ09999999999"), german.account().creditorIdentifier());
            assertEquals(Optional.of(Money.of(30000, "EUR")), german.proofLimitOn(today));
            assertEquals(LocalDate.of(2024, 5, 14), german.noticeOn(today).orElseThrow().dated());
            assertEquals(
                    LocalDate.of(2021, 6, 14),
                    german.noticeOn(LocalDate.of(2024, 5, 20)).orElseThrow().dated());
            assertEquals(MonthDay.of(4, 6), offices.forCountry("GB").taxYearStart());
            assertEquals(MonthDay.of(7, 1), offices.forCountry("AU").taxYearStart());
            assertEquals(Locale.GERMAN, german.localeFor(Locale.ITALIAN));
            assertEquals(Locale.FRENCH, german.localeFor(Locale.CANADA_FRENCH));
        }

        @Test
        void servesCountriesWithoutAnOfficeFromTheHeadquarters() {
            builtIn().load();

            assertEquals("US", offices.forCountry("FR").code().value());
            assertEquals("NL", offices.forCountry("NL").code().value());
            assertThrows(IllegalArgumentException.class, () -> offices.forCountry("XX"));
            assertThrows(IllegalArgumentException.class, () -> offices.forCountry("de"));
        }

        @Test
        void letsTheOperatorNameAnotherHeadquarters() {
            offices = new Offices(InstantSource.fixed(NOW), "GB");
            builtIn().load();

            assertEquals("GB", offices.forCountry("FR").code().value());
        }

        @Test
        void refusesAHeadquartersThatIsNoOffice() {
            offices = new Offices(InstantSource.fixed(NOW), "CH");

            String refusal = refusalOf(builtIn());

            assertTrue(refusal.contains("almoner.office.headquarters"), refusal);
        }
    }

    @Nested
    class LoadingAgain {

        @Test
        void changesNothing() throws Exception {
            builtIn().load();
            String before = content();

            builtIn().load();

            assertEquals(before, content());
        }

        @Test
        void happensOnTwoNodesAtOnceWithoutHarm() throws Exception {
            ExecutorService nodes = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> loads = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    loads.add(nodes.submit(() -> builtIn().load()));
                }
                for (Future<?> load : loads) {
                    load.get();
                }
            } finally {
                nodes.shutdownNow();
            }

            assertEquals(6, count("office"));
            assertEquals(6, count("office_version"));
            assertEquals(2, count("office_tax_notice"));
        }

        @Test
        void refusesATaxNoticeThatWasInForceAndReadsDifferently() throws Exception {
            builtIn().load();
            String before = content();

            String refusal = refusalOf(replaced(text().replace("2020 bis 2022", "2020 bis 2023")));

            assertTrue(refusal.contains("offices.yaml, office DE"), refusal);
            assertTrue(refusal.contains("2024-05-21 (office_tax_notice) has changed"), refusal);
            assertEquals(before, content());
        }

        @Test
        void refusesAVersionThatWasInForceAndIsMissing() throws Exception {
            builtIn().load();

            String refusal =
                    refusalOf(
                            replaced(
                                    text().replaceFirst(
                                                    "validFrom: 2020-01-01",
                                                    "validFrom: 2021-01-01")));

            assertTrue(refusal.contains("office_version) is missing"), refusal);
        }

        @Test
        void refusesAnOfficeThatMovesToAnotherCurrency() throws Exception {
            builtIn().load();

            String refusal =
                    refusalOf(replaced(text().replaceFirst("currency: EUR", "currency: USD")));

            assertTrue(refusal.contains("office DE"), refusal);
        }

        @Test
        void replacesWhatIsNotInForceYet() throws Exception {
            String tomorrow = "proofLimits:\n      - {validFrom: 2027-01-01, minor: %d}";
            replaced(text().replace("proofLimits:", tomorrow.formatted(40000))).load();
            replaced(text().replace("proofLimits:", tomorrow.formatted(45000))).load();

            Office german = offices.forCountry("DE");
            assertEquals(
                    Optional.of(Money.of(45000, "EUR")),
                    german.proofLimitOn(LocalDate.of(2027, 1, 1)));
            assertEquals(
                    Optional.of(Money.of(30000, "EUR")),
                    german.proofLimitOn(LocalDate.of(2026, 12, 31)));
        }
    }

    @Nested
    class AReplacedDirectory {

        @Test
        void bringsOfficesOfItsOwn() throws Exception {
            replaced(text().replace("Beispiel Hilfe e.V.", "Muster Hilfe e.V.")).load();

            assertEquals("Muster Hilfe e.V.", offices.forCountry("DE").legalName());
        }

        @Test
        void canCloseAnOfficeFromADayOn() throws Exception {
            String closed = theDutchOfficeClosedInNovember();
            replaced(closed).load();

            assertEquals("US", offices.forCountry("NL").code().value());
            assertEquals(
                    "NL",
                    offices.forCountry("NL", Instant.parse("2026-10-31T22:59:59Z")).code().value());
            assertEquals(
                    "US",
                    offices.forCountry("NL", Instant.parse("2026-10-31T23:00:00Z")).code().value());
        }

        @Test
        void mustHoldTheFile() {
            String refusal = refusalOf(loader(new CatalogueFiles(Optional.of("/nowhere"))));

            assertTrue(refusal.contains("/nowhere/offices.yaml"), refusal);
        }

        @Test
        void isRefusedWithEveryFaultNamedByOfficeAndField() throws Exception {
            String wrong =
                    text().replace("DE91100000000123456789", "DE92100000000123456789")
                            .replace("\"123456782\"", "\"123456783\"")
                            .replace("EC1A 1BB", "EC1A1BB")
                            .replace("America/New_York", "America/Nowhere");

            String refusal = refusalOf(replaced(wrong));

            assertTrue(refusal.contains("office DE, version of 2020-01-01, account.iban"), refusal);
            assertTrue(refusal.contains("office NL, version of 2020-01-01, registration NL_RSIN"));
            assertTrue(
                    refusal.contains("office GB, version of 2020-01-01, address.postcode"),
                    refusal);
            assertTrue(refusal.contains("office US, zone"), refusal);
        }

        @Test
        void isRefusedWithAFieldNobodyKnows() throws Exception {
            String refusal =
                    refusalOf(replaced(text().replaceFirst("currency: EUR", "currencies: EUR")));

            assertTrue(refusal.contains("currencies"), refusal);
        }

        private String theDutchOfficeClosedInNovember() throws IOException {
            String all = text();
            int start = all.indexOf("      - validFrom", all.indexOf("- code: NL"));
            int end = all.indexOf("  - code: CA");
            String version = all.substring(start, end).stripTrailing() + "\n";
            String later =
                    version.replace("validFrom: 2020-01-01", "validFrom: 2026-11-01")
                            .replace("takesGifts: true", "takesGifts: false");
            return all.substring(0, end).stripTrailing() + "\n" + later + all.substring(end);
        }
    }

    private LoadOffices builtIn() {
        return loader(new CatalogueFiles(Optional.empty()));
    }

    private LoadOffices replaced(String yaml) throws IOException {
        Files.writeString(directory.resolve("offices.yaml"), yaml);
        return loader(new CatalogueFiles(Optional.of(directory.toString())));
    }

    private LoadOffices loader(CatalogueFiles files) {
        return new LoadOffices(
                files,
                new CatalogueTransaction(database),
                database,
                InstantSource.fixed(NOW),
                offices);
    }

    private static String refusalOf(LoadOffices loader) {
        return assertThrows(IllegalStateException.class, loader::load).getMessage();
    }

    private static String text() throws IOException {
        try (InputStream in = new CatalogueFiles(Optional.empty()).open("offices.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int count(String table) throws Exception {
        return Integer.parseInt(query("SELECT count(*)::text FROM " + table));
    }

    private String content() throws Exception {
        return query(
                "SELECT string_agg(r, '|' ORDER BY r) FROM ("
                        + "SELECT to_jsonb(t)::text || t.xmin FROM office_version t UNION ALL "
                        + "SELECT to_jsonb(t)::text || t.xmin FROM office_tax_notice t UNION ALL "
                        + "SELECT to_jsonb(t)::text || t.xmin FROM office_registration t UNION ALL "
                        + "SELECT to_jsonb(t)::text || t.xmin FROM office t) AS x(r)");
    }

    private String query(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
