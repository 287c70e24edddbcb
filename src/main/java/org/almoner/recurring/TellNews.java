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
    RecurringGiftNews of(
            Occasion occasion,
            RecurringGiftRecord.Terms before,
            LocalDate today,
            YearMonth expires) {
        RecurringGift gift = occasion.gift();
        return switch (occasion.kind()) {
            case STARTED -> new RecurringGiftNews.Started(notice(gift));
            case ANNOUNCEMENT ->
                    new RecurringGiftNews.Announced(
                            occasion.instalment().collectOn(), gift.amount());
            case CHANGED -> new RecurringGiftNews.Changed(before, notice(gift), underWay(gift));
            case PAUSED -> new RecurringGiftNews.Paused(occasion.until(), underWay(gift));
            case RESUMED -> new RecurringGiftNews.Resumed(notice(gift));
            case CANCELLED ->
                    new RecurringGiftNews.Cancelled(
                            today,
                            last(gift),
                            occasion.instalment() == null ? null : occasion.instalment().dueOn());
            case ENDED -> new RecurringGiftNews.Ended(gift.view().terms().endOn(), last(gift));
            case COLLECTION_FAILED -> failed(occasion);
            case RETURNED -> returned(occasion);
            case LAPSED -> new RecurringGiftNews.Lapsed(last(gift));
            case METHOD_NEEDED -> new RecurringGiftNews.MethodNeeded();
            case METHOD_EXPIRES -> new RecurringGiftNews.MethodExpires(expires);
            case YEARLY_OVERVIEW -> occasion.year();
        };
    }

    private RecurringGiftNews.Notice notice(RecurringGift gift) {
        return switch (rules.notice(gift).mode()) {
            case NONE -> RecurringGiftNews.Notice.NONE;
            case SERIES -> RecurringGiftNews.Notice.SERIES;
            case EACH -> RecurringGiftNews.Notice.EACH;
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

    private static RecurringGiftNews failed(Occasion occasion) {
        InstalmentView failed = occasion.instalment().view();
        return new RecurringGiftNews.Failed(
                failed.dueOn(), failed.amount(), reason(occasion), again(failed));
    }

    private RecurringGiftNews returned(Occasion occasion) {
        InstalmentView back = occasion.instalment().view();
        RecurringGiftNews.Reason reason = reason(occasion);
        return new RecurringGiftNews.Returned(
                back.dueOn(),
                back.amount(),
                reason == RecurringGiftNews.Reason.CONFIRM
                        ? RecurringGiftNews.Reason.RENEW_METHOD
                        : reason,
                receipts.ofDonation(back.donation()).map(ReceiptView::number).orElse(null),
                again(back));
    }

    private static LocalDate again(InstalmentView instalment) {
        return instalment.state() == InstalmentState.RETRYING ? instalment.collectOn() : null;
    }

    private static RecurringGiftNews.Reason reason(Occasion occasion) {
        return switch (occasion.tell()) {
            case TRY_AGAIN -> RecurringGiftNews.Reason.TRY_AGAIN;
            case RENEW_METHOD -> RecurringGiftNews.Reason.RENEW_METHOD;
            case CONFIRM -> RecurringGiftNews.Reason.CONFIRM;
            case OBJECTED -> RecurringGiftNews.Reason.OBJECTED;
            case NO_MANDATE -> RecurringGiftNews.Reason.NO_MANDATE;
            case NOTHING -> throw new IllegalArgumentException("Nothing is told of this failure");
        };
    }
}
