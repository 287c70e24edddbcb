package org.almoner.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import org.almoner.donor.EmailAddress;
import org.almoner.donor.Salutation;
import org.almoner.id.Ids;
import org.almoner.letter.Addressee;
import org.almoner.letter.Letterhead;
import org.almoner.letter.PortalPage;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.outbox.Outbox;

/** Writes the mails about a change of address and owes them, in the transaction that changes. */
@Singleton
class OweAccountMail {

    private final AccountLetterTable letters;
    private final Outbox outbox;
    private final Offices offices;
    private final PortalPage portal;
    private final Ids ids;

    OweAccountMail(
            AccountLetterTable letters,
            Outbox outbox,
            Offices offices,
            PortalPage portal,
            Ids ids) {
        this.letters = letters;
        this.outbox = outbox;
        this.offices = offices;
        this.portal = portal;
        this.ids = ids;
    }

    /**
     * Owes the mail about a change: to the new address while it is open, to the old one when it is
     * done.
     *
     * @param person as known before the change
     */
    void about(AddressChange change, ContactView person, Instant now) {
        boolean isDone = change.state() == AddressChange.State.DONE;
        Office office = offices.byCode(person.office());
        String language =
                office.localeFor(Locale.forLanguageTag(person.contact().locale())).getLanguage();
        AccountLetter letter =
                new AccountLetter(
                        ids.next(),
                        isDone
                                ? AccountLetter.Kind.ADDRESS_CHANGED
                                : AccountLetter.Kind.CONFIRM_ADDRESS,
                        language,
                        isDone
                                ? Addressee.of(person.contact().details())
                                : stranger(change.email()),
                        Letterhead.of(office),
                        portal.in(language),
                        isDone ? change.email().masked() : change.email().value(),
                        now,
                        isDone ? change.undo().until() : change.secret().until(),
                        office.zone());
        letters.insert(letter, change.id());
        outbox.owe(AccountMailHandler.KIND, letter.id(), 1);
    }

    /** Anybody may be behind an address that was only typed in: he gets no words of others. */
    private static Addressee stranger(EmailAddress email) {
        return new Addressee(Salutation.NEUTRAL, null, null, null, null, email.value());
    }
}
