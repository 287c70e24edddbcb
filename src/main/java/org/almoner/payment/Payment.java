package org.almoner.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;

/** One attempt to be paid. Changes only through its verbs, each of which guards its state. */
@Entity
@Table(name = "payment")
class Payment {

    private static final int REASON_LIMIT = 200;

    @Id private UUID id;
    private UUID reference;
    private int attempt;
    private String office;
    private String provider;

    @Enumerated(EnumType.STRING)
    private PaymentMethod method;

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "reversed_minor")
    private long reversedMinor;

    private Currency currency;

    @Enumerated(EnumType.STRING)
    private PaymentState state;

    @Column(name = "provider_key")
    private String providerKey;

    @Column(name = "provider_key_expires_at")
    private Instant providerKeyExpiresAt;

    @Column(name = "provider_reference")
    private String providerReference;

    private String locale;

    @Column(name = "return_url")
    private String returnUrl;

    @Convert(converter = DetailsConverter.class)
    private Map<String, String> details;

    @Column(name = "next_action")
    @Convert(converter = NextActionConverter.class)
    private NextAction nextAction;

    @Column(name = "decline_code")
    private String declineCode;

    private boolean disputed;

    @Column(name = "review_reason")
    private String reviewReason;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "settled_at")
    private Instant settledAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "next_poll_at")
    private Instant nextPollAt;

    @Embedded private CollectedWith collectedWith;

    @Version private int version;

    Payment() {}

    /** Opens an attempt; the provider's key is fixed here, before anybody is asked. */
    static Payment open(PaymentOrder order, Gateway gateway, Instant now) {
        Payment payment = new Payment();
        payment.id = order.id().value();
        payment.reference = order.reference();
        payment.attempt = order.attempt();
        payment.office = order.office();
        payment.provider = gateway.provider();
        payment.method = order.method();
        payment.amountMinor = order.amount().minor();
        payment.currency = order.amount().currency();
        payment.state = PaymentState.OPENED;
        payment.providerKey = "pay-" + order.id();
        payment.providerKeyExpiresAt = now.plus(gateway.keyLifetime());
        payment.locale = order.locale();
        payment.returnUrl = order.returnUrl();
        payment.details = order.details();
        payment.openedAt = now;
        payment.changedAt = now;
        payment.collectedWith = CollectedWith.nothing();
        return payment;
    }

    /** Opens an attempt that is collected with a saved method. */
    static Payment collect(PaymentOrder order, SavedMethod with, Gateway gateway, Instant now) {
        Payment payment = open(order, gateway, now);
        payment.collectedWith = CollectedWith.method(with, order.collection().donorPresent());
        return payment;
    }

    PaymentRequest request() {
        return new PaymentRequest(
                id(),
                providerKey,
                method,
                amount(),
                office,
                locale,
                returnUrl,
                details,
                collectedWith.saved());
    }

    /** Whether asking again could still be answered from the provider's memory of our key. */
    boolean keyIsRemembered(Instant now) {
        return now.isBefore(providerKeyExpiresAt.minus(Duration.ofHours(1)));
    }

    /** Whether the provider has been silent so long that waiting on makes no sense. */
    boolean isGivenUp(Instant now) {
        return now.isAfter(providerKeyExpiresAt.plus(Duration.ofHours(72)));
    }

    /** Whether the provider means the payment by this reference, as far as we know. */
    boolean agreesOnReference(String told) {
        return providerReference == null || told == null || told.equals(providerReference);
    }

    void learnReference(String told) {
        if (!agreesOnReference(told)) {
            throw new IllegalStateException(
                    "Payment " + id + " is known to " + provider + " under another reference");
        }
        if (providerReference == null) {
            providerReference = told;
        }
    }

    void await(NextAction action, Instant pollAt, Instant now) {
        become(PaymentState.PENDING, now);
        nextAction = action;
        nextPollAt = pollAt;
    }

    /**
     * The money is ours.
     *
     * @param at since when; a bank may tell a day that is a while ago
     */
    void settle(Instant at, Instant now) {
        become(PaymentState.SETTLED, now);
        settledAt = at;
        nextAction = null;
        nextPollAt = null;
    }

    void decline(String code, Instant now) {
        become(PaymentState.DECLINED, now);
        declineCode = limited(code, 60);
        nextAction = null;
        nextPollAt = null;
    }

    void expire(Instant now) {
        become(PaymentState.EXPIRED, now);
        nextAction = null;
        nextPollAt = null;
    }

    void needReview(String reason, Instant now) {
        become(PaymentState.NEEDS_REVIEW, now);
        reviewReason = limited(reason, REASON_LIMIT);
        nextAction = null;
        nextPollAt = null;
    }

    /** Something about a payment that stays as it is wants a person's eye. */
    void flag(String reason, Instant now) {
        reviewReason = limited(reason, REASON_LIMIT);
        changedAt = now;
    }

    /** A person has seen the money. */
    void bookByHand(Instant now) {
        settle(now, now);
        declineCode = null;
        reviewReason = null;
    }

    /** A person has decided that nothing is to be booked. */
    void dismiss(Instant now) {
        if (state == PaymentState.NEEDS_REVIEW) {
            expire(now);
        }
        reviewReason = null;
        changedAt = now;
    }

    void dispute(boolean open) {
        disputed = open;
    }

    /** Takes money off; at most what is left. */
    void reverse(Money flowedBack, ReversalKind kind, Instant now) {
        Money left = amount().minus(reversed());
        Money rest = left.minus(flowedBack);
        reversedMinor += flowedBack.minor();
        PaymentState next =
                !rest.isZero()
                        ? PaymentState.PARTLY_REFUNDED
                        : kind == ReversalKind.RETURN
                                ? PaymentState.RETURNED
                                : PaymentState.REFUNDED;
        if (next == state) {
            changedAt = now;
        } else {
            become(next, now);
        }
    }

    void pollAgainAt(Instant at) {
        nextPollAt = at;
    }

    private void become(PaymentState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "Payment " + id + " is " + state + " and can't become " + next);
        }
        if (state == PaymentState.NEEDS_REVIEW) {
            reviewReason = null;
        }
        state = next;
        changedAt = now;
    }

    private static String limited(String text, int limit) {
        return text == null || text.length() <= limit ? text : text.substring(0, limit);
    }

    PaymentId id() {
        return new PaymentId(id);
    }

    UUID reference() {
        return reference;
    }

    String provider() {
        return provider;
    }

    PaymentState state() {
        return state;
    }

    Money amount() {
        return new Money(amountMinor, currency);
    }

    Money reversed() {
        return new Money(reversedMinor, currency);
    }

    boolean isDisputed() {
        return disputed;
    }

    Instant settledAt() {
        return settledAt;
    }

    boolean isFlagged() {
        return reviewReason != null;
    }

    PaymentView view() {
        return new PaymentView(
                id(),
                reference,
                attempt,
                office,
                provider,
                method,
                amount(),
                reversed(),
                state,
                providerReference,
                declineCode,
                disputed,
                reviewReason,
                nextAction == null ? new NextAction.None() : nextAction,
                locale,
                openedAt,
                settledAt,
                collectedWith.method());
    }
}
