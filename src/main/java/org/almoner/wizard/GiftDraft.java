package org.almoner.wizard;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.consent.ConsentAnswer;
import org.almoner.donation.DonationId;
import org.almoner.donor.DonorInput;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.recurring.RecurringGiftId;
import org.hibernate.annotations.Immutable;

/** The wizard's memory of one visitor between the steps. */
@Entity
@Table(name = "gift_draft")
class GiftDraft {

    @Id private UUID id;

    @Column(name = "token_hash")
    private String tokenHash;

    private String country;
    private String locale;
    private String office;

    @Column(name = "amount_minor")
    private long amountMinor;

    private Currency currency;

    @Enumerated(EnumType.STRING)
    private Cadence cadence;

    @Convert(converter = RecurringJson.class)
    private RecurringWish recurring;

    @Column(name = "campaign_id")
    private UUID campaignId;

    @Convert(converter = DonorJson.class)
    private DonorInput donor;

    @Convert(converter = ConsentsJson.class)
    private List<ConsentAnswer> consents;

    @Enumerated(EnumType.STRING)
    private PaymentMethod method;

    @Column(name = "method_fields")
    @Convert(converter = FieldsJson.class)
    private Map<String, String> methodFields;

    /** Sealed, see {@link DraftAccounts}; only between step 3 and completion. */
    private String account;

    private boolean trapped;

    @Column(name = "donation_id")
    private UUID donationId;

    @Column(name = "recurring_gift_id")
    private UUID recurringGiftId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Version private int version;

    GiftDraft() {}

    static GiftDraft started(UUID id, String tokenHash, Wish wish, Instant now, Duration life) {
        GiftDraft draft = new GiftDraft();
        draft.id = id;
        draft.tokenHash = tokenHash;
        draft.createdAt = now;
        draft.expiresAt = now.plus(life);
        draft.take(wish);
        return draft;
    }

    /**
     * Takes a checked wish. What was agreed to belongs to the texts of a country and language, so a
     * change of either asks for step 2 again; what the visitor wrote about himself is kept.
     */
    void take(Wish wish) {
        if (country != null && !(country.equals(wish.country()) && locale.equals(wish.locale()))) {
            consents = null;
        }
        if (office != null && !office.equals(wish.office().value())) {
            chooseMethodAgain();
        }
        country = wish.country();
        locale = wish.locale();
        office = wish.office().value();
        amountMinor = wish.amount().minor();
        currency = wish.amount().currency();
        cadence = wish.cadence();
        recurring = wish.recurring();
        campaignId = wish.campaign() == null ? null : wish.campaign().value();
    }

    void take(DonorInput who, List<ConsentAnswer> answers, boolean byMachine) {
        donor = who;
        consents = List.copyOf(answers);
        trapped = byMachine;
    }

    /** Takes step 3; an account of an earlier choice is forgotten. */
    void take(PaymentMethod chosen, Map<String, String> fields, String sealedAccount) {
        method = chosen;
        methodFields = Map.copyOf(fields);
        account = sealedAccount;
    }

    void trap() {
        trapped = true;
    }

    void becameGift(DonationId donation) {
        donationId = donation.value();
        account = null;
    }

    void becameRecurringGift(RecurringGiftId gift) {
        recurringGiftId = gift.value();
    }

    /** Whether it has become a gift of any kind: the donor is on record. */
    boolean isMade() {
        return donationId != null || recurringGiftId != null;
    }

    /** The payment failed for good: only step 3 is asked again. */
    void chooseMethodAgain() {
        method = null;
        methodFields = null;
        account = null;
    }

    /**
     * The first step that is missing, as far as the draft itself knows. Once it is a gift, only
     * another way to pay can be missing: the donor is on record.
     */
    Step next() {
        if (!isMade() && (donor == null || consents == null)) {
            return Step.DONOR;
        }
        return method == null ? Step.PAYMENT_METHOD : Step.COMPLETION;
    }

    UUID id() {
        return id;
    }

    String tokenHash() {
        return tokenHash;
    }

    String country() {
        return country;
    }

    String locale() {
        return locale;
    }

    OfficeCode office() {
        return new OfficeCode(office);
    }

    Money amount() {
        return new Money(amountMinor, currency);
    }

    Cadence cadence() {
        return cadence;
    }

    /** What was said beyond the cadence; {@code null} for a gift given once. */
    RecurringWish recurring() {
        return recurring;
    }

    Optional<CampaignId> campaign() {
        return Optional.ofNullable(campaignId).map(CampaignId::new);
    }

    DonorInput donor() {
        return donor;
    }

    List<ConsentAnswer> consents() {
        return consents;
    }

    PaymentMethod method() {
        return method;
    }

    Map<String, String> methodFields() {
        return methodFields;
    }

    /** Sealed; {@code null} unless step 3 chose direct debit and is not completed. */
    String account() {
        return account;
    }

    boolean isTrapped() {
        return trapped;
    }

    Optional<DonationId> donation() {
        return Optional.ofNullable(donationId).map(DonationId::new);
    }

    Optional<RecurringGiftId> recurringGift() {
        return Optional.ofNullable(recurringGiftId).map(RecurringGiftId::new);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Step 2 as JSON text. */
    @Immutable
    static class DonorJson extends JsonText<DonorInput> {
        DonorJson() {
            super(new TypeReference<>() {});
        }
    }

    /** What step 1 says of a recurring gift as JSON text. */
    @Immutable
    static class RecurringJson extends JsonText<RecurringWish> {
        RecurringJson() {
            super(new TypeReference<>() {});
        }
    }

    /** Answers to the texts as JSON text. */
    @Immutable
    static class ConsentsJson extends JsonText<List<ConsentAnswer>> {
        ConsentsJson() {
            super(new TypeReference<>() {});
        }
    }

    /** What the method needs as JSON text. */
    @Immutable
    static class FieldsJson extends JsonText<Map<String, String>> {
        FieldsJson() {
            super(new TypeReference<>() {});
        }
    }
}
