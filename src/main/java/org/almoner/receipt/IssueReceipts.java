package org.almoner.receipt;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.almoner.campaign.CampaignId;
import org.almoner.campaign.Campaigns;
import org.almoner.donation.DonationAwaitsTransfer;
import org.almoner.donation.DonationSettled;
import org.almoner.donation.ReceiptWish;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.giftaid.GiftAidHistory;
import org.almoner.id.Ids;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.money.Money;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.office.TaxNotice;
import org.almoner.outbox.Outbox;
import org.almoner.payment.NextAction;

/**
 * Writes the receipt of a gift in the transaction that settles it, and owes its mail there: a
 * settled gift has a receipt, and a gift that is not settled has none.
 */
@Singleton
class IssueReceipts {

    private static final int NUMBER_LENGTH = 10;

    private final ReceiptTable table;
    private final Outbox outbox;
    private final DonorBook donors;
    private final Offices offices;
    private final Campaigns campaigns;
    private final GiftAidHistory giftAid;
    private final Ids ids;
    private final InstantSource clock;

    IssueReceipts(
            ReceiptTable table,
            Outbox outbox,
            DonorBook donors,
            Offices offices,
            Campaigns campaigns,
            GiftAidHistory giftAid,
            Ids ids,
            InstantSource clock) {
        this.table = table;
        this.outbox = outbox;
        this.donors = donors;
        this.offices = offices;
        this.campaigns = campaigns;
        this.giftAid = giftAid;
        this.ids = ids;
        this.clock = clock;
    }

    void onSettled(@Observes DonationSettled gift) {
        Office office = offices.byCode(gift.office(), gift.settledAt());
        DonorView donor = donor(gift.donor());
        LocalDate givenOn = office.dayOf(gift.settledAt());
        LocalDate issuedOn = office.dayOf(clock.instant());
        String language = language(office, donor.locale());
        String number =
                office.code() + "-" + issuedOn.getYear() + "-" + ids.numberForPeople(NUMBER_LENGTH);
        ReceiptRecord receipt =
                new ReceiptRecord(
                        gift.donation().value(),
                        number,
                        language,
                        givenOn,
                        issuedOn,
                        gift.amount(),
                        purpose(gift.campaign(), language),
                        gift.method(),
                        Addressee.of(donor.details()),
                        Letterhead.of(office),
                        exemption(office, givenOn, gift.amount()),
                        giftAid(gift, office, givenOn));
        UUID id = ids.next();
        boolean isNew = table.insert(id, receipt, clock.instant());
        if (isNew && wantsMail(gift)) {
            outbox.owe(ReceiptMailHandler.KIND, id, 1);
        }
    }

    /** Whoever chose one overview a year has a receipt each time, and is not mailed it. */
    private static boolean wantsMail(DonationSettled gift) {
        return gift.instalment() == null || gift.instalment().receipts() == ReceiptWish.EACH;
    }

    void onAwaitsTransfer(@Observes DonationAwaitsTransfer gift) {
        Office office = offices.byCode(gift.office());
        DonorView donor = donor(gift.donor());
        if (!donor.details().isReachable()) {
            return;
        }
        NextAction.Transfer transfer = gift.transfer();
        TransferRecord instructions =
                new TransferRecord(
                        gift.donation().value(),
                        language(office, gift.locale()),
                        gift.amount(),
                        transfer.iban(),
                        office.account().bankCode().orElse(null),
                        office.account().accountNumber().orElse(null),
                        transfer.bic(),
                        transfer.beneficiary(),
                        transfer.reference(),
                        transfer.qrPayload(),
                        Addressee.of(donor.details()),
                        Letterhead.of(office));
        if (table.insert(gift.payment().value(), instructions, clock.instant())) {
            outbox.owe(TransferMailHandler.KIND, gift.payment().value(), 1);
        }
    }

    private DonorView donor(DonorId id) {
        return donors.find(id)
                .orElseThrow(() -> new NoSuchElementException("There is no donor " + id));
    }

    private static String language(Office office, String wanted) {
        return office.localeFor(Locale.forLanguageTag(wanted)).getLanguage();
    }

    private String purpose(CampaignId campaign, String language) {
        return Optional.ofNullable(campaign)
                .flatMap(campaigns::byId)
                .map(it -> it.name(Locale.forLanguageTag(language)))
                .orElse(null);
    }

    private LocalDate giftAid(DonationSettled gift, Office office, LocalDate day) {
        return giftAid.isClaimedBy(office.code(), day)
                ? giftAid.covering(gift.donation().value(), gift.donor(), office.code(), day)
                        .map(GiftAidHistory.Covering::declaredOn)
                        .orElse(null)
                : null;
    }

    /** Only while the notice still carries confirmations, and up to the limit, inclusive. */
    private static Exemption exemption(Office office, LocalDate day, Money amount) {
        Optional<TaxNotice> notice =
                office.noticeOn(day).filter(it -> it.carriesConfirmationsOn(day));
        Optional<Money> limit =
                office.proofLimitOn(day)
                        .filter(it -> it.currency().equals(amount.currency()))
                        .filter(it -> !amount.isMoreThan(it));
        return notice.isPresent() && limit.isPresent()
                ? Exemption.of(notice.get(), limit.get())
                : null;
    }
}
