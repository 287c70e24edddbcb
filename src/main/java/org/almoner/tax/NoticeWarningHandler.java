package org.almoner.tax;

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

/**
 * Writes to an office that its tax notice or its certificate runs out, in the office's own
 * language.
 */
@Singleton
class NoticeWarningHandler implements OutboxHandler {

    static final String KIND = "notice-warning";

    /** Looked up late: who watches owes to the outbox, and the outbox knows this handler. */
    private final Instance<WatchNotices> watch;

    private final MailTransport transport;

    NoticeWarningHandler(Instance<WatchNotices> watch, MailTransport transport) {
        this.watch = watch;
        this.transport = transport;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return watch.get().runningOut().stream()
                .filter(it -> WatchNotices.subject(it).equals(subject))
                .findFirst()
                .map(
                        it ->
                                transport.send(
                                        () -> mail(it, subject, occurrence),
                                        "The warning cannot be written as a mail"))
                .orElseGet(() -> new Delivery.Refused("There is a newer one by now"));
    }

    static Mail mail(WatchNotices.RunsOut one, UUID subject, int occurrence) {
        Letterhead office = Letterhead.of(one.office());
        String about = one.kind().key();
        LetterParts parts =
                LetterParts.of("taxmail", one.office().defaultLocale().getLanguage(), office);
        Addressee to = Addressee.of(office.organisation(), one.terms().warn());
        String days = String.valueOf(Math.max(0, one.daysLeft()));
        Letter letter =
                new Letter(
                        parts.frame(),
                        parts.words().say(about + ".title"),
                        null,
                        parts.greeting(to),
                        List.of(
                                parts.words()
                                        .say(about + ".intro", "day", parts.day(one.goodUntil())),
                                parts.words().say(about + ".do")),
                        null,
                        List.of(
                                Letter.Table.of(
                                        List.of(
                                                parts.row(
                                                        "notice.until", parts.day(one.goodUntil())),
                                                parts.row("notice.days", days)))),
                        List.of());
        return Letters.mail(
                new Envelope(
                        subject,
                        "notice-warning",
                        occurrence,
                        to,
                        office,
                        parts.words().say(about + ".subject", "days", days),
                        List.of()),
                letter);
    }
}
