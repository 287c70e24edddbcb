package org.almoner.recurring;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.almoner.mail.MailTransport;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/**
 * Sends a letter about a recurring gift. When an announcement has left, the collections it
 * announces may be made once its days have passed, and not before.
 */
@Singleton
class RecurringMailHandler implements OutboxHandler {

    static final String KIND = "recurring-gift-mail";

    private final LettersTable table;
    private final MailTransport transport;
    private final RecurringGifts gifts;
    private final Instalments instalments;
    private final RecurringRules rules;
    private final Offices offices;
    private final InstantSource clock;

    RecurringMailHandler(
            LettersTable table,
            MailTransport transport,
            RecurringGifts gifts,
            Instalments instalments,
            RecurringRules rules,
            Offices offices,
            InstantSource clock) {
        this.table = table;
        this.transport = transport;
        this.gifts = gifts;
        this.instalments = instalments;
        this.rules = rules;
        this.offices = offices;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return table.find(subject)
                .map(letter -> send(letter, occurrence))
                .orElseGet(() -> new Delivery.Refused("There is no such letter"));
    }

    private Delivery send(LettersTable.Row letter, int occurrence) {
        if (isOvertaken(letter)) {
            return new Delivery.Refused("What it announces was changed or ended since");
        }
        Delivery outcome =
                transport.send(
                        () -> RecurringGiftMail.of(letter.record(), occurrence),
                        "The letter cannot be written as a mail");
        if (outcome instanceof Delivery.Delivered) {
            QuarkusTransaction.requiringNew().run(() -> left(letter, clock.instant()));
        }
        return outcome;
    }

    /** An announcement of what will not happen must not leave. */
    private boolean isOvertaken(LettersTable.Row letter) {
        if (letter.instalment() == null
                || !letter.kind().equals(RecurringGiftNews.Kind.ANNOUNCEMENT.name())) {
            return false;
        }
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            RecurringGift gift = gifts.findById(letter.gift());
                            Instalment instalment = instalments.findById(letter.instalment());
                            return gift.revision() != letter.revision()
                                    || instalment.state() != InstalmentState.SCHEDULED;
                        });
    }

    /** The gift is locked before its letter, as by everybody who writes both. */
    private void left(LettersTable.Row letter, Instant now) {
        switch (letter.record().news().kind()) {
            case STARTED, CHANGED, RESUMED, ANNOUNCEMENT -> clear(letter, now);
            case COLLECTION_FAILED, RETURNED -> clearAnotherTry(letter, now);
            case PAUSED,
                    CANCELLED,
                    ENDED,
                    LAPSED,
                    METHOD_EXPIRES,
                    METHOD_NEEDED,
                    YEARLY_OVERVIEW -> {}
        }
        table.sent(letter.id(), now);
    }

    /** What was announced may now be collected, when its days have passed. */
    private void clear(LettersTable.Row letter, Instant now) {
        RecurringGift gift = gifts.locked(new RecurringGiftId(letter.gift())).orElseThrow();
        NoticeRule rule = rules.notice(gift);
        boolean isSeries = letter.instalment() == null || rule.mode() == NoticeRule.Mode.SERIES;
        if (letter.revision() != gift.revision()) {
            return; // the terms were changed again, and are announced again
        }
        if (isSeries) {
            gift.announce(letter.revision());
        }
        Optional<Instalment> ahead = instalments.ahead(gift.id());
        LocalDate today = offices.byCode(gift.office()).dayOf(now);
        ahead.filter(it -> it.notice() == Instalment.Notice.OWED)
                .filter(it -> isSeries || it.id().equals(letter.instalment()))
                .filter(it -> rule.mode() == mode(letter))
                .ifPresent(it -> it.announced(today, rule.leadDays()));
    }

    /** The donor was told of another try: it may be made on its day. */
    private void clearAnotherTry(LettersTable.Row letter, Instant now) {
        Instalment instalment = instalments.findById(letter.instalment());
        if (!waitsForTelling(instalment)) {
            return; // and nobody is kept from collecting meanwhile
        }
        RecurringGift gift = gifts.locked(new RecurringGiftId(letter.gift())).orElseThrow();
        instalments.refresh(instalment);
        if (waitsForTelling(instalment)) {
            instalment.announced(offices.byCode(gift.office()).dayOf(now), 0);
        }
    }

    private static boolean waitsForTelling(Instalment instalment) {
        return instalment.state() == InstalmentState.RETRYING
                && instalment.notice() == Instalment.Notice.OWED;
    }

    /** Which kind of announcement the letter is. */
    private static NoticeRule.Mode mode(LettersTable.Row letter) {
        return letter.record().news().kind() == RecurringGiftNews.Kind.ANNOUNCEMENT
                ? NoticeRule.Mode.EACH
                : NoticeRule.Mode.SERIES;
    }
}
