package org.almoner.payment.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.BankAccount;
import org.almoner.office.OfficeCode;
import org.almoner.office.OfficesOnHand;
import org.almoner.payment.Gateway;
import org.almoner.payment.GatewayContractTest;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderStatus;
import org.junit.jupiter.api.Test;

class BankTransferGatewayContractTest extends GatewayContractTest {

    private static final BankAccount GERMAN =
            new BankAccount(
                    "Beispiel Hilfe e.V.",
                    Optional.of("DE91100000000123456789"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("TESTDEFFXXX"),
                    Optional.empty());
    private static final BankAccount AMERICAN =
            new BankAccount(
                    "Example Relief Inc.",
                    Optional.empty(),
                    Optional.of("021000021"),
                    Optional.of("000123456"),
                    Optional.empty(),
                    Optional.empty());

    @Override
    protected Gateway gateway() {
        return new BankTransferGateway(OfficesOnHand.with(new OfficeCode("DE"), "EUR", GERMAN));
    }

    @Override
    protected PaymentRequest request(PaymentId payment, Money amount) {
        return requestTo("DE", payment, amount);
    }

    private static PaymentRequest requestTo(String office, PaymentId payment, Money amount) {
        return new PaymentRequest(
                payment,
                "pay-" + payment,
                PaymentMethod.BANK_TRANSFER,
                amount,
                office,
                "de",
                null,
                Map.of());
    }

    @Override
    protected Optional<Long> charges(PaymentId payment) {
        return Optional.empty();
    }

    @Override
    protected Optional<Notifications> notifications() {
        return Optional.empty();
    }

    @Test
    void theDonorIsToldWhereToWithAReferenceAndACode() throws Exception {
        PaymentId payment = new PaymentId(UUID.randomUUID());
        var answer = gateway().ask(request(payment, Money.of(2500, "EUR")));
        assertEquals(ProviderStatus.PENDING, answer.status());
        NextAction.Transfer transfer = (NextAction.Transfer) answer.nextAction();
        assertEquals("DE91100000000123456789", transfer.iban());
        assertEquals(answer.reference(), transfer.reference());
        assertTrue(transfer.qrPayload().endsWith(transfer.reference()));
        assertTrue(transfer.qrSvg().startsWith("<svg "));
    }

    @Test
    void outsideTheEuroTheNationalAccountStandsThereAndThereIsNoCode() throws Exception {
        Gateway gateway =
                new BankTransferGateway(OfficesOnHand.with(new OfficeCode("US"), "USD", AMERICAN));
        PaymentId payment = new PaymentId(UUID.randomUUID());
        NextAction.Transfer transfer =
                (NextAction.Transfer)
                        gateway.ask(requestTo("US", payment, Money.of(2500, "USD"))).nextAction();
        assertEquals("021000021 000123456", transfer.iban());
        assertNull(transfer.qrPayload());
        assertNull(transfer.qrSvg());
    }

    @Test
    void anUnknownOfficeIsNotPaid() {
        PaymentRequest request =
                requestTo("XX", new PaymentId(UUID.randomUUID()), Money.of(100, "EUR"));
        assertThrows(GatewayUnavailable.class, () -> gateway().ask(request));
    }
}
