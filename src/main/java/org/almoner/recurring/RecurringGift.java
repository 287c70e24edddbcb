package org.almoner.recurring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.donation.InstalmentOf;
import org.almoner.donation.ReceiptWish;
import org.almoner.donor.DonorId;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.SavedMethodId;
import org.hibernate.annotations.OptimisticLock;

/**
 * An agreement to give again and again. Changes only through its verbs, each guarding its state.
 */
@Entity
@Table(name = "recurring_gift")
class RecurringGift {

    @Id private UUID id;
    private String number;

    @Column(name = "draft_id")
    private UUID draftId;

    @Column(name = "donor_id")
    private UUID donorId;

    private String office;

    @Column(name = "campaign_id")
    private UUID campaignId;

    private String country;
    private String locale;

    @Column(name = "amount_minor")
    private long amountMinor;

    private Currency currency;

    @Enumerated(EnumType.STRING)
    private Cadence cadence;

    @Column(name = "collection_day")
    private short collectionDay;

    @Column(name = "anchor_number")
    private int anchorNumber;

    @Column(name = "anchor_month")
    private LocalDate anchorMonth;

    @Column(name = "start_on")
    private LocalDate startOn;

    @Column(name = "end_on")
    private LocalDate endOn;

    @Enumerated(EnumType.STRING)
    private PaymentMethod method;

    @Column(name = "saved_method_id")
    private UUID savedMethodId;

    @Enumerated(EnumType.STRING)
    @Column(name = "method_asked_by")
    private ChangedBy methodAskedBy;

    @Enumerated(EnumType.STRING)
    private ReceiptWish receipts;

    @Enumerated(EnumType.STRING)
    private RecurringGiftState state;

    @Column(name = "paused_until")
    private LocalDate pausedUntil;

    @Column(name = "failed_tries")
    private int failedTries;

    private int unpaid;

    @Column(name = "method_needed")
    private boolean methodNeeded;

    @Enumerated(EnumType.STRING)
    @Column(name = "end_reason")
    private CancelReason endReason;

    private int revision;

    /** Not seen by anybody who edits, so it makes nobody's edit stale. */
    @OptimisticLock(excluded = true)
    private int announced;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "activated_at")
    private Instant activatedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Version private int version;

    RecurringGift() {}

    static RecurringGift agreed(
            RecurringGiftId id, String number, Agreement agreement, Instant now) {
        RecurringGift gift = new RecurringGift();
        gift.id = id.value();
        gift.number = number;
        gift.draftId = agreement.draft();
        gift.donorId = agreement.giver().donor().value();
        gift.office = agreement.giver().office().value();
        gift.country = agreement.giver().country();
        gift.locale = agreement.giver().locale();
        gift.campaignId = agreement.campaign() == null ? null : agreement.campaign().value();
        gift.amountMinor = agreement.amount().minor();
        gift.currency = agreement.amount().currency();
        gift.startOn = agreement.rhythm().startOn();
        gift.endOn = agreement.rhythm().endOn();
        gift.receipts = agreement.receipts();
        gift.state = RecurringGiftState.PENDING;
        gift.revision = 1;
        gift.createdAt = now;
        gift.follow(
                Schedule.from(
                        agreement.rhythm().startOn(),
                        agreement.rhythm().cadence(),
                        agreement.rhythm().day()));
        return gift;
    }

    /** From now on collected by this method; what stood against the old one is forgotten. */
    void use(SavedMethodId saved, PaymentMethod by) {
        savedMethodId = saved.value();
        method = by;
        methodNeeded = false;
    }

    /** Somebody wants another method; it is used once a provider has saved it. */
    void askForMethod(ChangedBy by) {
        methodAskedBy = by;
    }

    /** Who asked last for another method; the donor chose the first one. */
    ChangedBy methodAskedBy() {
        return methodAskedBy == null ? ChangedBy.DONOR : methodAskedBy;
    }

    /** The method cannot be used any more. */
    void needMethod() {
        methodNeeded = true;
    }

    void follow(Schedule schedule) {
        cadence = schedule.cadence();
        collectionDay = (short) schedule.day().day();
        anchorNumber = schedule.anchorNumber();
        anchorMonth = schedule.anchorMonth().atDay(1);
    }

    void giveEachTime(Money amount) {
        if (!amount.currency().equals(currency)) {
            throw new IllegalArgumentException("A recurring gift keeps its currency");
        }
        amountMinor = amount.minor();
    }

    void endOn(LocalDate day) {
        endOn = day;
    }

    void thankBy(ReceiptWish wish) {
        receipts = wish;
    }

    /** What was agreed is another now, and must be announced before it is collected. */
    void revise() {
        revision++;
    }

    /** Its terms as they stand were announced. */
    void announce(int sentRevision) {
        announced = Math.max(announced, sentRevision);
    }

    void start() {
        become(RecurringGiftState.STARTING);
    }

    /** The first try was declined: the donor is asked for another method. */
    void startAnew() {
        become(RecurringGiftState.PENDING);
    }

    void activate(Instant now) {
        become(RecurringGiftState.ACTIVE);
        activatedAt = now;
    }

    /** One more try failed. */
    void missedATry(int failingAfter) {
        failedTries++;
        if (state == RecurringGiftState.ACTIVE && failedTries >= failingAfter) {
            become(RecurringGiftState.FAILING);
        }
    }

    /** One more instalment is given up; whether that makes it lapse. */
    boolean missedAnInstalment(int lapsedAfter) {
        unpaid++;
        if (state == RecurringGiftState.FAILING && unpaid >= lapsedAfter) {
            become(RecurringGiftState.LAPSED);
            return true;
        }
        return false;
    }

    /** Money came: what failed before is forgiven. */
    void succeeded() {
        failedTries = 0;
        unpaid = 0;
        if (state == RecurringGiftState.FAILING || state == RecurringGiftState.LAPSED) {
            become(RecurringGiftState.ACTIVE);
        }
    }

    void pause(LocalDate until) {
        become(RecurringGiftState.PAUSED);
        pausedUntil = until;
    }

    /** Goes on after a break, or after it lapsed; failing while the last tries had failed. */
    void resume() {
        pausedUntil = null;
        unpaid = 0;
        become(failedTries > 0 ? RecurringGiftState.FAILING : RecurringGiftState.ACTIVE);
    }

    void cancel(CancelReason why, Instant now) {
        pausedUntil = null;
        become(RecurringGiftState.CANCELLED);
        endReason = why;
        endedAt = now;
    }

    void end(Instant now) {
        pausedUntil = null;
        become(RecurringGiftState.ENDED);
        endedAt = now;
    }

    void abandon(Instant now) {
        become(RecurringGiftState.ABANDONED);
        endedAt = now;
    }

    private void become(RecurringGiftState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "Recurring gift " + id + " is " + state + " and can't become " + next);
        }
        state = next;
    }

    /** Whether a day lies in the break the donor asked for. */
    boolean isPausedOn(LocalDate day) {
        return state == RecurringGiftState.PAUSED
                && (pausedUntil == null || day.isBefore(pausedUntil));
    }

    boolean isBeyondEnd(LocalDate day) {
        return endOn != null && day.isAfter(endOn);
    }

    boolean isAnnounced() {
        return announced >= revision;
    }

    boolean needsMethod() {
        return methodNeeded;
    }

    Schedule schedule() {
        return new Schedule(
                cadence,
                new CollectionDay(collectionDay),
                anchorNumber,
                YearMonth.from(anchorMonth));
    }

    RecurringGiftId id() {
        return new RecurringGiftId(id);
    }

    InstalmentOf instalment(int n) {
        return new InstalmentOf(id, n, receipts);
    }

    RecurringGiftState state() {
        return state;
    }

    OfficeCode office() {
        return new OfficeCode(office);
    }

    Money amount() {
        return new Money(amountMinor, currency);
    }

    PaymentMethod method() {
        return method;
    }

    Optional<SavedMethodId> savedMethod() {
        return Optional.ofNullable(savedMethodId).map(SavedMethodId::new);
    }

    LocalDate startOn() {
        return startOn;
    }

    int revision() {
        return revision;
    }

    int version() {
        return version;
    }

    RecurringGiftView view() {
        return new RecurringGiftView(
                id(),
                number,
                draftId,
                new Agreement.Giver(new DonorId(donorId), office(), country, locale),
                Optional.ofNullable(campaignId).map(CampaignId::new).orElse(null),
                new RecurringGiftView.Terms(
                        amount(),
                        cadence,
                        new CollectionDay(collectionDay),
                        startOn,
                        endOn,
                        receipts),
                new RecurringGiftView.Collecting(method, savedMethod().orElse(null), methodNeeded),
                new RecurringGiftView.Standing(
                        state, pausedUntil, failedTries, unpaid, endReason, activatedAt, endedAt),
                createdAt,
                version);
    }
}
