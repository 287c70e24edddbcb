package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.almoner.office.Offices;
import org.almoner.receipt.ReceiptHistory;
import org.almoner.receipt.ReceiptView;

/** What a letter has to tell, by its occasion. */
@ApplicationScoped
class TellNews {

    private final Instalments instalments;
    private final RecurringRules rules;
    private final ReceiptHistory receipts;
    private final Offices offices;

    TellNews(
            Instalments instalments,
            RecurringRules rules,
            ReceiptHistory receipts,
            Offices offices) {
        this.instalments = instalments;
        this.rules = rules;
        this.receipts = receipts;
        this.offices = offices;
    }

    /**
     * The news.
     *
     * @param before the terms before a change; {@code null} when nothing changed
     * @param today the day at the office
     * @param expires last month of the method; {@code null} when it does not run out
     */
    RegularGiftNews of(
            Occasion occasion, RegularGiftRecord.Terms before, LocalDate today, YearMonth expires) {
        RecurringGift gift = occasion.gift();
        return switch (occasion.kind()) {
            case STARTED -> new RegularGiftNews.Started(notice(gift));
            case ANNOUNCEMENT ->
                    new RegularGiftNews.Announced(occasion.instalment().collectOn(), gift.amount());
            case CHANGED -> new RegularGiftNews.Changed(before, notice(gift), underWay(gift));
            case PAUSED -> new RegularGiftNews.Paused(occasion.until(), underWay(gift));
            case RESUMED -> new RegularGiftNews.Resumed(notice(gift));
            case CANCELLED ->
                    new RegularGiftNews.Cancelled(
                            today,
                            last(gift),
                            occasion.instalment() == null ? null : occasion.instalment().dueOn());
            case ENDED -> new RegularGiftNews.Ended(gift.view().terms().endOn(), last(gift));
            case COLLECTION_FAILED -> failed(occasion);
            case RETURNED -> returned(occasion);
            case LAPSED -> new RegularGiftNews.Lapsed(last(gift));
            case METHOD_NEEDED -> new RegularGiftNews.MethodNeeded();
            case METHOD_EXPIRES -> new RegularGiftNews.MethodExpires(expires);
            case YEARLY_OVERVIEW -> occasion.year();
        };
    }

    private RegularGiftNews.Notice notice(RecurringGift gift) {
        return switch (rules.notice(gift).mode()) {
            case NONE -> RegularGiftNews.Notice.NONE;
            case SERIES -> RegularGiftNews.Notice.SERIES;
            case EACH -> RegularGiftNews.Notice.EACH;
        };
    }

    private LocalDate underWay(RecurringGift gift) {
        return instalments.unfinished(gift.id()).stream()
                .filter(it -> it.state() == InstalmentState.COLLECTING)
                .map(Instalment::dueOn)
                .findFirst()
                .orElse(null);
    }

    private LocalDate last(RecurringGift gift) {
        Optional<Instant> at = instalments.lastCollected(gift.id());
        return at.map(offices.byCode(gift.office())::dayOf).orElse(null);
    }

    private static RegularGiftNews failed(Occasion occasion) {
        InstalmentView failed = occasion.instalment().view();
        return new RegularGiftNews.Failed(
                failed.dueOn(), failed.amount(), reason(occasion), again(failed));
    }

    private RegularGiftNews returned(Occasion occasion) {
        InstalmentView back = occasion.instalment().view();
        RegularGiftNews.Reason reason = reason(occasion);
        return new RegularGiftNews.Returned(
                back.dueOn(),
                back.amount(),
                reason == RegularGiftNews.Reason.CONFIRM
                        ? RegularGiftNews.Reason.RENEW_METHOD
                        : reason,
                receipts.ofDonation(back.donation()).map(ReceiptView::number).orElse(null),
                again(back));
    }

    private static LocalDate again(InstalmentView instalment) {
        return instalment.state() == InstalmentState.RETRYING ? instalment.collectOn() : null;
    }

    private static RegularGiftNews.Reason reason(Occasion occasion) {
        return switch (occasion.tell()) {
            case TRY_AGAIN -> RegularGiftNews.Reason.TRY_AGAIN;
            case RENEW_METHOD -> RegularGiftNews.Reason.RENEW_METHOD;
            case CONFIRM -> RegularGiftNews.Reason.CONFIRM;
            case OBJECTED -> RegularGiftNews.Reason.OBJECTED;
            case NO_MANDATE -> RegularGiftNews.Reason.NO_MANDATE;
            case NOTHING -> throw new IllegalArgumentException("Nothing is told of this failure");
        };
    }
}
