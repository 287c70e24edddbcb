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
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.money.Money;
import org.almoner.payment.PaymentId;

/** One instalment of a recurring gift. Changes only through its verbs. */
@Entity
@Table(name = "instalment")
class Instalment {

    @Id private UUID id;

    @Column(name = "recurring_gift_id")
    private UUID recurringGiftId;

    private int number;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "collect_on")
    private LocalDate collectOn;

    @Column(name = "ask_before")
    private int askBefore;

    @Column(name = "amount_minor")
    private Long amountMinor;

    private Currency currency;

    @Enumerated(EnumType.STRING)
    private InstalmentState state;

    private String reason;

    @Enumerated(EnumType.STRING)
    private Notice notice;

    @Column(name = "announce_on")
    private LocalDate announceOn;

    private int tries;

    @Column(name = "donation_id")
    private UUID donationId;

    @Column(name = "payment_id")
    private UUID paymentId;

    @Column(name = "lease_until")
    private Instant leaseUntil;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Version private int version;

    /** Whether an instalment still has to be announced before it may be collected. */
    enum Notice {
        /** Nothing has to be announced. */
        NONE,
        /** An announcement is to be written on its day. */
        DUE,
        /** It is on its way. */
        OWED,
        /** The mail server has it. */
        SENT
    }

    Instalment() {}

    static Instalment ahead(UUID id, RecurringGift gift, int number, NoticeRule notice) {
        Instalment instalment = new Instalment();
        instalment.id = id;
        instalment.recurringGiftId = gift.id().value();
        instalment.number = number;
        instalment.state = InstalmentState.SCHEDULED;
        instalment.plan(gift.schedule().due(number), notice, gift.isAnnounced());
        boolean justAgreed =
                instalment.notice == Notice.DUE
                        && number == 1
                        && !instalment.announceOn.isAfter(gift.startOn());
        if (justAgreed) {
            instalment.remindOn(Notice.NONE, null); // the donor has only just said yes to this day
        }
        return instalment;
    }

    /** Falls due on this day, and has to be announced as the rule says. */
    void plan(LocalDate day, NoticeRule rule, boolean termsAnnounced) {
        dueOn = day;
        collectOn = rule.asking().possible(day);
        askBefore = rule.asking().daysBefore();
        switch (rule.mode()) {
            case NONE -> remindOn(Notice.NONE, null);
            case SERIES -> remindOn(termsAnnounced ? Notice.SENT : Notice.OWED, null);
            case EACH -> remindOn(Notice.DUE, collectOn.minusDays(rule.writeDaysBefore()));
        }
    }

    private void remindOn(Notice next, LocalDate day) {
        notice = next;
        announceOn = day;
    }

    void announcementOwed() {
        notice = Notice.OWED;
    }

    /** The announcement left on this day; the money is taken no sooner than it promised. */
    void announced(LocalDate sentOn, int leadDays) {
        notice = Notice.SENT;
        LocalDate soonest = sentOn.plusDays(leadDays);
        if (soonest.isAfter(collectOn)) {
            collectOn = soonest;
        }
    }

    /** Nothing is new to the donor: the announcement of before still holds. */
    void stayAnnounced() {
        if (notice == Notice.OWED) {
            notice = Notice.SENT;
        }
    }

    /** Is being collected as this gift by this payment. */
    void collect(DonationId gift, PaymentId payment, Money amount) {
        become(InstalmentState.COLLECTING);
        donationId = gift.value();
        paymentId = payment.value();
        amountMinor = amount.minor();
        currency = amount.currency();
        tries++;
        reason = null;
        closedAt = null;
    }

    /** Nobody needs to look after it until the provider speaks. */
    void leaveToProvider(PaymentId payment) {
        if (payment.value().equals(paymentId)) {
            leaseUntil = null;
        }
    }

    void collected(Instant now) {
        close(InstalmentState.COLLECTED, null, now);
    }

    void returned(String why, Instant now) {
        close(InstalmentState.RETURNED, why, now);
    }

    /**
     * Is asked for once more.
     *
     * @param isToBeTold whether the mail that says so has to leave first
     */
    void tryAgain(LocalDate on, String why, boolean isToBeTold) {
        become(InstalmentState.RETRYING);
        if (isToBeTold) {
            notice = Notice.OWED;
        }
        collectOn = on.isBefore(dueOn) ? dueOn : on;
        reason = why;
        leaseUntil = null;
        closedAt = null;
    }

    /** The first try was declined while the donor was there: it is due as before. */
    void startAnew(String why) {
        become(InstalmentState.SCHEDULED);
        reason = why;
        leaseUntil = null;
    }

    void fail(SkipReason why, Instant now) {
        close(InstalmentState.FAILED, why.name(), now);
    }

    void skip(SkipReason why, Instant now) {
        close(InstalmentState.SKIPPED, why.name(), now);
    }

    private void close(InstalmentState next, String why, Instant now) {
        become(next);
        reason = why;
        leaseUntil = null;
        closedAt = now;
    }

    private void become(InstalmentState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "Instalment " + id + " is " + state + " and can't become " + next);
        }
        state = next;
    }

    UUID id() {
        return id;
    }

    RecurringGiftId gift() {
        return new RecurringGiftId(recurringGiftId);
    }

    int number() {
        return number;
    }

    LocalDate dueOn() {
        return dueOn;
    }

    /** The day on which the money is to be taken. */
    LocalDate collectOn() {
        return collectOn;
    }

    /** The day on which it has to be asked for, so that it is taken on its day. */
    LocalDate askOn() {
        return collectOn.minusDays(askBefore);
    }

    InstalmentState state() {
        return state;
    }

    int tries() {
        return tries;
    }

    Notice notice() {
        return notice;
    }

    /** Whether nothing has to be announced any more. */
    boolean isCleared() {
        return switch (notice) {
            case NONE, SENT -> true;
            case DUE, OWED -> false;
        };
    }

    /** What is collected; empty until it was asked for the first time. */
    Optional<Money> amount() {
        return Optional.ofNullable(amountMinor).map(minor -> new Money(minor, currency));
    }

    Optional<DonationId> donation() {
        return Optional.ofNullable(donationId).map(DonationId::new);
    }

    Optional<PaymentId> payment() {
        return Optional.ofNullable(paymentId).map(PaymentId::new);
    }

    InstalmentView view() {
        return new InstalmentView(
                gift(),
                number,
                dueOn,
                collectOn,
                amount().orElse(null),
                state,
                reason,
                tries,
                donation().orElse(null),
                closedAt);
    }
}
