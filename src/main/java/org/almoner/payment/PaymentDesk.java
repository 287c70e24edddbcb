package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.almoner.giving.PaymentMethod;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.jboss.logging.Logger;

/** The acts others may ask of payments. */
@ApplicationScoped
public class PaymentDesk {

    private static final Logger LOG = Logger.getLogger(PaymentDesk.class);

    private final Payments payments;
    private final SavedMethods methods;
    private final Gateways gateways;
    private final Breakers breakers;
    private final RecordProviderWord word;
    private final Checkpoints checkpoints;
    private final AskOnReturn askOnReturn;
    private final InstantSource clock;

    PaymentDesk(
            Payments payments,
            SavedMethods methods,
            Gateways gateways,
            Breakers breakers,
            RecordProviderWord word,
            Checkpoints checkpoints,
            AskOnReturn askOnReturn,
            InstantSource clock) {
        this.payments = payments;
        this.methods = methods;
        this.gateways = gateways;
        this.breakers = breakers;
        this.word = word;
        this.checkpoints = checkpoints;
        this.askOnReturn = askOnReturn;
        this.clock = clock;
    }

    /**
     * Whether somebody serves the method for the office here and now.
     *
     * @param office code of the office that would receive the money
     */
    public boolean isServed(PaymentMethod method, String office) {
        return gateways.serving(method, office).isPresent();
    }

    /** Whether its provider fails so much now that a donor should choose another method (EO-20). */
    public boolean isDown(PaymentMethod method, String office) {
        return gateways.serving(method, office)
                .filter(gateway -> breakers.isOpen(gateway.provider()))
                .isPresent();
    }

    /** Whether the method is served for the office and knows what is said beyond its name. */
    public boolean accepts(PaymentMethod method, String office, Map<String, String> details) {
        return gateways.serving(method, office)
                .filter(gateway -> gateway.accepts(details))
                .isPresent();
    }

    /** The mandate to show for the method in an office; empty where none is needed or possible. */
    public Optional<MandateWords> mandateWords(PaymentMethod method, String office, String locale) {
        return mandates(method, office).flatMap(gateway -> gateway.words(office, locale));
    }

    /** Why an account cannot be collected from, as a stable code; empty when it can. */
    public Optional<String> accountRefusal(PaymentMethod method, String office, String account) {
        return mandates(method, office).flatMap(gateway -> gateway.refusal(account));
    }

    /**
     * Keeps a mandate in the caller's transaction.
     *
     * @return the details by which a payment order or a save order names it
     * @throws DomainProblem 503 when nobody collects with this method any more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<String, String> agreeToMandate(PaymentMethod method, MandateAgreement agreement) {
        return mandates(method, agreement.office())
                .orElseThrow(PaymentDesk::methodUnavailable)
                .agree(agreement);
    }

    private Optional<TakesMandates> mandates(PaymentMethod method, String office) {
        return gateways.serving(method, office)
                .filter(TakesMandates.class::isInstance)
                .map(TakesMandates.class::cast);
    }

    /**
     * Opens a payment in the caller's transaction; nobody is asked for money yet.
     *
     * @throws DomainProblem 503 when no gateway serves the method any more, 409 when a person has
     *     to look at an earlier payment of the same business first, or the saved method it shall be
     *     collected with is not active
     * @throws IllegalArgumentException when the saved method is none, or none of this office and
     *     kind
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public PaymentId open(PaymentOrder order) {
        if (order.attempt() > 1 && payments.isInReview(order.reference())) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "A person looks at an earlier payment of this gift first.");
        }
        payments.persist(order.collection() == null ? payAnew(order) : collect(order));
        return order.id();
    }

    private Payment payAnew(PaymentOrder order) {
        Gateway gateway =
                gateways.serving(order.method(), order.office())
                        .orElseThrow(PaymentDesk::methodUnavailable);
        return Payment.open(order, gateway, clock.instant());
    }

    private Payment collect(PaymentOrder order) {
        SavedMethodId id = order.collection().savedMethod();
        SavedMethod method =
                methods.findByIdOptional(id.value())
                        .filter(found -> found.office().equals(order.office()))
                        .filter(found -> found.method() == order.method())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "No saved method " + id + " fits this payment"));
        if (method.state() != MethodState.ACTIVE) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "The saved payment method cannot be used any more.");
        }
        Gateway gateway =
                gateways.named(method.provider())
                        .filter(found -> found.serves(order.method(), order.office()))
                        .orElseThrow(PaymentDesk::methodUnavailable);
        return Payment.collect(order, method, gateway, clock.instant());
    }

    private static DomainProblem methodUnavailable() {
        return DomainProblem.of(
                ProblemType.UNAVAILABLE,
                "This payment method is not available at the moment; choose another one.");
    }

    /**
     * Takes a payment in hand that was opened in the caller's transaction, without reading it
     * again: nobody can have asked for it yet.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public PaymentInHand inHand(PaymentId id) {
        return inHand(id, false);
    }

    /**
     * Takes a payment in hand whose work was interrupted: it is looked up at the provider before it
     * is asked for again, so that not even a provider that forgets keys charges twice.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public PaymentInHand inHandAgain(PaymentId id) {
        return inHand(id, true);
    }

    private PaymentInHand inHand(PaymentId id, boolean asked) {
        Payment payment = payments.findById(id.value());
        if (payment == null) {
            throw new IllegalArgumentException("There is no payment " + id);
        }
        return new PaymentInHand(payment, asked);
    }

    /**
     * Asks the provider for an opened payment and records the answer. The provider is called with
     * no transaction open and always under the same key, so doing this again, here or elsewhere,
     * never charges again; a payment that is already further along is left as it is.
     *
     * @param conclude runs in the transaction that records the answer, with the payment as it then
     *     is
     * @throws GatewayUnavailable when the outcome is unknown; the payment stays open
     */
    public void carryOut(PaymentInHand inHand, Consumer<PaymentView> conclude)
            throws GatewayUnavailable {
        Payment opened = inHand.payment();
        Optional<ProviderReport> report = Optional.empty();
        if (opened.state() == PaymentState.OPENED) {
            report = askOrLookUp(opened, inHand.mayHaveBeenAsked());
            checkpoints.passed(Checkpoint.PROVIDER_ANSWERED);
        }
        store(opened.id(), report, conclude);
    }

    private Optional<ProviderReport> askOrLookUp(Payment payment, boolean mayHaveBeenAsked)
            throws GatewayUnavailable {
        Instant now = clock.instant();
        if (!payment.keyIsRemembered(now)) {
            LOG.infof("Payment %s is looked up: its provider key may be forgotten", payment.id());
            return lookUpWhileItMakesSense(payment, now);
        }
        Optional<ProviderReport> known = mayHaveBeenAsked ? lookUp(payment) : Optional.empty();
        return known.isPresent() ? known : Optional.of(ask(payment));
    }

    private ProviderReport ask(Payment payment) throws GatewayUnavailable {
        Gateway gateway =
                gateways.named(payment.provider())
                        .orElseThrow(
                                () ->
                                        GatewayUnavailable.notReached(
                                                "No such gateway is installed"));
        return ProviderReport.of(
                payment.id(),
                breakers.through(payment.provider(), () -> gateway.ask(payment.request())));
    }

    /** Empty also for a gateway that cannot be asked. */
    private Optional<ProviderReport> lookUp(Payment payment) throws GatewayUnavailable {
        Optional<ReportsStatus> reports = gateways.capable(payment.provider(), ReportsStatus.class);
        return reports.isPresent()
                ? reports.get().lookUp(PaymentTrace.of(payment))
                : Optional.empty();
    }

    private Optional<ProviderReport> lookUpWhileItMakesSense(Payment payment, Instant now)
            throws GatewayUnavailable {
        try {
            return lookUp(payment);
        } catch (GatewayUnavailable silent) {
            if (payment.isGivenUp(now)) {
                return Optional.empty();
            }
            throw silent;
        }
    }

    private void store(
            PaymentId id, Optional<ProviderReport> report, Consumer<PaymentView> conclude) {
        try {
            store(id, payment -> recordReport(payment, report), conclude);
        } catch (RuntimeException failure) {
            if (!BrokenBy.constraint(failure, "uq_payment_provider_reference")) {
                throw failure;
            }
            store(id, word::confused, conclude);
        }
    }

    private void store(PaymentId id, Consumer<Payment> change, Consumer<PaymentView> conclude) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            Payment payment = payments.locked(id).orElseThrow();
                            if (payment.state() == PaymentState.OPENED) {
                                change.accept(payment);
                                payments.flush(); // a reference of another payment is refused here
                            } else {
                                LOG.infof("lease_lost: payment %s went on without us", id);
                            }
                            conclude.accept(payment.view());
                            checkpoints.passed(Checkpoint.BEFORE_SECOND_COMMIT);
                        });
    }

    private void recordReport(Payment payment, Optional<ProviderReport> report) {
        if (report.isPresent()) {
            word.record(payment, report.get());
        } else {
            word.lostTrack(payment);
        }
    }

    /** The newest payment of a payer's business. */
    @Transactional
    public Optional<PaymentView> latestOf(UUID reference) {
        return payments.latestOf(reference).map(Payment::view);
    }

    /**
     * The donor may be back from the provider's page: one that waits for our word is asked, in the
     * background and not too often.
     */
    public void donorMayBeBack(PaymentView payment) {
        askOnReturn.about(payment);
    }

    /** One payment. */
    @Transactional
    public Optional<PaymentView> find(PaymentId id) {
        return payments.findByIdOptional(id.value()).map(Payment::view);
    }
}
