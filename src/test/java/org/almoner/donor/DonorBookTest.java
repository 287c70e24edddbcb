package org.almoner.donor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.almoner.TestDatabase;
import org.almoner.office.OfficeCode;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DonorBookTest {

    private static final OfficeCode DE = new OfficeCode("DE");

    private final DonorBook book;

    private final DataSource database;

    DonorBookTest(DonorBook book, DataSource database) {
        this.database = database;
        this.book = book;
    }

    private DonorId register(DonorInput input, OfficeCode office, String locale) {
        return QuarkusTransaction.requiringNew()
                .call(() -> book.register(DonorRules.check(input), office, locale));
    }

    @Test
    void theSameDataAreTheSameDonorInTheLanguageUsedLast() {
        DonorId first = register(DonorInputs.anna(), DE, "de");
        DonorId second = register(DonorInputs.anna(), DE, "en");
        assertEquals(first, second);
        DonorView found = book.find(first).orElseThrow();
        assertEquals("en", found.locale());
        assertEquals(DonorRules.check(DonorInputs.anna()), found.details());
        assertEquals("Dr. Anna Beispiel", found.displayName());
    }

    @Test
    void anotherOfficeOrAnythingDifferentIsAnotherDonor() {
        DonorId here = register(DonorInputs.church(), DE, "de");
        DonorId there = register(DonorInputs.church(), new OfficeCode("US"), "de");
        DonorId other = register(DonorInputs.named("Anna", "Anders"), DE, "de");
        assertNotEquals(here, there);
        assertNotEquals(here, other);
        assertEquals(3, book.findAll(List.of(here, there, other)).size());
        assertEquals(
                DonorRules.check(DonorInputs.church()), book.find(here).orElseThrow().details());
    }

    @Test
    void twentyAtOnceAreOneDonor() throws Exception {
        Set<DonorId> ids = ConcurrentHashMap.newKeySet();
        DonorInput input = DonorInputs.named("Twenty", "At-Once");
        List<Callable<Boolean>> clicks =
                IntStream.range(0, 20)
                        .<Callable<Boolean>>mapToObj(i -> () -> ids.add(register(input, DE, "nl")))
                        .toList();
        var pool = Executors.newFixedThreadPool(20);
        for (var click : pool.invokeAll(clicks)) {
            click.get();
        }
        pool.shutdown();
        assertEquals(1, ids.size());
    }

    @Test
    void anUnknownIdIsNobodyAndWithoutATransactionNothingIsStored() {
        assertEquals(Optional.empty(), book.find(new DonorId(UUID.randomUUID())));
        assertThrows(
                RuntimeException.class,
                () -> book.register(DonorRules.check(DonorInputs.anna()), DE, "de"));
    }

    @Test
    void thePresentContactDataAreLookedUpAndNotSearchedForAmongMany() {
        QuarkusTransaction.begin();
        try {
            run("SET LOCAL statement_timeout = '60s'");
            run(MANY);
            run("ANALYZE donor, donor_account, account_donor, account_contact");
            run("SET LOCAL plan_cache_mode = force_generic_plan");
            String one = plan("uuid", "d.id = $1", "gen_random_uuid()");
            String list =
                    plan(
                            "uuid[]",
                            "d.id = ANY ($1)",
                            "ARRAY[gen_random_uuid(), gen_random_uuid()]");
            assertFalse(one.contains("Seq Scan"), one);
            assertFalse(list.contains("Seq Scan"), list);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private static final String MANY =
            """
            WITH d AS (INSERT INTO donor (id, office_code, identity_hash, kind, salutation,
                    first_name, last_name, email, street, town, country, locale, created_at,
                    last_seen_at)
                SELECT gen_random_uuid(), 'DE', repeat(md5(n::text), 2), 'PERSON', 'MS', 'Erika',
                    'Viele' || n, 'v' || n || '@example.org', 'Weg', 'Ort', 'DE', 'de', now(),
                    now()
                FROM generate_series(1, 5000) n RETURNING *),
            a AS (INSERT INTO donor_account (id, locale, created_at)
                SELECT id, 'de', now() FROM d RETURNING id),
            m AS (INSERT INTO account_donor (donor_id, account_id, joined_at, joined_by)
                SELECT id, id, now(), 'SIGN_IN' FROM d RETURNING donor_id)
            INSERT INTO account_contact (account_id, kind, salutation, first_name, last_name, email,
                street, town, country, locale, changed_at, version)
            SELECT id, kind, salutation, first_name, last_name, email, street, town, country,
                locale, now(), 1 FROM d
            """;

    private void run(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String plan(String type, String condition, String value) {
        StringBuilder plan = new StringBuilder();
        run("PREPARE present (" + type + ") AS " + DonorRow.PRESENT + condition);
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var lines = statement.executeQuery("EXPLAIN EXECUTE present(" + value + ")")) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
        run("DEALLOCATE present");
        return plan.toString();
    }
}
