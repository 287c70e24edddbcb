package org.almoner.payment.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.BankAccount;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.CreditorReference;
import org.almoner.payment.Gateway;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderStatus;

/**
 * Paying by bank transfer. Nobody is called: the same payment always gets the same reference, and
 * the bank statement tells when the money is there.
 */
@ApplicationScoped
class BankTransferGateway implements Gateway {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final String EUR = "EUR";

    private final Offices offices;

    BankTransferGateway(Offices offices) {
        this.offices = offices;
    }

    @Override
    public String provider() {
        return "bank";
    }

    @Override
    public Set<PaymentMethod> methods() {
        return Set.of(PaymentMethod.BANK_TRANSFER);
    }

    /** The reference follows from the payment, so there is nothing that could be forgotten. */
    @Override
    public Duration keyLifetime() {
        return FOR_EVER;
    }

    @Override
    public ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable {
        BankAccount account =
                offices.find(new OfficeCode(request.office()))
                        .map(Office::account)
                        .orElseThrow(
                                () -> GatewayUnavailable.notReached("There is no such office"));
        CreditorReference reference = CreditorReference.ofPayment(request.payment().value());
        return new ProviderAnswer(
                reference.value(),
                ProviderStatus.PENDING,
                request.amount(),
                null,
                transfer(account, request.amount(), reference));
    }

    /** What the donor needs; shared with tests, which have no offices. */
    static NextAction.Transfer transfer(
            BankAccount account, Money amount, CreditorReference reference) {
        Optional<GiroCode> code =
                account.iban()
                        .filter(iban -> amount.currency().getCurrencyCode().equals(EUR))
                        .map(iban -> code(account, iban, amount, reference));
        String title = reference.grouped() + " · " + amount;
        return new NextAction.Transfer(
                account.identifier(),
                account.bic().orElse(null),
                account.holder(),
                reference.value(),
                amount,
                code.map(GiroCode::payload).orElse(null),
                code.map(found -> QrPicture.svg(found, title)).orElse(null));
    }

    private static GiroCode code(
            BankAccount account, String iban, Money amount, CreditorReference reference) {
        return GiroCode.of(
                new GiroCode.Beneficiary(account.holder(), iban, account.bic()), amount, reference);
    }
}
