package org.almoner.tax;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorView;
import org.almoner.letter.Addressee;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Letterhead;
import org.almoner.letter.Letters;
import org.almoner.letter.PortalPage;
import org.almoner.letter.Wording;
import org.almoner.mail.Mail;
import org.almoner.mail.MailTransport;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/**
 * Tells a donor that a statement lies in the portal. The document itself stays there: a mailbox is
 * read by more people than its owner thinks, and a link does not fill it.
 */
@Singleton
class StatementMailHandler implements OutboxHandler {

    static final String KIND = "statement-mail";

    private final TaxHistory history;
    private final DonorBook donors;
    private final Offices offices;
    private final PortalPage portal;
    private final MailTransport transport;

    StatementMailHandler(
            TaxHistory history,
            DonorBook donors,
            Offices offices,
            PortalPage portal,
            MailTransport transport) {
        this.history = history;
        this.donors = donors;
        this.offices = offices;
        this.portal = portal;
        this.transport = transport;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return history.find(subject)
                .map(statement -> send(statement, occurrence))
                .orElseGet(() -> new Delivery.Refused("There is no such statement"));
    }

    private Delivery send(StatementView statement, int occurrence) {
        if (statement.state() != StatementState.ISSUED) {
            return new Delivery.Refused("The statement is void");
        }
        DonorView donor = donors.find(statement.donor()).orElseThrow();
        if (!donor.details().isReachable()) {
            return new Delivery.NotWanted();
        }
        return transport.send(
                () -> mail(statement, donor, occurrence),
                "The statement cannot be told of by mail");
    }

    private Mail mail(StatementView statement, DonorView donor, int occurrence) {
        Office office = offices.byCode(statement.office());
        String language = office.localeFor(Locale.forLanguageTag(donor.locale())).getLanguage();
        Addressee to = Addressee.of(donor.details());
        Letterhead from = Letterhead.of(office);
        LetterParts parts = LetterParts.of("taxmail", language, from);
        String subject =
                parts.words()
                        .say(
                                "subject." + statement.kind(),
                                "number",
                                statement.number(),
                                "period",
                                period(statement, parts));
        return Letters.mail(
                new Envelope(statement.id(), "statement", occurrence, to, from, subject, List.of()),
                letter(statement, parts, to));
    }

    private Letter letter(StatementView statement, LetterParts parts, Addressee to) {
        Wording words = parts.words();
        String language = parts.language();
        return new Letter(
                parts.frame(),
                words.say("title." + statement.kind()),
                null,
                parts.greeting(to),
                List.of(
                        words.say("intro." + statement.kind(), "period", period(statement, parts)),
                        words.say("where")),
                new Letter.Button(words.say("button"), portal.in(language)),
                List.of(
                        Letter.Table.of(
                                List.of(
                                        parts.row("statement.number", statement.number()),
                                        parts.row("statement.period", period(statement, parts)),
                                        parts.row(
                                                "statement.total", parts.money(statement.total())),
                                        parts.row(
                                                "statement.gifts",
                                                String.valueOf(statement.gifts()))))),
                statement.replaces() == null
                        ? List.of()
                        : List.of(
                                Letter.Block.of(
                                        words.say("replaces.title"),
                                        words.say("replaces", "number", statement.replaces()))));
    }

    /** The year where it is a calendar year, otherwise its first and last day. */
    private static String period(StatementView statement, LetterParts parts) {
        boolean isCalendarYear =
                statement.from().getDayOfYear() == 1
                        && statement.to().plusDays(1).getDayOfYear() == 1;
        return isCalendarYear
                ? String.valueOf(statement.taxYear())
                : parts.words()
                        .say(
                                "period",
                                "from",
                                parts.day(statement.from()),
                                "to",
                                parts.day(statement.to()));
    }
}
