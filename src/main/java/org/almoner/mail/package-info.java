/** Hands finished mails to the SMTP server, or to the local mailbox where there is none. */
package org.almoner.mail;
