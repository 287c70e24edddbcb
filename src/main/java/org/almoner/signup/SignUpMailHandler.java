package org.almoner.signup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.account.MailboxBudget;
import org.almoner.account.MailboxKey;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.Limit;
import org.almoner.consent.ConsentText;
import org.almoner.consent.ConsentTexts;
import org.almoner.letter.Letterhead;
import org.almoner.letter.PortalPage;
import org.almoner.mail.Mail;
import org.almoner.mail.MailTransport;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Delivery;
import org.almoner.outbox.OutboxHandler;

/**
 * Sends the mail that asks for a confirmation, and keeps what it said as proof. All that strangers
 * can cause shares the budget of the mailbox (AB-6); of these mails it gets {@link #OF_A_DAY} at
 * most, so that a flood of sign-ups leaves room for signing in.
 */
@Singleton
class SignUpMailHandler implements OutboxHandler {

    static final String KIND = "sign-up-mail";

    private static final String COUNTED = "sign-up-mail";

    /** Enough for whoever mistypes or deletes the first one. */
    static final List<Limit> OF_A_DAY = List.of(new Limit(3, Duration.ofDays(1)));

    private final SignUpTable table;
    private final SignUpSecrets secrets;
    private final ConsentTexts texts;
    private final Allowances allowances;
    private final Offices offices;
    private final PortalPage portal;
    private final MailTransport transport;
    private final InstantSource clock;

    SignUpMailHandler(
            SignUpTable table,
            SignUpSecrets secrets,
            ConsentTexts texts,
            Allowances allowances,
            Offices offices,
            PortalPage portal,
            MailTransport transport,
            InstantSource clock) {
        this.table = table;
        this.secrets = secrets;
        this.texts = texts;
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
        SignUp signUp = table.find(subject).filter(it -> it.isOpenAt(clock.instant())).orElse(null);
        if (signUp == null) {
            return new Delivery.Delivered();
        }
        return switch (budget(signUp)) {
            case SEND -> send(signUp);
            case WAIT -> new Delivery.RetryLater("The mailbox got a mail a moment ago");
            case SPENT -> new Delivery.Delivered();
        };
    }

    private Delivery send(SignUp signUp) {
        String secret = secrets.of(signUp.id());
        Mail mail;
        try {
            mail = SignUpMail.of(record(signUp, secret));
        } catch (IllegalArgumentException unwritable) {
            return new Delivery.Refused("The sign-up cannot be written as a mail");
        }
        Delivery delivery = transport.send(mail);
        if (delivery instanceof Delivery.Delivered) {
            String kept = mail.text().replace(secret, "…");
            table.mailed(signUp.id(), mail, kept, clock.instant());
        }
        return delivery;
    }

    private SignUpRecord record(SignUp signUp, String secret) {
        Office office = offices.byCode(signUp.office());
        String language = signUp.text().locale();
        ConsentText text =
                texts.find(
                                signUp.text().id(),
                                signUp.text().version(),
                                signUp.audience(signUp.askedAt()))
                        .orElseThrow();
        return new SignUpRecord(
                signUp.id(),
                signUp.email(),
                language,
                Letterhead.of(office),
                text.text(),
                link(portal.in(language), secret),
                signUp.askedAt().atZone(office.zone()),
                signUp.expiresAt().atZone(office.zone()));
    }

    /** Behind the # nothing reaches a server, a log or the pages a reader goes to from there. */
    private static String link(String page, String secret) {
        return page + (page.contains("#") ? "&" : "#") + "confirmation=" + secret;
    }

    /** What becomes of a mail. */
    private enum Budget {
        SEND,
        WAIT,
        SPENT
    }

    private Budget budget(SignUp signUp) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                table.mayMail(signUp.id())
                                        .map(may -> may ? Budget.SEND : Budget.SPENT)
                                        .orElseGet(() -> decide(signUp)));
    }

    private Budget decide(SignUp signUp) {
        String mailbox = MailboxKey.of(signUp.email()).value();
        if (!allowances.allows(COUNTED, mailbox, OF_A_DAY)) {
            return spent(signUp);
        }
        if (allowances.use(MailboxBudget.KIND, mailbox, MailboxBudget.NOW)) {
            if (!allowances.use(COUNTED, mailbox, OF_A_DAY)) {
                return spent(signUp);
            }
            table.decideMail(signUp.id(), true);
            return Budget.SEND;
        }
        return allowances.allows(MailboxBudget.KIND, mailbox, MailboxBudget.FEW)
                ? Budget.WAIT
                : spent(signUp);
    }

    private Budget spent(SignUp signUp) {
        table.decideMail(signUp.id(), false);
        return Budget.SPENT;
    }
}
