package org.almoner.donor;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.almoner.TestDatabase;
import org.almoner.office.OfficeCode;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DonorBookTest {

    private static final OfficeCode DE = new OfficeCode("DE");

    private final DonorBook book;

    DonorBookTest(DonorBook book) {
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
}
