package org.almoner.account;

import java.time.Duration;
import java.util.List;
import org.almoner.allowance.Limit;

/**
 * How many mails that a stranger can cause one mailbox gets, whatever they are about: one budget
 * for all of them (AB-6). Counted for the mailbox' {@link MailboxKey}.
 */
public final class MailboxBudget {

    /** What is counted. */
    public static final String KIND = "mail-to-mailbox";

    /** Beyond these a mail is not sent at all. */
    public static final List<Limit> FEW =
            List.of(new Limit(5, Duration.ofHours(1)), new Limit(10, Duration.ofDays(1)));

    /** All that must hold for a mail to leave now: these, and one a minute. */
    public static final List<Limit> NOW =
            List.of(new Limit(1, Duration.ofMinutes(1)), FEW.get(0), FEW.get(1));

    private MailboxBudget() {}
}
