package org.almoner.payment.sepa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.almoner.donor.Iban;
import org.almoner.strongbox.Compartment;
import org.almoner.strongbox.Strongbox;

/** A donor's permission to collect by direct debit. Changes only through its guarded verbs. */
@Entity
@Table(name = "sepa_mandate")
class Mandate {

    static final String TABLE = "sepa_mandate";
    static final String ACCOUNT = "account";

    /** How long a mandate lives without a collection (EPC016-06, section 4.1). */
    static final int MONTHS_UNUSED = 36;

    private static final int REASON_LIMIT = 60;

    @Id private UUID id;
    private String reference;
    private String office;

    @Column(name = "creditor_name")
    private String creditorName;

    @Column(name = "creditor_identifier")
    private String creditorIdentifier;

    @Enumerated(EnumType.STRING)
    private SequenceType sequence;

    @Enumerated(EnumType.STRING)
    private MandateState state;

    @Column(name = "state_reason")
    private String stateReason;

    @Column(name = "text_id")
    private String textId;

    @Column(name = "text_version")
    private int textVersion;

    @Column(name = "text_locale")
    private String textLocale;

    @Column(name = "text_sha256")
    private String textHash;

    private String holder;
    private String account;

    @Column(name = "account_fingerprint")
    private String accountFingerprint;

    @Column(name = "account_masked")
    private String accountMasked;

    @Column(name = "agreed_at")
    private Instant agreedAt;

    @Column(name = "agreed_on")
    private LocalDate agreedOn;

    private String source;
    private String ip;

    @Column(name = "user_agent")
    private String userAgent;

    @Column(name = "last_collected_on")
    private LocalDate lastCollectedOn;

    @Column(name = "saved_as")
    private UUID savedAs;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Version private int version;

    Mandate() {}

    /**
     * A mandate as it was agreed to; its account is sealed here and nowhere readable.
     *
     * @param reference unique at the creditor
     */
    static Mandate agreed(UUID id, String reference, Agreement agreement, Strongbox strongbox) {
        Mandate mandate = new Mandate();
        mandate.id = id;
        mandate.reference = reference;
        mandate.office = agreement.office();
        mandate.creditorName = agreement.creditor().name();
        mandate.creditorIdentifier = agreement.creditor().identifier();
        mandate.sequence = agreement.sequence();
        mandate.state = MandateState.PENDING;
        mandate.textId = agreement.text().id();
        mandate.textVersion = agreement.text().version();
        mandate.textLocale = agreement.text().locale();
        mandate.textHash = agreement.text().hashFor(agreement.creditor().name());
        mandate.holder = agreement.holder();
        mandate.account = strongbox.seal(mandate.compartment(), agreement.account().value());
        mandate.accountFingerprint = strongbox.fingerprint(agreement.account().value());
        mandate.accountMasked = agreement.account().masked();
        mandate.agreedAt = agreement.evidence().at();
        mandate.agreedOn = agreement.agreedOn();
        mandate.source = agreement.evidence().source();
        mandate.ip = agreement.evidence().ip();
        mandate.userAgent = agreement.evidence().userAgent();
        mandate.changedAt = agreement.evidence().at();
        return mandate;
    }

    /** The first collection is asked for; doing it again changes nothing. */
    void activate(Instant now) {
        if (state != MandateState.ACTIVE) {
            become(MandateState.ACTIVE, null, now);
        }
    }

    /** Nothing is collected until a person decides. */
    void suspend(String reason, Instant now) {
        become(MandateState.SUSPENDED, reason, now);
    }

    /** A person decided that it goes on. */
    void resume(Instant now) {
        if (state != MandateState.SUSPENDED) {
            throw refusal(MandateState.ACTIVE);
        }
        become(MandateState.ACTIVE, null, now);
    }

    /** Taken back for good. */
    void revoke(String reason, Instant now) {
        become(MandateState.REVOKED, reason, now);
    }

    /**
     * A collection falls due on the day; the 36 months begin anew.
     *
     * @throws IllegalStateException when it is not active, or was for one collection and had it
     */
    void collected(LocalDate due, Instant now) {
        if (state != MandateState.ACTIVE) {
            throw new IllegalStateException(
                    "Mandate " + id + " is " + state + " and must be ACTIVE to collect");
        }
        if (isUsedUp()) {
            throw new IllegalStateException(
                    "Mandate " + id + " was for one collection, which was made");
        }
        if (lastCollectedOn == null || due.isAfter(lastCollectedOn)) {
            lastCollectedOn = due;
        }
        changedAt = now;
    }

    /** Whether it was for one collection, which was made. */
    boolean isUsedUp() {
        return sequence == SequenceType.OOFF && lastCollectedOn != null;
    }

    /** Whether it can be, or is already, the saved method of this id. */
    boolean mayBeSavedAs(UUID method) {
        boolean isNew =
                savedAs == null
                        && sequence == SequenceType.RCUR
                        && (state == MandateState.PENDING || state == MandateState.ACTIVE);
        return isNew || method.equals(savedAs);
    }

    /** Becomes the saved method of this id; doing it again changes nothing. */
    void saveAs(UUID method, Instant now) {
        if (!mayBeSavedAs(method)) {
            throw new IllegalStateException("Mandate " + id + " cannot be saved as " + method);
        }
        if (savedAs == null) {
            savedAs = method;
            activate(now);
        }
    }

    private void become(MandateState next, String reason, Instant now) {
        if (!state.mayBecome(next)) {
            throw refusal(next);
        }
        state = next;
        stateReason =
                reason == null || reason.length() <= REASON_LIMIT
                        ? reason
                        : reason.substring(0, REASON_LIMIT);
        changedAt = now;
    }

    private IllegalStateException refusal(MandateState wanted) {
        return new IllegalStateException(
                "Mandate " + id + " is " + state + " and can't become " + wanted);
    }

    private Compartment compartment() {
        return compartment(id);
    }

    /** Where the account of a mandate lies sealed. */
    static Compartment compartment(UUID id) {
        return new Compartment(TABLE, ACCOUNT, id);
    }

    /** The account, to be written into a file for the bank and nowhere else. */
    Iban account(Strongbox strongbox) {
        return new Iban(strongbox.open(compartment(), account));
    }

    UUID id() {
        return id;
    }

    String reference() {
        return reference;
    }

    String office() {
        return office;
    }

    String creditorName() {
        return creditorName;
    }

    String creditorIdentifier() {
        return creditorIdentifier;
    }

    SequenceType sequence() {
        return sequence;
    }

    MandateState state() {
        return state;
    }

    String textId() {
        return textId;
    }

    int textVersion() {
        return textVersion;
    }

    String textHash() {
        return textHash;
    }

    String maskedAccount() {
        return accountMasked;
    }

    LocalDate agreedOn() {
        return agreedOn;
    }

    LocalDate lastCollectedOn() {
        return lastCollectedOn;
    }
}
