package org.almoner.account;

import java.time.Instant;
import org.almoner.donor.EmailAddress;

/** An address whose mailbox the person has shown to control, as it was spelled then. */
public record ProvedAddress(EmailAddress address, Instant provedAt) {}
