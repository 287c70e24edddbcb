package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.almoner.id.Ids;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.MethodState;
import org.almoner.payment.PaymentInHand;
import org.almoner.payment.SaveOrder;
import org.almoner.payment.SavedMethodId;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * The acts others may ask of recurring gifts. All of them run in the caller's transaction and lock
 * the recurring gift, so that a hundred changes at once happen one after the other.
 */
@ApplicationScoped
public class RecurringGiftDesk {

    private static final int NUMBER_LENGTH = 8;
    private static final int LONGEST_BREAK_MONTHS = 24;

    private static final Set<RecurringGiftState> RUNNING =
            EnumSet.of(
                    RecurringGiftState.ACTIVE,
                    RecurringGiftState.FAILING,
                    RecurringGiftState.PAUSED);

    private final RecurringGifts gifts;
    private final Instalments instalments;
    private final OpenInstalment open;
    private final ChangeTerms changeTerms;
    private final ResumeRecurringGifts resume;
    private final EndRecurringGifts end;
    private final MethodDesk methods;
    private final RecurringConfig config;
    private final RecurringLog log;
    private final TellDonors tell;
    private final Offices offices;
    private final Ids ids;
    private final InstantSource clock;

    RecurringGiftDesk(
            RecurringGifts gifts,
            Instalments instalments,
            OpenInstalment open,
            ChangeTerms changeTerms,
            ResumeRecurringGifts resume,
            EndRecurringGifts end,
            MethodDesk methods,
            RecurringConfig config,
            RecurringLog log,
            TellDonors tell,
            Offices offices,
            Ids ids,
            InstantSource clock) {
        this.gifts = gifts;
        this.instalments = instalments;
        this.open = open;
        this.changeTerms = changeTerms;
        this.resume = resume;
        this.end = end;
        this.methods = methods;
        this.config = config;
        this.log = log;
        this.tell = tell;
        this.offices = offices;
        this.ids = ids;
        this.clock = clock;
    }

    /** When the first instalment of a rhythm falls due. */
    public static LocalDate firstDue(Agreement.Rhythm rhythm) {
        return Schedule.from(rhythm.startOn(), rhythm.cadence(), rhythm.day()).due(1);
    }

    /**
     * Writes an agreement down and opens its method; nothing is collected before the method is
     * saved. A draft that has made a recurring gift already is refused by the database.
     *
     * @throws DomainProblem 503 when nobody can save the method any more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public RecurringGiftView agree(Agreement agreement, NewMethod method) {
        Office office = offices.byCode(agreement.giver().office());
        RecurringGift gift =
                RecurringGift.agreed(
                        new RecurringGiftId(ids.next()),
                        office.code() + "-R-" + ids.numberForPeople(NUMBER_LENGTH),
                        agreement,
                        clock.instant());
        gift.use(method.id(), method.method());
        gifts.persistAndFlush(gift);
        openMethod(gift, method);
        log.note(gift, RecurringLog.Entry.of(RecurringLog.Kind.AGREED, ChangedBy.DONOR));
        return gift.view();
    }

    /**
     * Opens another method for an agreement whose first one did not work.
     *
     * @throws DomainProblem 409 when the recurring gift has begun, is over, or a provider has not
     *     decided yet
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public RecurringGiftView agreeByAnotherMethod(RecurringGiftId id, NewMethod method) {
        RecurringGift gift = locked(id, null);
        if (!awaitsAnotherMethod(gift.view())) {
            throw DomainProblem.of(
                    ProblemType.ALREADY_COMPLETED,
                    "This recurring gift has begun or its payment is still undecided.");
        }
        Optional<SavedMethodId> old = gift.savedMethod();
        gift.use(method.id(), method.method());
        openMethod(gift, method);
        old.ifPresent(methods::revoke);
        return gift.view();
    }

    /**
     * Whether a recurring gift has not begun and its last method is of no use: it was not saved, or
     * the first try with it was declined. While a provider has not decided yet, no other is taken.
     */
    public boolean awaitsAnotherMethod(RecurringGiftView gift) {
        if (gift.state() != RecurringGiftState.PENDING) {
            return false;
        }
        return methods.find(gift.collecting().savedMethod())
                .filter(
                        method ->
                                method.state() == MethodState.OPENED
                                        || method.state() == MethodState.PENDING)
                .isEmpty();
    }

    private void openMethod(RecurringGift gift, NewMethod method) {
        RecurringGiftView view = gift.view();
        methods.open(
                new SaveOrder(
                        method.id(),
                        gift.id().value(),
                        gift.office().value(),
                        method.method(),
                        view.giver().locale(),
                        method.returnUrl(),
                        method.fields()));
    }

    /**
     * Takes the first instalment in hand while the donor is there, when it can be collected now;
     * empty when it cannot, or when the collection run has taken it already.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<PaymentInHand> openFirst(RecurringGiftId id) {
        RecurringGift gift = locked(id, null);
        if (gift.state() != RecurringGiftState.STARTING) {
            return Optional.empty();
        }
        LocalDate today = offices.byCode(gift.office()).dayOf(clock.instant());
        Optional<Instalment> first =
                instalments
                        .ahead(id)
                        .filter(it -> it.number() == 1 && it.isCleared())
                        .filter(it -> !it.askOn().isAfter(today));
        return first.map(
                it -> {
                    PaymentInHand payment = open.open(gift, it, true);
                    instalments.flush();
                    instalments.lease(Set.of(it.id()), config.lease());
                    return payment;
                });
    }

    /**
     * Changes amount, rhythm, day, end or receipts from the next instalment on.
     *
     * @param version the version the caller has seen; {@code null} for whichever there is
     * @throws DomainProblem 404, 412 when it was changed since, 409 when it does not run, 400
     *     naming every broken rule
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public ChangeOutcome change(
            RecurringGiftId id, Integer version, TermsChange change, ChangedBy by) {
        RecurringGift gift = running(id, version);
        return outcome(gift, changeTerms.change(gift, change, by, clock.instant()));
    }

    /**
     * Opens another method for what runs already. The old one is used until the new one is saved.
     *
     * @throws DomainProblem 404, 412, 409 when it never began or is over
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public RecurringGiftView renewMethod(
            RecurringGiftId id, Integer version, NewMethod method, ChangedBy by) {
        RecurringGift gift = locked(id, version);
        if (!RUNNING.contains(gift.state()) && gift.state() != RecurringGiftState.LAPSED) {
            throw notNow(gift, "its method cannot be changed");
        }
        gift.askForMethod(by);
        openMethod(gift, method);
        return gift.view();
    }

    /**
     * Pauses: what falls due before the given day is skipped.
     *
     * @param until first day on which it goes on by itself; {@code null} for until resumed
     * @throws DomainProblem 404, 412, 409; 400 when the day does not lie ahead, or more than two
     *     years
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public ChangeOutcome pause(RecurringGiftId id, Integer version, LocalDate until, ChangedBy by) {
        RecurringGift gift = locked(id, version);
        if (!gift.state().mayBecome(RecurringGiftState.PAUSED)) {
            throw notNow(gift, "it cannot be paused");
        }
        LocalDate today = offices.byCode(gift.office()).dayOf(clock.instant());
        if (until != null
                && (!until.isAfter(today)
                        || until.isAfter(today.plusMonths(LONGEST_BREAK_MONTHS)))) {
            throw DomainProblem.invalid(
                    "/until", "out_of_range", "A day from tomorrow on, at most two years ahead.");
        }
        gift.pause(until);
        log.note(
                gift,
                RecurringLog.Entry.of(RecurringLog.Kind.PAUSED, by)
                        .changing(
                                Map.of(),
                                until == null ? Map.of() : Map.of("until", until.toString())));
        tell.paused(gift, until);
        return outcome(gift, Optional.empty());
    }

    /**
     * Resumes what was paused or has lapsed; what was missed stays missed.
     *
     * @throws DomainProblem 404, 412, 409, also when a method is needed first
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public ChangeOutcome resume(RecurringGiftId id, Integer version, ChangedBy by) {
        RecurringGift gift = locked(id, version);
        boolean stands =
                gift.state() == RecurringGiftState.PAUSED
                        || gift.state() == RecurringGiftState.LAPSED;
        if (!stands) {
            throw notNow(gift, "there is nothing to resume");
        }
        if (gift.needsMethod()) {
            throw notNow(gift, "it needs another payment method first");
        }
        return outcome(gift, resume.resume(gift, by, clock.instant()));
    }

    /**
     * Cancels for good. What is being collected cannot be stopped and is named in the outcome.
     *
     * @throws DomainProblem 404, 412, 409 when it is over already
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public ChangeOutcome cancel(
            RecurringGiftId id, Integer version, CancelReason why, ChangedBy by) {
        RecurringGift gift = locked(id, version);
        if (!gift.state().mayBecome(RecurringGiftState.CANCELLED)) {
            throw notNow(gift, "it is over already");
        }
        boolean hadBegun = gift.state() != RecurringGiftState.PENDING;
        Optional<Instalment> underWay = end.cancel(gift, why, by, clock.instant());
        if (hadBegun && why != CancelReason.DECEASED && why != CancelReason.ERASED) {
            tell.cancelled(gift, underWay);
        }
        return new ChangeOutcome(viewOf(gift), Optional.empty(), underWay.map(Instalment::view));
    }

    private RecurringGift running(RecurringGiftId id, Integer version) {
        RecurringGift gift = locked(id, version);
        if (!RUNNING.contains(gift.state())) {
            throw notNow(gift, "its terms cannot be changed");
        }
        return gift;
    }

    private RecurringGift locked(RecurringGiftId id, Integer version) {
        RecurringGift gift = gifts.locked(id).orElseThrow(DomainProblem::notFound);
        if (version != null && version != gift.version()) {
            throw DomainProblem.of(
                    ProblemType.STALE_EDIT,
                    "The recurring gift was changed since it was read; read it again.");
        }
        return gift;
    }

    private ChangeOutcome outcome(RecurringGift gift, Optional<Instalment> next) {
        Optional<InstalmentView> underWay =
                instalments.unfinished(gift.id()).stream()
                        .filter(it -> it.state() == InstalmentState.COLLECTING)
                        .findFirst()
                        .map(Instalment::view);
        return new ChangeOutcome(viewOf(gift), next.map(Instalment::view), underWay);
    }

    /** With the version it will have once this transaction has committed. */
    private RecurringGiftView viewOf(RecurringGift gift) {
        gifts.flush();
        return gift.view();
    }

    private static DomainProblem notNow(RecurringGift gift, String because) {
        return DomainProblem.of(
                ProblemType.WRONG_STATE,
                "The recurring gift is " + gift.state() + ": " + because + ".");
    }
}
