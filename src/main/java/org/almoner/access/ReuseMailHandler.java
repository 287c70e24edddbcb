package org.almoner.access;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.almoner.account.ContactView;
import org.almoner.account.ShowContact;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.letter.PortalPage;
import org.almoner.mail.MailTransport;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;
import org.almoner.problem.DomainProblem;

/**
 * Sends the mail about a refresh token that came twice: once for a session, and only to an address
 * that was proved for the account. No budget keeps it back, because nobody can cause it without a
 * token that a sign-in gave.
 */
@Singleton
class ReuseMailHandler implements OutboxHandler {

    static final String KIND = "session-ended-mail";

    private final SessionTable sessions;
    private final ShowContact contacts;
    private final Offices offices;
    private final PortalPage portal;
    private final MailTransport transport;

    ReuseMailHandler(
            SessionTable sessions,
            ShowContact contacts,
            Offices offices,
            PortalPage portal,
            MailTransport transport) {
        this.sessions = sessions;
        this.contacts = contacts;
        this.offices = offices;
        this.portal = portal;
        this.transport = transport;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Delivered is also what nobody can be told any more. */
    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        SessionTable.Ended ended = sessions.ended(subject, SessionEnd.TOKEN_REUSED).orElse(null);
        Optional<ContactView> person = ended == null ? Optional.empty() : reached(ended);
        if (person.isEmpty()) {
            return new Delivery.Delivered();
        }
        return transport.send(
                () -> ReuseMail.of(record(ended, person.get())),
                "The word about a session cannot be written as a mail");
    }

    /** Empty without an address that somebody proved: what a row merely names may be anybody's. */
    private Optional<ContactView> reached(SessionTable.Ended ended) {
        try {
            return Optional.of(contacts.of(ended.account()))
                    .filter(person -> !person.addresses().isEmpty());
        } catch (DomainProblem nobodyLeft) {
            return Optional.empty();
        }
    }

    private ReuseMail.Record record(SessionTable.Ended ended, ContactView person) {
        Office office = offices.byCode(person.office());
        String language =
                office.localeFor(Locale.forLanguageTag(person.contact().locale())).getLanguage();
        return new ReuseMail.Record(
                ended.session(),
                Addressee.of(person.contact().details()),
                language,
                Letterhead.of(office),
                portal.in(language),
                new ReuseMail.What(
                        ended.browser(),
                        ended.signedInAt().atZone(office.zone()),
                        ended.endedAt().atZone(office.zone())));
    }
}
