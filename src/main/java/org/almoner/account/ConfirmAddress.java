package org.almoner.account;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.almoner.donor.ContactBook;
import org.almoner.donor.EmailAddress;
import org.almoner.donor.PresentContact;

/**
 * Makes a new address count when its mailbox answers, and takes that back when the old one asks.
 */
@Singleton
public class ConfirmAddress {

    static final Duration UNDOABLE = Duration.ofHours(72);

    private final AddressChangeTable changes;
    private final AccountTable accounts;
    private final ShowContact shown;
    private final ContactBook contacts;
    private final OweAccountMail mails;
    private final MailedSecrets secrets;
    private final InstantSource clock;

    ConfirmAddress(
            AddressChangeTable changes,
            AccountTable accounts,
            ShowContact shown,
            ContactBook contacts,
            OweAccountMail mails,
            MailedSecrets secrets,
            InstantSource clock) {
        this.changes = changes;
        this.accounts = accounts;
        this.shown = shown;
        this.contacts = contacts;
        this.mails = mails;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Does what the secret is for, in the caller's transaction, who ends the sessions in the same.
     *
     * @return empty when the secret is unknown, used, replaced by a newer one, or too old
     */
    @Transactional(TxType.MANDATORY)
    public Optional<Confirmed> with(String secret) {
        String hash = MailedSecrets.hash(secret);
        return changes.byHash(hash)
                .flatMap(
                        known -> {
                            accounts.lock(MailboxKey.of(known.email()));
                            changes.lock(known.account());
                            return redeem(changes.byHash(hash).orElseThrow(), hash);
                        });
    }

    /** With the account held: of two who come with the same secret the second finds it used. */
    private Optional<Confirmed> redeem(AddressChange change, String hash) {
        Instant now = clock.instant();
        if (change.isConfirmedBy(hash, now)) {
            confirm(change, now);
            return Optional.of(new Confirmed(change.account(), Confirmed.Kind.EMAIL_CHANGE));
        }
        if (change.isUndoneBy(hash, now)) {
            undo(change, now);
            return Optional.of(new Confirmed(change.account(), Confirmed.Kind.EMAIL_CHANGE_UNDONE));
        }
        return Optional.empty();
    }

    private void confirm(AddressChange change, Instant now) {
        ContactView person = shown.of(change.account());
        MailboxKey mailbox = MailboxKey.of(change.email());
        boolean isSameMailbox = mailbox.equals(MailboxKey.of(person.email()));
        AddressChange done = done(change, person.email(), isSameMailbox, now);
        boolean added = accounts.prove(change.account(), change.email(), mailbox, now);
        if (!isSameMailbox) {
            accounts.endAddress(change.account(), MailboxKey.of(person.email()), now);
            changes.confirm(done, added);
            mails.about(done, person, now);
        } else {
            accounts.spell(change.account(), change.email(), mailbox);
            changes.confirm(done, false);
        }
        write(person, change, change.email(), now);
    }

    /** Another spelling of the same mailbox takes nothing from anybody: nothing to undo. */
    private AddressChange done(
            AddressChange change, EmailAddress old, boolean isSameMailbox, Instant now) {
        String undo = secrets.of(AccountLetter.Kind.ADDRESS_CHANGED, change.id());
        return new AddressChange(
                change.id(),
                change.account(),
                change.email(),
                AddressChange.State.DONE,
                change.secret(),
                now,
                old,
                isSameMailbox
                        ? null
                        : new AddressChange.Secret(MailedSecrets.hash(undo), now.plus(UNDOABLE)));
    }

    /** Back to what was before this change: later ones came from whoever made this one. */
    private void undo(AddressChange change, Instant now) {
        changes.undoSince(change, now);
        EmailAddress old = change.oldEmail();
        accounts.prove(change.account(), old, MailboxKey.of(old), now);
        write(shown.of(change.account()), change, old, now);
    }

    private void write(ContactView person, AddressChange change, EmailAddress email, Instant now) {
        PresentContact contact =
                new PresentContact(person.contact().details().at(email), person.contact().locale());
        if (!contacts.write(change.account().value(), contact, person.version(), now)) {
            throw ChangeContact.stale();
        }
    }
}
