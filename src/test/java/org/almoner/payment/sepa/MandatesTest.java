package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.almoner.TestDatabase;
import org.almoner.donor.Iban;
import org.almoner.id.NumberForPeople;
import org.almoner.office.CatalogueFiles;
import org.almoner.strongbox.CannotOpen;
import org.almoner.strongbox.Strongbox;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MandatesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private final AgreeToMandate desk;
    private final Mandates mandates;
    private final MandateTexts texts;
    private final MandateTextStore store;
    private final CatalogueFiles files;
    private final Strongbox strongbox;
    private final EntityManager database;

    MandatesTest(
            AgreeToMandate desk,
            Mandates mandates,
            MandateTexts texts,
            MandateTextStore store,
            CatalogueFiles files,
            Strongbox strongbox,
            EntityManager database) {
        this.desk = desk;
        this.mandates = mandates;
        this.texts = texts;
        this.store = store;
        this.files = files;
        this.strongbox = strongbox;
        this.database = database;
    }

    /** A valid German account number that no other test uses. */
    private static Iban account() {
        String number = "10000000" + "%010d".formatted(Math.abs(UUID.randomUUID().hashCode()));
        int check =
                98
                        - new java.math.BigInteger(number + "131400")
                                .mod(java.math.BigInteger.valueOf(97))
                                .intValue();
        return new Iban("DE%02d%s".formatted(check, number));
    }

    private Agreement agreement(Iban account, SequenceType sequence) {
        return new Agreement(
                "DE",
                Sample.CREDITOR,
                sequence,
                texts.shownOn(TODAY, "de").orElseThrow(),
                "Erika Beispiel",
                account,
                TODAY,
                new Evidence(NOW, "test/" + UUID.randomUUID(), "203.0.113.7", "Browser"));
    }

    private Mandate agreed(Agreement agreement) {
        return QuarkusTransaction.requiringNew().call(() -> desk.agree(agreement));
    }

    private Mandate changed(UUID id, Consumer<Mandate> change) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            Mandate mandate = mandates.locked(id).orElseThrow();
                            change.accept(mandate);
                            return mandate;
                        });
    }

    private int update(String sql, UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(sql).setParameter("id", id).executeUpdate());
    }

    @Nested
    class AnAgreement {

        @Test
        void isKeptWithItsProof() {
            Iban account = account();
            Agreement agreement = agreement(account, SequenceType.OOFF);
            Mandate mandate = changed(agreed(agreement).id(), it -> {});
            assertEquals(MandateState.PENDING, mandate.state());
            assertTrue(NumberForPeople.isValid(mandate.reference()));
            assertEquals(mandate.reference(), new SepaReference(mandate.reference()).value());
            assertEquals("DE98ZZZ09999999999", mandate.creditorIdentifier());
            assertEquals(agreement.text().hashFor("Beispiel Hilfe e.V."), mandate.textHash());
            assertEquals(account, mandate.account(strongbox));
            assertEquals(account.masked(), mandate.maskedAccount());
        }

        @Test
        void isTheSameWhenItIsSentTwice() {
            Agreement agreement = agreement(account(), SequenceType.OOFF);
            assertEquals(agreed(agreement).id(), agreed(agreement).id());
        }

        @Test
        void isFoundByItsAccountThoughNoAccountIsReadable() {
            Iban account = account();
            Mandate one = agreed(agreement(account, SequenceType.RCUR));
            Mandate two = agreed(agreement(account, SequenceType.OOFF));
            agreed(agreement(account(), SequenceType.OOFF));
            List<UUID> found =
                    QuarkusTransaction.requiringNew()
                            .call(() -> mandates.ofAccount(account, strongbox))
                            .stream()
                            .map(Mandate::id)
                            .toList();
            assertEquals(java.util.Set.of(one.id(), two.id()), java.util.Set.copyOf(found));
            assertNotEquals(one.reference(), two.reference());
            String rows =
                    QuarkusTransaction.requiringNew()
                            .call(
                                    () ->
                                            database.createNativeQuery(
                                                            "SELECT to_jsonb(m)::text FROM"
                                                                    + " sepa_mandate m")
                                                    .getResultList()
                                                    .toString());
            assertFalse(rows.contains(account.value()));
            assertFalse(rows.contains(account.value().substring(8, 18)));
        }

        @Test
        void doesNotOpenWithTheAccountOfAnother() {
            Mandate one = agreed(agreement(account(), SequenceType.OOFF));
            Mandate two = agreed(agreement(account(), SequenceType.OOFF));
            update(
                    "UPDATE sepa_mandate SET account = (SELECT account FROM sepa_mandate"
                            + " WHERE id = '"
                            + two.id()
                            + "') WHERE id = :id",
                    one.id());
            Mandate swapped = changed(one.id(), it -> {});
            assertThrows(CannotOpen.class, () -> swapped.account(strongbox));
        }

        @Test
        void withAReadableAccountIsRefusedByTheDatabase() {
            UUID id = agreed(agreement(account(), SequenceType.OOFF)).id();
            assertThrows(
                    PersistenceException.class,
                    () ->
                            update(
                                    "UPDATE sepa_mandate SET account = 'DE91100000000123456789'"
                                            + " WHERE id = :id",
                                    id));
        }
    }

    @Nested
    class ItsLife {

        @Test
        void beginsWithTheFirstCollectionAndEndsForGood() {
            UUID id = agreed(agreement(account(), SequenceType.RCUR)).id();
            assertThrows(
                    IllegalStateException.class, () -> changed(id, it -> it.collected(TODAY, NOW)));
            assertThrows(
                    IllegalStateException.class, () -> changed(id, it -> it.suspend("AC04", NOW)));
            changed(id, it -> it.activate(NOW));
            changed(id, it -> it.activate(NOW));
            changed(id, it -> it.collected(TODAY, NOW));
            changed(id, it -> it.collected(TODAY.plusMonths(1), NOW));
            changed(id, it -> it.suspend("AC04", NOW));
            assertThrows(
                    IllegalStateException.class, () -> changed(id, it -> it.collected(TODAY, NOW)));
            changed(id, it -> it.resume(NOW));
            assertThrows(IllegalStateException.class, () -> changed(id, it -> it.resume(NOW)));
            changed(id, it -> it.revoke("MD01", NOW));
            assertThrows(IllegalStateException.class, () -> changed(id, it -> it.activate(NOW)));
            assertEquals(TODAY.plusMonths(1), changed(id, it -> {}).lastCollectedOn());
        }

        @Test
        void holdsOneCollectionWhenItIsForOne() {
            UUID id = agreed(agreement(account(), SequenceType.OOFF)).id();
            changed(id, it -> it.activate(NOW));
            changed(id, it -> it.collected(TODAY, NOW));
            assertThrows(
                    IllegalStateException.class,
                    () -> changed(id, it -> it.collected(TODAY.plusDays(1), NOW)));
        }

        @Test
        void endsAfterThirtySixMonthsWithoutUse() {
            UUID unused = agreed(agreement(account(), SequenceType.RCUR)).id();
            UUID used = agreed(agreement(account(), SequenceType.RCUR)).id();
            UUID onTheDay = agreed(agreement(account(), SequenceType.RCUR)).id();
            for (UUID id : List.of(unused, used)) {
                update("UPDATE sepa_mandate SET agreed_on = '2023-11-24' WHERE id = :id", id);
            }
            update("UPDATE sepa_mandate SET agreed_on = '2023-11-25' WHERE id = :id", onTheDay);
            update("UPDATE sepa_mandate SET last_collected_on = '2024-01-02' WHERE id = :id", used);
            new ExpireMandates(database, () -> NOW).expire();
            assertEquals(MandateState.EXPIRED, changed(unused, it -> {}).state());
            assertEquals(MandateState.PENDING, changed(used, it -> {}).state());
            assertEquals(MandateState.PENDING, changed(onTheDay, it -> {}).state());
        }
    }

    @Test
    void aStoredTextIsNeverChangedByTheFile() {
        MandateTextsFile shipped = files.read(MandateTextsFile.NAME, MandateTextsFile.class);
        new MandateTexts(files, store).load(shipped);
        MandateTextsFile.Entry entry = shipped.texts().get(0);
        MandateTextsFile changed =
                new MandateTextsFile(
                        List.of(
                                new MandateTextsFile.Entry(
                                        entry.id(),
                                        entry.version(),
                                        entry.validFrom(),
                                        entry.noticeDays() + 1,
                                        entry.words())));
        IllegalStateException refusal =
                assertThrows(
                        IllegalStateException.class,
                        () -> new MandateTexts(files, store).load(changed));
        assertTrue(refusal.getMessage().contains("sepa-core version 1"));
        assertTrue(store.all().containsAll(shipped.checked()));
    }
}
