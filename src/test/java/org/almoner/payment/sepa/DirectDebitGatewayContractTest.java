package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.TestDatabase;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.Offices;
import org.almoner.payment.Gateway;
import org.almoner.payment.GatewayContractTest;
import org.almoner.payment.MandateAgreement;
import org.almoner.payment.MandateWords;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavedMethodId;
import org.almoner.strongbox.Rings;
import org.almoner.strongbox.Strongbox;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DirectDebitGatewayContractTest extends GatewayContractTest {

    /** A Wednesday; a week later it is Wednesday, 2 December. */
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private static final Money AMOUNT = Money.of(2500, "EUR");

    private final Strongbox strongbox;
    private final MandateForm form;
    private final Mandates mandates;
    private final Collections collections;
    private final Offices offices;
    private final EntityManager database;
    private final TellTruth truth;

    DirectDebitGatewayContractTest(
            Strongbox strongbox,
            MandateForm form,
            Mandates mandates,
            Collections collections,
            Offices offices,
            EntityManager database,
            TellTruth truth) {
        this.strongbox = strongbox;
        this.form = form;
        this.mandates = mandates;
        this.collections = collections;
        this.offices = offices;
        this.database = database;
        this.truth = truth;
    }

    private record Settings(boolean enabled, String expireEvery, int collectAfterDays)
            implements SepaSettings {}

    private DirectDebitGateway gateway(Instant now, boolean enabled) {
        SepaSettings settings = new Settings(enabled, "24h", 7);
        return new DirectDebitGateway(
                settings,
                strongbox,
                form,
                new AskForCollection(mandates, collections, offices, settings, () -> now),
                new KeepMandates(mandates, () -> now),
                truth);
    }

    @Override
    protected Gateway gateway() {
        return gateway(NOW, true);
    }

    @Override
    protected PaymentRequest request(PaymentId payment, Money amount) {
        return request(payment, amount, agree("DE", false));
    }

    private static PaymentRequest request(
            PaymentId payment, Money amount, Map<String, String> details) {
        return new PaymentRequest(
                payment,
                "pay-" + payment,
                PaymentMethod.SEPA_DIRECT_DEBIT,
                amount,
                "DE",
                "de",
                null,
                details);
    }

    private Map<String, String> agree(String office, boolean recurring) {
        DirectDebitGateway gateway = gateway(NOW, true);
        MandateWords shown = gateway.words(office, "de").orElseThrow();
        MandateAgreement agreement =
                new MandateAgreement(
                        office,
                        recurring,
                        new MandateAgreement.Words(shown.textId(), shown.version(), "de"),
                        new MandateAgreement.Account("NL13TEST0123456789", "Erika Beispiel"),
                        new MandateAgreement.Proof(NOW, "test/" + UUID.randomUUID(), null, null));
        return QuarkusTransaction.requiringNew().call(() -> gateway.agree(agreement));
    }

    private static PaymentId payment() {
        return new PaymentId(UUID.randomUUID());
    }

    @Override
    protected Optional<Long> charges(PaymentId payment) {
        return Optional.of(
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        (Long)
                                                database.createNativeQuery(
                                                                "SELECT count(*) FROM"
                                                                        + " sepa_collection WHERE"
                                                                        + " payment_id = :id",
                                                                Long.class)
                                                        .setParameter("id", payment.value())
                                                        .getSingleResult()));
    }

    @Override
    protected Optional<Notifications> notifications() {
        return Optional.empty();
    }

    @Override
    protected Optional<SaveRequest> saving(SavedMethodId method) {
        return Optional.of(save(method, agree("DE", true)));
    }

    @Test
    void theDonorIsToldWhatIsCollectedWhenAndUnderWhichNumbers() throws Exception {
        Map<String, String> details = agree("DE", false);
        PaymentId payment = payment();
        ProviderAnswer answer = gateway().ask(request(payment, AMOUNT, details));
        assertEquals(ProviderStatus.PENDING, answer.status());
        assertEquals(payment.value().toString().replace("-", ""), answer.reference());
        NextAction.DirectDebit told = (NextAction.DirectDebit) answer.nextAction();
        assertEquals("2026-12-02", told.dueOn());
        assertEquals("NL13 **** **** **67 89", told.account());
        assertEquals("DE98ZZZ09999999999", told.creditorIdentifier());
        assertTrue(told.mandateReference().matches("[0-9A-Z]{13}"));
        assertFalse(details.toString().contains("0123456789"));
    }

    @Test
    void aDueDateOnWhichTargetIsClosedMovesToTheNextOpenDay() throws Exception {
        ProviderAnswer answer =
                gateway(Instant.parse("2026-12-17T23:30:00Z"), true)
                        .ask(request(payment(), AMOUNT));
        // it is the 18th in Berlin; the 25th is Christmas, a weekend follows
        assertEquals("2026-12-28", ((NextAction.DirectDebit) answer.nextAction()).dueOn());
    }

    @Test
    void aMandateForOneCollectionGivesNoSecondOne() throws Exception {
        Map<String, String> details = agree("DE", false);
        PaymentRequest first = request(payment(), AMOUNT, details);
        assertEquals(ProviderStatus.PENDING, gateway().ask(first).status());
        ProviderAnswer second = gateway().ask(request(payment(), AMOUNT, details));
        assertEquals(ProviderStatus.DECLINED, second.status());
        assertEquals("MANDATE_USED", second.declineCode());
        assertEquals(ProviderStatus.PENDING, gateway().ask(first).status());
    }

    @Test
    void whatSepaDoesNotCollectIsDeclinedAndNotNoted() throws Exception {
        for (Money amount :
                new Money[] {Money.of(2500, "GBP"), Money.of(100_000_000_000L, "EUR")}) {
            PaymentId payment = payment();
            ProviderAnswer answer = gateway().ask(request(payment, amount));
            assertEquals(ProviderStatus.DECLINED, answer.status());
            assertEquals(Optional.of(0L), charges(payment));
        }
        assertEquals(
                "NO_MANDATE", gateway().ask(request(payment(), AMOUNT, Map.of())).declineCode());
        assertEquals(
                "NO_MANDATE",
                gateway().ask(request(payment(), AMOUNT, agree("NL", false))).declineCode());
    }

    @Test
    void aSavedMandateIsCollectedWithAgainAndAgainUntilItIsTakenBack() throws Exception {
        DirectDebitGateway gateway = gateway(NOW, true);
        SavedMethodId id = new SavedMethodId(UUID.randomUUID());
        SaveRequest save = save(id, agree("DE", true));
        MethodAnswer saved = gateway.save(save);
        assertEquals(MethodStatus.ACTIVE, saved.status());
        assertEquals("NL13 **** **** **67 89", saved.label());
        assertEquals(saved, gateway.save(save));
        assertEquals(Optional.of(saved), gateway.lookUpMethod(new MethodTrace(id, "de", null)));
        for (int instalment = 0; instalment < 2; instalment++) {
            assertEquals(
                    ProviderStatus.PENDING,
                    gateway.ask(collect(payment(), saved.reference())).status());
        }
        gateway.forget(new MethodTrace(id, "de", saved.reference()));
        gateway.forget(new MethodTrace(id, "de", saved.reference()));
        assertEquals(
                MethodStatus.REVOKED,
                gateway.lookUpMethod(new MethodTrace(id, "de", null)).orElseThrow().status());
        PaymentId late = payment();
        ProviderAnswer refused = gateway.ask(collect(late, saved.reference()));
        assertEquals("MANDATE_REVOKED", refused.declineCode());
        assertEquals(Optional.of(0L), charges(late));
    }

    private static SaveRequest save(SavedMethodId id, Map<String, String> details) {
        return new SaveRequest(
                id, "met-" + id, PaymentMethod.SEPA_DIRECT_DEBIT, "DE", "de", null, details);
    }

    private static PaymentRequest collect(PaymentId payment, String reference) {
        return new PaymentRequest(
                payment,
                "pay-" + payment,
                PaymentMethod.SEPA_DIRECT_DEBIT,
                AMOUNT,
                "DE",
                "de",
                null,
                Map.of(),
                new PaymentRequest.Saved(reference, false));
    }

    @Test
    void onlyAMandateForRepeatedCollectionsIsSavedAndOnlyOnce() throws Exception {
        DirectDebitGateway gateway = gateway(NOW, true);
        SavedMethodId id = new SavedMethodId(UUID.randomUUID());
        assertEquals(MethodStatus.DECLINED, gateway.save(save(id, agree("DE", false))).status());
        assertEquals(MethodStatus.DECLINED, gateway.save(save(id, Map.of())).status());
        assertEquals(Optional.empty(), gateway.lookUpMethod(new MethodTrace(id, "de", null)));
        Map<String, String> mandate = agree("DE", true);
        gateway.save(save(id, mandate));
        SavedMethodId other = new SavedMethodId(UUID.randomUUID());
        assertEquals(MethodStatus.DECLINED, gateway.save(save(other, mandate)).status());
    }

    @Test
    void anAccountThatCannotBeCollectedFromIsRefusedByName() {
        DirectDebitGateway gateway = gateway(NOW, true);
        assertEquals(Optional.empty(), gateway.refusal("NL13 TEST 0123 4567 89"));
        assertEquals(Optional.of("invalid_iban"), gateway.refusal("NL14TEST0123456789"));
        assertEquals(Optional.of("outside_eea"), gateway.refusal("CH9300762011623852957"));
        assertEquals(Optional.of("not_sepa"), gateway.refusal("TR330006100519786457841326"));
    }

    @Test
    void itIsOffUntilSwitchedOnAndHasNoWordsWhereAnOfficeCannotCollect() {
        assertTrue(gateway(NOW, false).methods().isEmpty());
        assertTrue(gateway(NOW, true).words("US", "en").isEmpty());
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        form.agree(
                                new MandateAgreement(
                                        "US",
                                        false,
                                        new MandateAgreement.Words("sepa-core", 1, "en"),
                                        new MandateAgreement.Account("NL13TEST0123456789", "E"),
                                        new MandateAgreement.Proof(NOW, "test/us", null, null))));
    }

    @Test
    void withoutKeysItOffersNothingAndBeingSwitchedOnEndsTheStart() {
        for (boolean enabled : new boolean[] {true, false}) {
            DirectDebitGateway keyless =
                    new DirectDebitGateway(
                            new Settings(enabled, "24h", 7),
                            Rings.withoutKeys(),
                            form,
                            null,
                            null,
                            null);
            assertTrue(keyless.methods().isEmpty());
            if (enabled) {
                assertThrows(
                        IllegalStateException.class,
                        () -> keyless.refuseWithoutKeys(new StartupEvent()));
            } else {
                keyless.refuseWithoutKeys(new StartupEvent());
            }
        }
        gateway(NOW, true).refuseWithoutKeys(new StartupEvent());
    }
}
