package org.almoner.mail;

import org.almoner.outbox.Delivery;

/** Gives a mail away. */
public interface MailTransport {

    /**
     * Tries once, within a bounded time, and tells what became of it: delivered, refused for good
     * (SMTP 5xx to this recipient), or to be tried again (4xx, no connection, time-out).
     */
    Delivery send(Mail mail);
}
