package org.almoner.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.almoner.giving.PaymentMethod;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.jboss.logging.Logger;

/** The acts others may ask of saved methods. */
@ApplicationScoped
public class MethodDesk {

    private static final Logger LOG = Logger.getLogger(MethodDesk.class);

    private final SavedMethods methods;
    private final Gateways gateways;
    private final Breakers breakers;
    private final RecordMethodWord word;
    private final AskOnReturn askOnReturn;
    private final InstantSource clock;

    MethodDesk(
            SavedMethods methods,
            Gateways gateways,
            Breakers breakers,
            RecordMethodWord word,
            AskOnReturn askOnReturn,
            InstantSource clock) {
        this.methods = methods;
        this.gateways = gateways;
        this.breakers = breakers;
        this.word = word;
        this.askOnReturn = askOnReturn;
        this.clock = clock;
    }

    /** Whether somebody can save this method for the office here and now. */
    public boolean canSave(PaymentMethod method, String office) {
        return gateways.saving(method, office).isPresent();
    }

    /**
     * How many calendar days before the money is taken a collection by this method has to be asked
     * for; 0 for a method that nobody saves.
     */
    public int daysAhead(PaymentMethod method, String office) {
        return gateways.saving(method, office).map(Gateway::daysAhead).orElse(0);
    }

    /**
     * Opens a method in the caller's transaction; the provider is not asked yet.
     *
     * @throws DomainProblem 503 when nobody can save the method any more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void open(SaveOrder order) {
        SavesMethod gateway =
                gateways.saving(order.method(), order.office())
                        .orElseThrow(
                                () ->
                                        DomainProblem.of(
                                                ProblemType.UNAVAILABLE,
                                                "This payment method cannot be kept for regular"
                                                        + " gifts at the moment; choose another"
                                                        + " one."));
        methods.persist(SavedMethod.open(order, gateway, clock.instant()));
    }

    /**
     * Takes a method in hand, in the caller's transaction. Where that has opened it, it is not read
     * again, for nobody can have asked for it yet; otherwise it is looked up at the provider before
     * it is asked for again, so that not even a provider that forgets keys saves it twice.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public MethodInHand inHand(SavedMethodId id) {
        SavedMethod method = methods.findById(id.value());
        if (method == null) {
            throw new IllegalArgumentException("There is no saved method " + id);
        }
        return new MethodInHand(method);
    }

    /**
     * Asks the provider to save an opened method and records the answer. The provider is called
     * with no transaction open and always under the same key, so doing this again, here or
     * elsewhere, never saves a second one; a method that is already further along is left as it is.
     *
     * @param conclude runs in the transaction that records the answer, with the method as it then
     *     is
     * @throws GatewayUnavailable when the outcome is unknown; the method stays open
     */
    public void carryOut(MethodInHand inHand, Consumer<MethodView> conclude)
            throws GatewayUnavailable {
        SavedMethod opened = inHand.method();
        if (opened.state() == MethodState.OPENED) {
            Optional<MethodAnswer> answer = askOrLookUp(opened);
            store(opened.id(), answer, conclude);
        } else {
            store(opened.id(), method -> {}, conclude);
        }
    }

    private Optional<MethodAnswer> askOrLookUp(SavedMethod method) throws GatewayUnavailable {
        SavesMethod gateway =
                gateways.capable(method.provider(), SavesMethod.class)
                        .orElseThrow(
                                () ->
                                        GatewayUnavailable.notReached(
                                                "No such gateway is installed"));
        Instant now = clock.instant();
        if (method.keyIsRemembered(now)) {
            Optional<MethodAnswer> known =
                    method.mayHaveBeenAsked()
                            ? gateway.lookUpMethod(MethodTrace.of(method))
                            : Optional.empty();
            return known.isPresent()
                    ? known
                    : Optional.of(
                            breakers.through(
                                    method.provider(), () -> gateway.save(method.request())));
        }
        LOG.infof("Method %s is looked up: its provider key may be forgotten", method.id());
        try {
            return gateway.lookUpMethod(MethodTrace.of(method));
        } catch (GatewayUnavailable silent) {
            if (method.isGivenUp(now)) {
                return Optional.empty();
            }
            throw silent;
        }
    }

    private void store(
            SavedMethodId id, Optional<MethodAnswer> answer, Consumer<MethodView> conclude) {
        try {
            store(
                    id,
                    method ->
                            answer.ifPresentOrElse(
                                    told -> word.record(method, told),
                                    () -> word.lostTrack(method)),
                    conclude);
        } catch (RuntimeException failure) {
            if (!BrokenBy.constraint(failure, "uq_saved_method_provider_reference")) {
                throw failure;
            }
            store(id, word::confused, conclude);
        }
    }

    private void store(
            SavedMethodId id, Consumer<SavedMethod> change, Consumer<MethodView> conclude) {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            SavedMethod method = methods.locked(id).orElseThrow();
                            change.accept(method);
                            conclude.accept(method.view());
                        });
    }

    /**
     * Takes a method back, in the caller's transaction; the provider is told afterwards. A method
     * that was declined or revoked already is left as it is.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void revoke(SavedMethodId id) {
        word.revoke(
                methods.locked(id)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no saved method " + id)));
    }

    /**
     * The donor may be back from the provider's page: one that waits for our word is asked, in the
     * background and not too often.
     *
     * @param owner whose methods, those that wait for the donor
     */
    @Transactional
    public void donorMayBeBack(UUID owner) {
        methods.pendingOf(owner).forEach(method -> askOnReturn.about(method.view()));
    }

    /** One method. */
    @Transactional
    public Optional<MethodView> find(SavedMethodId id) {
        return methods.findByIdOptional(id.value()).map(SavedMethod::view);
    }

    /** Several methods, in one query and no particular order; unknown ones are left out. */
    @Transactional
    public List<MethodView> findAll(Collection<SavedMethodId> ids) {
        List<UUID> wanted = ids.stream().map(SavedMethodId::value).toList();
        return wanted.isEmpty()
                ? List.of()
                : methods.list("id in ?1", wanted).stream().map(SavedMethod::view).toList();
    }
}
