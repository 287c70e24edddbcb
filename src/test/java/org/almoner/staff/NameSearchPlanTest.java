package org.almoner.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The database's own plan for the search of staff, with enough gifts that a bad one would hurt. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NameSearchPlanTest {

    private static final int GIFTS = 5_000;

    @Inject EntityManager database;
    @Inject GiftsTable gifts;
    @Inject SeededGifts seeded;

    @BeforeAll
    void manyGifts() {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            run(
                                    """
                                    INSERT INTO donor (id, office_code, identity_hash, kind,
                                        salutation, first_name, last_name, email, street, town,
                                        country, locale, created_at, last_seen_at)
                                    SELECT md5('donor' || n)::uuid, 'ZX', repeat(md5(n::text), 2),
                                        'PERSON', 'MS', 'Erika', 'Beispiel' || n,
                                        n || '@example.org', 'Weg', 'Ort', 'DE', 'de', now(), now()
                                    FROM generate_series(1, %d) n
                                    """);
                            run(
                                    """
                                    INSERT INTO donation (id, draft_id, donor_id, office,
                                        amount_minor, currency, country, locale, method, state,
                                        status, payment_id, attempts, pledged_at, settled_at,
                                        version)
                                    SELECT md5('gift' || n)::uuid, gen_random_uuid(),
                                        md5('donor' || n)::uuid, 'ZX', 2500, 'EUR', 'DE', 'de',
                                        'SANDBOX', 'SETTLED', 'RECEIVED', gen_random_uuid(), 1,
                                        now(), now(), 1
                                    FROM generate_series(1, %d) n
                                    """);
                            run("ANALYZE donor");
                            run("ANALYZE donation");
                        });
    }

    @AfterAll
    void nothingIsLeftBehind() {
        seeded.removeAll();
    }

    @Test
    void aPartOfANameIsFoundByTheIndexOfNamesAndNoTableOfDonorsOrGiftsIsReadThrough() {
        String plan = planOf("beispiel4711");
        assertTrue(plan.contains("ix_donor_name"), plan);
        assertFalse(plan.contains("Seq Scan on don"), plan);
        assertEquals(1, found("BEISPIEL4711"));
        assertEquals(1, found("ispiel4711"));
        assertEquals(1, found("erika beispiel4711"));
    }

    @Test
    void aWordOfTwoLettersIsFoundWhereAWordBeginsByTheSameIndex() {
        assertTrue(planOf("xy").contains("ix_donor_name"), planOf("xy"));
        assertEquals(100, found("be"));
        assertEquals(100, found("ER"));
        assertEquals(0, found("ik"));
        assertEquals(0, found("%e"));
    }

    @Test
    void anAddressIsFoundByTheIndexOfAddresses() {
        String plan = planOf("4711@example.org");
        assertTrue(plan.contains("ix_donor_email"), plan);
        assertFalse(plan.contains("Seq Scan on don"), plan);
    }

    private static GiftSearch search(String words) {
        return new GiftSearch(
                new OfficeScope(false, Set.of("ZX")),
                GiftSearch.words(words),
                Optional.empty(),
                Days.between(null, null));
    }

    private int found(String words) {
        return QuarkusTransaction.requiringNew()
                .call(() -> gifts.find(search(words), Optional.empty(), 100).size());
    }

    private String planOf(String words) {
        GiftsTable.Asked asked = GiftsTable.asked(search(words), Optional.empty(), 51);
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            Query query = database.createNativeQuery("EXPLAIN " + asked.sql());
                            asked.values().forEach(query::setParameter);
                            List<?> lines = query.getResultList();
                            return lines.stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining("\n"));
                        });
    }

    private void run(String sql) {
        database.createNativeQuery(sql.formatted(GIFTS)).executeUpdate();
    }
}
