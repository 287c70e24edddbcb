package org.almoner.giftaid;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.letter.Addressee;
import org.almoner.letter.Envelope;
import org.almoner.letter.Letter;
import org.almoner.letter.LetterParts;
import org.almoner.letter.Letterhead;
import org.almoner.letter.Letters;
import org.almoner.letter.Wording;
import org.almoner.mail.Mail;
import org.almoner.mail.MailTransport;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/**
 * Sends the written record of a spoken declaration, without which it does not count: what was
 * declared, what it means for the donor's tax, the right to cancel within 30 days, the day of the
 * declaration and of the record (HMRC's guidance for charities, chapter 3.7).
 */
@Singleton
class DeclarationRecordMailHandler implements OutboxHandler {

    static final String KIND = "gift-aid-record";

    private final DeclarationRows rows;
    private final DonorBook donors;
    private final Offices offices;
    private final MailTransport transport;
    private final InstantSource clock;

    DeclarationRecordMailHandler(
            DeclarationRows rows,
            DonorBook donors,
            Offices offices,
            MailTransport transport,
            InstantSource clock) {
        this.rows = rows;
        this.donors = donors;
        this.offices = offices;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return rows.find(subject)
                .map(it -> send(it, occurrence))
                .orElseGet(() -> new Delivery.Refused("There is no such declaration"));
    }

    private Delivery send(DeclarationView declaration, int occurrence) {
        DonorView donor = donors.find(new DonorId(declaration.donor())).orElseThrow();
        if (declaration.cancelled() != null
                || declaration.declarant() == null
                || !donor.details().isReachable()) {
            return new Delivery.NotWanted();
        }
        Office office = offices.byCode(declaration.office());
        LocalDate today = office.dayOf(clock.instant());
        Delivery delivery =
                transport.send(
                        () -> mail(declaration, donor, today, occurrence),
                        "The record cannot be written as a mail");
        if (delivery instanceof Delivery.Delivered) {
            QuarkusTransaction.requiringNew().run(() -> noteSent(declaration.id(), today));
        }
        return delivery;
    }

    /** A second try after a crash sends the same mail once more; the first day stays. */
    private void noteSent(UUID id, LocalDate today) {
        if (rows.lock(id).orElseThrow().recordSentOn() == null) {
            rows.recordSent(id, today);
        }
    }

    private Mail mail(
            DeclarationView declaration, DonorView donor, LocalDate today, int occurrence) {
        Office office = offices.byCode(declaration.office());
        String language = office.localeFor(Locale.forLanguageTag(donor.locale())).getLanguage();
        Letterhead from = Letterhead.of(office);
        LetterParts parts = LetterParts.of("giftaid", language, from);
        Addressee to = Addressee.of(donor.details());
        return Letters.mail(
                new Envelope(
                        declaration.id(),
                        KIND,
                        occurrence,
                        to,
                        from,
                        parts.words().say("record.subject", "office", office.legalName()),
                        List.of()),
                letter(declaration, parts, to, today));
    }

    private static Letter letter(
            DeclarationView declaration, LetterParts parts, Addressee to, LocalDate today) {
        Wording words = parts.words();
        Declarant who = declaration.declarant();
        List<Letter.Row> rows = new ArrayList<>();
        rows.add(parts.row("record.name", name(who)));
        rows.add(parts.row("record.address", String.join(", ", who.address())));
        rows.add(parts.row("record.declared", parts.day(declaration.declaredOn())));
        rows.add(
                declaration.gift() == null
                        ? parts.row("record.covers", parts.day(declaration.coversFrom()))
                        : parts.row("record.gift", declaration.gift().toString()));
        rows.add(parts.row("record.sent", parts.day(today)));
        return new Letter(
                parts.frame(),
                words.say("record.title"),
                null,
                parts.greeting(to),
                List.of(words.say("record.intro")),
                null,
                List.of(Letter.Table.of(rows)),
                List.of(
                        Letter.Block.inLanguage(
                                "en",
                                words.say("record.tax.title"),
                                List.of(words.say("record.tax"))),
                        Letter.Block.of(
                                words.say("record.cancel.title"), words.say("record.cancel")),
                        Letter.Block.of(words.say("record.tell.title"), words.say("record.tell"))));
    }

    private static String name(Declarant who) {
        return who.title() == null
                ? who.firstName() + " " + who.lastName()
                : who.title() + " " + who.firstName() + " " + who.lastName();
    }
}
