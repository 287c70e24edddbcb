package org.almoner.tax;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
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
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;
import org.almoner.periodic.YearsOfAgreements;

/**
 * Writes to an office how many agreements of periodic gifts are to be looked at before the year
 * ends, in the office's own language; who they are stands in the report and in no mail.
 */
@Singleton
class PeriodicGiftWarningHandler implements OutboxHandler {

    static final String KIND = "periodic-gift-warning";

    private final Offices offices;
    private final TermsOfStatements terms;
    private final YearsOfAgreements years;
    private final MailTransport transport;
    private final InstantSource clock;

    PeriodicGiftWarningHandler(
            Offices offices,
            TermsOfStatements terms,
            YearsOfAgreements years,
            MailTransport transport,
            InstantSource clock) {
        this.offices = offices;
        this.terms = terms;
        this.years = years;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** A year that is over by now is nobody's matter any more. */
    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        for (Office office : offices.all()) {
            LocalDate today = office.dayOf(clock.instant());
            if (WatchPeriodicGifts.subject(office, today.getYear()).equals(subject)) {
                return terms.on(office.code(), today)
                        .map(it -> send(office, it.warn(), today.getYear(), subject))
                        .orElseGet(() -> new Delivery.Refused("The office names nobody to warn"));
            }
        }
        return new Delivery.NotWanted();
    }

    private Delivery send(Office office, String warn, int year, UUID subject) {
        YearsOfAgreements.Sums sums = years.sums(office, year);
        return sums.differing() + sums.ending() == 0
                ? new Delivery.NotWanted()
                : transport.send(
                        () -> mail(office, warn, year, sums, subject),
                        "The warning cannot be written as a mail");
    }

    private static Mail mail(
            Office of, String warn, int year, YearsOfAgreements.Sums sums, UUID subject) {
        Letterhead office = Letterhead.of(of);
        LetterParts parts = LetterParts.of("taxmail", of.defaultLocale().getLanguage(), office);
        Addressee to = Addressee.of(office.organisation(), warn);
        String written = Integer.toString(year);
        Letter letter =
                new Letter(
                        parts.frame(),
                        parts.words().say("agreements.title", "year", written),
                        null,
                        parts.greeting(to),
                        List.of(
                                parts.words().say("agreements.intro", "year", written),
                                parts.words()
                                        .say(
                                                "agreements.do",
                                                "office",
                                                of.code().value(),
                                                "year",
                                                written)),
                        null,
                        List.of(
                                Letter.Table.of(
                                        List.of(
                                                parts.row(
                                                        "agreements.differing",
                                                        Integer.toString(sums.differing())),
                                                parts.row(
                                                        "agreements.ending",
                                                        Integer.toString(sums.ending()))))),
                        List.of());
        return Letters.mail(
                new Envelope(
                        subject,
                        KIND,
                        1,
                        to,
                        office,
                        parts.words().say("agreements.subject", "year", written),
                        List.of()),
                letter);
    }
}
