package org.almoner.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.almoner.account.Accounts;
import org.almoner.account.MailboxBudget;
import org.almoner.account.MailboxKey;
import org.almoner.account.PersonAtAddress;
import org.almoner.allowance.Allowances;
import org.almoner.donor.EmailAddress;
import org.almoner.letter.Letterhead;
import org.almoner.letter.PortalPage;
import org.almoner.mail.MailTransport;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/**
 * Sends the mail with link and code, if anybody is known by the address. Nobody gets one for an
 * address that is not known, and one mailbox gets so many an hour and a day, whoever asks (AB-6).
 */
@Singleton
class SignInMailHandler implements OutboxHandler {

    static final String KIND = "sign-in-mail";

    private final SignInTable table;
    private final SignInSecrets secrets;
    private final Accounts accounts;
    private final Allowances allowances;
    private final Offices offices;
    private final PortalPage portal;
    private final MailTransport transport;
    private final InstantSource clock;

    SignInMailHandler(
            SignInTable table,
            SignInSecrets secrets,
            Accounts accounts,
            Allowances allowances,
            Offices offices,
            PortalPage portal,
            MailTransport transport,
            InstantSource clock) {
        this.table = table;
        this.secrets = secrets;
        this.accounts = accounts;
        this.allowances = allowances;
        this.offices = offices;
        this.portal = portal;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Delivered is also what nobody waits for any more. */
    @Override
    public Delivery deliver(UUID subject, int occurrence) {
        SignInRequest request =
                table.find(subject).filter(it -> it.isOpenAt(clock.instant())).orElse(null);
        if (request == null) {
            return new Delivery.Delivered();
        }
        List<PersonAtAddress> people = accounts.peopleAt(request.email());
        if (people.isEmpty()) {
            return new Delivery.Delivered();
        }
        return switch (budget(request)) {
            case SEND -> send(request, people.get(0));
            case WAIT -> new Delivery.RetryLater("The mailbox got a mail a moment ago");
            case SPENT -> new Delivery.Delivered();
        };
    }

    private Delivery send(SignInRequest request, PersonAtAddress person) {
        Office office = offices.byCode(person.latest().office());
        return transport.send(
                () ->
                        SignInMail.of(
                                new SignInRecord(
                                        request.id(),
                                        addressOf(person, request),
                                        request.locale(),
                                        Letterhead.of(office),
                                        portal.in(request.locale())
                                                + "#token="
                                                + secrets.link(request.id()),
                                        secrets.code(request.id()),
                                        from(request, office))),
                "The sign-in cannot be written as a mail");
    }

    /** The address as its donor wrote it, never as a stranger typed it. */
    private static EmailAddress addressOf(PersonAtAddress person, SignInRequest request) {
        EmailAddress known = person.latest().details().email();
        return MailboxKey.of(known).equals(MailboxKey.of(request.email()))
                ? known
                : request.email();
    }

    private static SignInRecord.Asked from(SignInRequest request, Office office) {
        ZonedDateTime asked = request.askedAt().atZone(office.zone());
        long minutes = Duration.between(request.askedAt(), request.expiresAt()).toMinutes();
        return new SignInRecord.Asked(asked, minutes, request.browser(), request.network());
    }

    /** What becomes of a mail. */
    private enum Budget {
        SEND,
        WAIT,
        SPENT
    }

    private Budget budget(SignInRequest request) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                table.mayMail(request.id())
                                        .map(may -> may ? Budget.SEND : Budget.SPENT)
                                        .orElseGet(() -> decide(request)));
    }

    private Budget decide(SignInRequest request) {
        String mailbox = MailboxKey.of(request.email()).value();
        if (allowances.use(MailboxBudget.KIND, mailbox, MailboxBudget.NOW)) {
            table.decideMail(request.id(), true);
            return Budget.SEND;
        }
        if (allowances.allows(MailboxBudget.KIND, mailbox, MailboxBudget.FEW)) {
            // Who has just confirmed an address must be able to sign in by it.
            return Budget.WAIT;
        }
        table.decideMail(request.id(), false);
        return Budget.SPENT;
    }
}
