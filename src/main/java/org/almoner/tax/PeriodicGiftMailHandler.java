package org.almoner.tax;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.almoner.letter.PortalPage;
import org.almoner.letter.Wording;
import org.almoner.mail.Mail;
import org.almoner.mail.MailTransport;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;
import org.almoner.periodic.AgreementView;
import org.almoner.periodic.PeriodicGiftHistory;
import org.almoner.periodic.YearOfAgreement;
import org.almoner.periodic.YearsOfAgreements;

/**
 * Tells a donor in December what is missing of a periodic gift and until when, or that the last
 * year has come. What has been put right meanwhile is not written about.
 */
@Singleton
class PeriodicGiftMailHandler implements OutboxHandler {

    static final String KIND = "periodic-gift-mail";

    private final PeriodicGiftHistory agreements;
    private final YearsOfAgreements years;
    private final DonorBook donors;
    private final Offices offices;
    private final PortalPage portal;
    private final MailTransport transport;
    private final InstantSource clock;

    PeriodicGiftMailHandler(
            PeriodicGiftHistory agreements,
            YearsOfAgreements years,
            DonorBook donors,
            Offices offices,
            PortalPage portal,
            MailTransport transport,
            InstantSource clock) {
        this.agreements = agreements;
        this.years = years;
        this.donors = donors;
        this.offices = offices;
        this.portal = portal;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /**
     * @param occurrence the calendar year it is about
     */
    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        return agreements
                .find(subject)
                .map(it -> send(it, occurrence))
                .orElseGet(() -> new Delivery.Refused("There is no such agreement"));
    }

    private Delivery send(AgreementView agreement, int year) {
        DonorView donor = donors.find(new DonorId(agreement.donor())).orElseThrow();
        Office office = offices.byCode(agreement.office());
        Optional<YearOfAgreement> stands =
                years.of(office, year, agreement.id())
                        .filter(it -> agreement.isLive() && (!it.addsUp() || it.lastYear()));
        boolean isLate = office.dayOf(clock.instant()).getYear() != year;
        if (stands.isEmpty() || isLate || !donor.details().isReachable()) {
            return new Delivery.NotWanted();
        }
        return transport.send(
                () -> mail(stands.get(), donor, office), "The year cannot be written as a mail");
    }

    private Mail mail(YearOfAgreement stands, DonorView donor, Office office) {
        String language = office.localeFor(Locale.forLanguageTag(donor.locale())).getLanguage();
        Letterhead from = Letterhead.of(office);
        LetterParts parts = LetterParts.of("taxmail", language, from);
        Addressee to = Addressee.of(donor.details());
        String subject =
                parts.words()
                        .say(
                                stands.addsUp() ? "agreement.ends.subject" : "agreement.subject",
                                "number",
                                stands.number(),
                                "year",
                                Integer.toString(stands.year()));
        return Letters.mail(
                new Envelope(stands.agreement(), KIND, stands.year(), to, from, subject, List.of()),
                letter(stands, parts, to));
    }

    private Letter letter(YearOfAgreement stands, LetterParts parts, Addressee to) {
        return new Letter(
                parts.frame(),
                parts.words().say("agreement.title", "year", Integer.toString(stands.year())),
                null,
                parts.greeting(to),
                paragraphs(stands, parts),
                new Letter.Button(parts.words().say("button"), portal.in(parts.language())),
                List.of(
                        Letter.Table.of(
                                List.of(
                                        parts.row("agreement.number", stands.number()),
                                        parts.row("agreement.agreed", parts.money(stands.agreed())),
                                        parts.row("agreement.paid", parts.money(stands.paid())),
                                        parts.row(
                                                "agreement.due", parts.money(stands.stillDue()))))),
                List.of());
    }

    private static List<String> paragraphs(YearOfAgreement stands, LetterParts parts) {
        Wording words = parts.words();
        String until = parts.day(LocalDate.of(stands.year(), 12, 31));
        List<String> said = new ArrayList<>();
        if (!stands.missing().isZero()) {
            said.add(words.say("agreement.missing", "amount", parts.money(stands.missing())));
            said.add(words.say("agreement.until", "day", until, "number", stands.number()));
        }
        if (!stands.beyond().isZero()) {
            said.add(words.say("agreement.beyond", "amount", parts.money(stands.beyond())));
        }
        if (stands.lastYear()) {
            said.add(words.say("agreement.ends", "day", until));
        }
        return said;
    }
}
