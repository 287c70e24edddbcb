package org.almoner.giftaid;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.almoner.letter.Addressee;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Letterhead;
import org.almoner.letter.Letters;
import org.almoner.mail.Mail;
import org.almoner.mail.MailTransport;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/** Writes to an office that gifts can be claimed no more soon, in the office's own language. */
@Singleton
class ClaimDeadlineMailHandler implements OutboxHandler {

    static final String KIND = "gift-aid-deadline";

    /** Looked up late: who watches owes to the outbox, and the outbox knows this handler. */
    private final Instance<WatchClaimDeadlines> watch;

    private final MailTransport transport;

    ClaimDeadlineMailHandler(Instance<WatchClaimDeadlines> watch, MailTransport transport) {
        this.watch = watch;
        this.transport = transport;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return watch.get().expiring().stream()
                .filter(it -> WatchClaimDeadlines.subject(it).equals(subject))
                .findFirst()
                .map(
                        it ->
                                transport.send(
                                        () -> mail(it, subject, occurrence),
                                        "The deadline cannot be written as a mail"))
                .orElseGet(Delivery.NotWanted::new);
    }

    private static Mail mail(WatchClaimDeadlines.Expiring one, UUID subject, int occurrence) {
        Letterhead office = Letterhead.of(one.office());
        LetterParts parts =
                LetterParts.of("giftaid", one.office().defaultLocale().getLanguage(), office);
        Addressee to = Addressee.of(office.organisation(), one.terms().warn());
        String until = parts.day(one.until());
        Letter letter =
                new Letter(
                        parts.frame(),
                        parts.words().say("deadline.title"),
                        null,
                        parts.greeting(to),
                        List.of(
                                parts.words().say("deadline.intro", "day", until),
                                parts.words().say("deadline.do")),
                        null,
                        List.of(
                                Letter.Table.of(
                                        List.of(
                                                parts.row("deadline.until", until),
                                                parts.row(
                                                        "deadline.gifts",
                                                        String.valueOf(one.gifts())),
                                                parts.row(
                                                        "deadline.total", parts.money(one.total())),
                                                parts.row(
                                                        "deadline.tax", parts.money(one.tax()))))),
                        List.of());
        return Letters.mail(
                new Envelope(
                        subject,
                        KIND,
                        occurrence,
                        to,
                        office,
                        parts.words()
                                .say("deadline.subject", "days", String.valueOf(one.daysLeft())),
                        List.of()),
                letter);
    }
}
