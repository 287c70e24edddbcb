package org.almoner.account;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.almoner.allowance.Allowances;
import org.almoner.allowance.Limit;
import org.almoner.donor.EmailAddress;
import org.almoner.id.Ids;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** Asks a mailbox whether the person who wants to be reached there controls it. */
@Singleton
public class RequestAddressChange {

    static final Duration CONFIRMABLE = Duration.ofHours(24);

    /** So that nobody uses his account to write to many strangers. */
    private static final List<Limit> WISHES =
            List.of(new Limit(10, Duration.ofHours(1)), new Limit(20, Duration.ofDays(1)));

    private final Allowances allowances;
    private final AddressChangeTable changes;
    private final ShowContact contacts;
    private final OweAccountMail mails;
    private final MailedSecrets secrets;
    private final InstantSource clock;
    private final Ids ids;

    RequestAddressChange(
            Allowances allowances,
            AddressChangeTable changes,
            ShowContact contacts,
            OweAccountMail mails,
            MailedSecrets secrets,
            InstantSource clock,
            Ids ids) {
        this.allowances = allowances;
        this.changes = changes;
        this.contacts = contacts;
        this.mails = mails;
        this.secrets = secrets;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Owes the mail that asks, and makes an earlier wish of the account worthless. Nothing happens,
     * without a word about it, when the mailbox has had its share of mails: whoever asks learns
     * nothing about what others sent there. Who is known at the address is never looked at.
     *
     * @throws DomainProblem TOO_MANY_REQUESTS when the account has wished too often
     */
    @Transactional
    public void request(AccountId account, EmailAddress email) {
        if (!allowances.use("address-change", account.toString(), WISHES)) {
            throw DomainProblem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "The address was to be changed very often; wait an hour.")
                    .retryAfter(Duration.ofHours(1));
        }
        if (!allowances.use(MailboxBudget.KIND, MailboxKey.of(email).value(), MailboxBudget.NOW)) {
            return;
        }
        changes.lock(account);
        changes.replaceOpen(account);
        Instant now = clock.instant();
        UUID id = ids.next();
        String secret = secrets.of(AccountLetter.Kind.CONFIRM_ADDRESS, id);
        AddressChange change =
                new AddressChange(
                        id,
                        account,
                        email,
                        AddressChange.State.OPEN,
                        new AddressChange.Secret(MailedSecrets.hash(secret), now.plus(CONFIRMABLE)),
                        null,
                        null,
                        null);
        changes.insert(change, now);
        mails.about(change, contacts.of(account), now);
    }
}
