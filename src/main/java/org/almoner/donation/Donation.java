package org.almoner.donation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.donor.DonorId;
import org.almoner.giving.PaymentMethod;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentState;
import org.almoner.payment.PaymentView;
import org.almoner.payment.ReversalKind;

/** A gift. Changes only through its verbs, each of which guards its state. */
@Entity
@Table(name = "donation")
class Donation {

    @Id private UUID id;

    @Column(name = "draft_id")
    private UUID draftId;

    @Column(name = "movement_id")
    private UUID movementId;

    @Column(name = "donor_id")
    private UUID donorId;

    private String office;

    @Column(name = "campaign_id")
    private UUID campaignId;

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "reversed_minor")
    private long reversedMinor;

    private Currency currency;
    private String country;
    private String locale;

    @Enumerated(EnumType.STRING)
    private PaymentMethod method;

    @Enumerated(EnumType.STRING)
    private DonationState state;

    @Enumerated(EnumType.STRING)
    private GiftStatus status;

    @Column(name = "payment_id")
    private UUID paymentId;

    private int attempts;

    @Column(name = "recurring_gift_id")
    private UUID recurringGiftId;

    private Integer instalment;

    @Enumerated(EnumType.STRING)
    private ReceiptWish receipts;

    @Column(name = "pledged_at")
    private Instant pledgedAt;

    @Column(name = "settled_at")
    private Instant settledAt;

    @Version private int version;

    Donation() {}

    static Donation pledged(DonationId id, Pledge pledge, PaymentId payment, Instant now) {
        Donation donation = new Donation();
        donation.id = id.value();
        donation.draftId = pledge.draft();
        donation.donorId = pledge.donor().value();
        donation.office = pledge.office().value();
        donation.campaignId = pledge.campaign() == null ? null : pledge.campaign().value();
        donation.amountMinor = pledge.amount().minor();
        donation.currency = pledge.amount().currency();
        donation.country = pledge.country();
        donation.locale = pledge.locale();
        donation.method = pledge.method();
        donation.receipts = ReceiptWish.EACH;
        donation.await(payment, now);
        return donation;
    }

    static Donation pledged(DonationId id, InstalmentPledge pledge, Instant now) {
        Donation donation = new Donation();
        donation.id = id.value();
        donation.recurringGiftId = pledge.instalment().recurringGift();
        donation.instalment = pledge.instalment().number();
        donation.receipts = pledge.instalment().receipts();
        donation.donorId = pledge.giver().donor().value();
        donation.office = pledge.giver().office().value();
        donation.campaignId = pledge.campaign() == null ? null : pledge.campaign().value();
        donation.amountMinor = pledge.amount().minor();
        donation.currency = pledge.amount().currency();
        donation.country = pledge.giver().country();
        donation.locale = pledge.giver().locale();
        donation.method = pledge.method();
        donation.await(pledge.payment(), now);
        return donation;
    }

    /** Made of money that had come without a promise. */
    static Donation received(
            DonationId id, ReceivedTransfer received, PaymentId payment, Instant now) {
        Donation donation = new Donation();
        donation.id = id.value();
        donation.movementId = received.movement();
        donation.receipts = ReceiptWish.EACH;
        donation.donorId = received.donor().value();
        donation.office = received.arrival().office();
        donation.campaignId = received.campaign() == null ? null : received.campaign().value();
        donation.amountMinor = received.arrival().amount().minor();
        donation.currency = received.arrival().amount().currency();
        donation.country = received.country();
        donation.locale = received.locale();
        donation.method = PaymentMethod.BANK_TRANSFER;
        donation.await(payment, now);
        return donation;
    }

    private void await(PaymentId payment, Instant now) {
        state = DonationState.PLEDGED;
        status = GiftStatus.PENDING;
        paymentId = payment.value();
        attempts = 1;
        pledgedAt = now;
    }

    /** Another way to pay for the same gift, after the last one failed for good. */
    void tryAgain(PaymentId payment, PaymentMethod otherMethod) {
        if (state != DonationState.PLEDGED || !mayBeTriedAgain()) {
            throw new IllegalStateException(
                    "Donation " + id + " is " + status + " and can't be paid in another way");
        }
        paymentId = payment.value();
        method = otherMethod;
        attempts++;
        status = GiftStatus.PENDING;
    }

    boolean mayBeTriedAgain() {
        return status == GiftStatus.DECLINED || status == GiftStatus.EXPIRED;
    }

    /** Takes over what became of its payment, short of money having come. */
    void follow(PaymentView payment) {
        if (state != DonationState.PLEDGED) {
            return;
        }
        if (payment.reviewReason() != null) {
            status = GiftStatus.IN_REVIEW; // money may be there: it must not be asked for again
        } else if (payment.id().value().equals(paymentId)) {
            status = state.status(whilePledged(payment.state()));
        }
    }

    private static GiftStatus whilePledged(PaymentState payment) {
        return switch (payment) {
            case OPENED, PENDING -> GiftStatus.PENDING;
            case DECLINED -> GiftStatus.DECLINED;
            case EXPIRED -> GiftStatus.EXPIRED;
            case NEEDS_REVIEW -> GiftStatus.IN_REVIEW;
            case SETTLED, PARTLY_REFUNDED, REFUNDED, RETURNED -> GiftStatus.RECEIVED;
        };
    }

    void settle(PaymentView payment, Instant now) {
        if (!payment.amount().equals(amount())) {
            throw new IllegalStateException(
                    "Donation " + id + " can't be settled by a payment of another amount");
        }
        become(DonationState.SETTLED);
        paymentId = payment.id().value();
        method = payment.method();
        settledAt = now;
    }

    void reverse(Money flowedBack, ReversalKind kind) {
        Money rest = amount().minus(reversed()).minus(flowedBack);
        reversedMinor += flowedBack.minor();
        DonationState next =
                !rest.isZero()
                        ? DonationState.PARTLY_REFUNDED
                        : kind == ReversalKind.RETURN
                                ? DonationState.RETURNED
                                : DonationState.REFUNDED;
        if (next != state) {
            become(next);
        }
    }

    private void become(DonationState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "Donation " + id + " is " + state + " and can't become " + next);
        }
        state = next;
        status = next.status(status);
    }

    DonationId id() {
        return new DonationId(id);
    }

    DonationState state() {
        return state;
    }

    int attempts() {
        return attempts;
    }

    Money amount() {
        return new Money(amountMinor, currency);
    }

    Money reversed() {
        return new Money(reversedMinor, currency);
    }

    OfficeCode office() {
        return new OfficeCode(office);
    }

    Optional<CampaignId> campaign() {
        return Optional.ofNullable(campaignId).map(CampaignId::new);
    }

    InstalmentOf instalment() {
        return recurringGiftId == null
                ? null
                : new InstalmentOf(recurringGiftId, instalment, receipts);
    }

    DonationView view() {
        return new DonationView(
                id(),
                draftId,
                instalment(),
                new DonorId(donorId),
                office(),
                campaign().orElse(null),
                amount(),
                reversed(),
                country,
                locale,
                method,
                state,
                status,
                new PaymentId(paymentId),
                pledgedAt,
                settledAt);
    }
}
