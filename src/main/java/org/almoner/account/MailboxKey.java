package org.almoner.account;

import org.almoner.donor.EmailAddress;

/**
 * What two spellings of one mailbox have in common. Only ASCII letters are folded, because that is
 * what mail servers do in practice: {@code Anna@} and {@code anna@} are one mailbox. Nothing else
 * is: a plus tag makes another address, and letters that merely look alike or fold together in
 * Unicode (K and the Kelvin sign) stay apart, so nobody gets in by a look-alike.
 */
public record MailboxKey(String value) {

    /** The key of an address, whose domain is in small letters already. */
    public static MailboxKey of(EmailAddress address) {
        StringBuilder key = new StringBuilder(address.value());
        for (int i = 0; i < key.length(); i++) {
            char letter = key.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                key.setCharAt(i, (char) (letter + ('a' - 'A')));
            }
        }
        return new MailboxKey(key.toString());
    }

    @Override
    public String toString() {
        return "MailboxKey";
    }
}
