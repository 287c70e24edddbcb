package org.almoner.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.almoner.account.Accounts;
import org.almoner.account.MailboxKey;
import org.almoner.account.PersonAtAddress;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.Limit;
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

    /** One budget of a mailbox for all mails that a stranger can cause. */
    private static final String BUDGET = "mail-to-mailbox";

    private static final List<Limit> LIMITS =
            List.of(
                    new Limit(1, Duration.ofMinutes(1)),
                    new Limit(5, Duration.ofHours(1)),
                    new Limit(10, Duration.ofDays(1)));

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
        if (people.isEmpty() || !mayMail(request)) {
            return new Delivery.Delivered();
        }
        Office office = offices.byCode(people.get(0).latest().office());
        try {
            return transport.send(
                    SignInMail.of(
                            new SignInRecord(
                                    request.id(),
                                    addressOf(people.get(0), request),
                                    request.locale(),
                                    Letterhead.of(office),
                                    portal.in(request.locale()) + "#token=" + secrets.link(subject),
                                    secrets.code(subject),
                                    from(request, office))));
        } catch (IllegalArgumentException unsendable) {
            return new Delivery.Refused("The sign-in cannot be written as a mail");
        }
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

    private boolean mayMail(SignInRequest request) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                table.mayMail(request.id())
                                        .orElseGet(
                                                () -> {
                                                    boolean may =
                                                            allowances.use(
                                                                    BUDGET,
                                                                    MailboxKey.of(request.email())
                                                                            .value(),
                                                                    LIMITS);
                                                    table.decideMail(request.id(), may);
                                                    return may;
                                                }));
    }
}
