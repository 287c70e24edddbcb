package org.almoner.payment.sepa;

import java.util.Optional;
import org.almoner.donor.Iban;

/**
 * Who collects, on which account.
 *
 * @param name the office's legal name
 * @param identifier SEPA creditor identifier (EPC262-08)
 * @param account where the money goes
 * @param bic of the account's bank; not needed inside the European Economic Area
 */
record Creditor(String name, String identifier, Iban account, Optional<String> bic) {}
