package org.almoner.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.almoner.giving.PaymentMethod;

/** A way to pay that a provider keeps. Changes only through its verbs, each guarding its state. */
@Entity
@Table(name = "saved_method")
class SavedMethod {

    private static final int LABEL_LIMIT = 100;
    private static final int CODE_LIMIT = 60;

    @Id private UUID id;
    private UUID owner;
    private String office;
    private String provider;

    @Enumerated(EnumType.STRING)
    private PaymentMethod method;

    @Enumerated(EnumType.STRING)
    private MethodState state;

    @Column(name = "provider_key")
    private String providerKey;

    @Column(name = "provider_key_expires_at")
    private Instant providerKeyExpiresAt;

    @Column(name = "provider_reference")
    private String providerReference;

    private String label;

    @Column(name = "decline_code")
    private String declineCode;

    @Column(name = "next_action")
    @Convert(converter = NextActionConverter.class)
    private NextAction nextAction;

    private String locale;

    @Column(name = "return_url")
    private String returnUrl;

    @Convert(converter = DetailsConverter.class)
    private Map<String, String> details;

    @Column(name = "expires_on")
    private LocalDate expiresOn;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "next_poll_at")
    private Instant nextPollAt;

    @Version private int version;

    /** Whether this is the object that was opened, not a row read later. */
    @Transient private boolean justOpened;

    SavedMethod() {}

    /** Opens a method; the provider's key is fixed here, before anybody is asked. */
    static SavedMethod open(SaveOrder order, SavesMethod gateway, Instant now) {
        SavedMethod method = new SavedMethod();
        method.id = order.id().value();
        method.owner = order.owner();
        method.office = order.office();
        method.provider = gateway.provider();
        method.method = order.method();
        method.state = MethodState.OPENED;
        method.providerKey = "met-" + order.id();
        method.providerKeyExpiresAt = now.plus(gateway.methodKeyLifetime());
        method.locale = order.locale();
        method.returnUrl = order.returnUrl();
        method.details = order.details();
        method.openedAt = now;
        method.changedAt = now;
        method.justOpened = true;
        return method;
    }

    SaveRequest request() {
        return new SaveRequest(id(), providerKey, method, office, locale, returnUrl, details);
    }

    /** Whether somebody may have asked the provider before. */
    boolean mayHaveBeenAsked() {
        return !justOpened;
    }

    /** Whether asking again could still be answered from the provider's memory of our key. */
    boolean keyIsRemembered(Instant now) {
        return now.isBefore(providerKeyExpiresAt.minus(Duration.ofHours(1)));
    }

    /** Whether the provider has been silent so long that waiting on makes no sense. */
    boolean isGivenUp(Instant now) {
        return now.isAfter(providerKeyExpiresAt.plus(Duration.ofHours(72)));
    }

    /**
     * Takes over what the provider calls it, how it looks and until when it can be used. Some
     * providers give it its lasting name only once the donor has agreed.
     */
    void learn(MethodAnswer answer) {
        String told = answer.reference();
        boolean isAnother =
                providerReference != null && told != null && !told.equals(providerReference);
        boolean isLasting = state == MethodState.PENDING && answer.status() == MethodStatus.ACTIVE;
        if (isAnother && !isLasting) {
            throw new IllegalStateException(
                    "Method " + id + " is known to " + provider + " under another reference");
        }
        if (providerReference == null || isAnother) {
            providerReference = told;
        }
        if (answer.label() != null) {
            label = limited(answer.label(), LABEL_LIMIT);
        }
        if (answer.expires() != null) {
            expiresOn = answer.expires().atEndOfMonth();
        }
    }

    void await(NextAction action, Instant pollAt, Instant now) {
        become(MethodState.PENDING, now);
        nextAction = action;
        nextPollAt = pollAt;
    }

    void activate(Instant now) {
        become(MethodState.ACTIVE, now);
    }

    void decline(String code, Instant now) {
        become(MethodState.DECLINED, now);
        declineCode = limited(code, CODE_LIMIT);
    }

    void expire(Instant now) {
        become(MethodState.EXPIRED, now);
    }

    void revoke(Instant now) {
        become(MethodState.REVOKED, now);
    }

    private void become(MethodState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "Method " + id + " is " + state + " and can't become " + next);
        }
        state = next;
        nextAction = null;
        nextPollAt = null;
        changedAt = now;
    }

    private static String limited(String text, int limit) {
        return text == null || text.length() <= limit ? text : text.substring(0, limit);
    }

    SavedMethodId id() {
        return new SavedMethodId(id);
    }

    String office() {
        return office;
    }

    String provider() {
        return provider;
    }

    PaymentMethod method() {
        return method;
    }

    MethodState state() {
        return state;
    }

    String providerReference() {
        return providerReference;
    }

    Instant openedAt() {
        return openedAt;
    }

    MethodView view() {
        return new MethodView(
                id(),
                owner,
                provider,
                method,
                state,
                label,
                declineCode,
                nextAction == null ? new NextAction.None() : nextAction,
                expiresOn == null ? null : YearMonth.from(expiresOn));
    }
}
