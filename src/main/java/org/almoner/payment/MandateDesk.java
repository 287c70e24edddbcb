package org.almoner.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Mandates for direct debits, as finance sees and stops them. */
public interface MandateDesk {

    /**
     * A mandate with what proves it; no account is readable in it.
     *
     * @param reference told to donor and bank
     * @param state {@code PENDING}, {@code ACTIVE}, {@code SUSPENDED}, {@code REVOKED} or {@code
     *     EXPIRED}
     * @param reason the bank's code or what was written down; {@code null} for none
     * @param sequence {@code OOFF} for one collection, {@code RCUR} for repeated ones
     * @param holder of the account
     * @param account masked
     * @param agreedOn the day at the office, which the bank is told as the day of signature
     * @param textHash SHA-256 of the words as they were shown
     * @param source where it was agreed to
     * @param lastCollectedOn {@code null} while nothing was
     */
    record Mandate(
            UUID id,
            String reference,
            String office,
            String creditorIdentifier,
            String state,
            String reason,
            String sequence,
            String holder,
            String account,
            Instant agreedAt,
            LocalDate agreedOn,
            String textId,
            int textVersion,
            String textLocale,
            String textHash,
            String source,
            LocalDate lastCollectedOn) {

        /** Without who gave it. */
        @Override
        public String toString() {
            return "Mandate[" + id + ", " + state + "]";
        }
    }

    /**
     * Mandates with the reference, at most one for each creditor.
     *
     * @param offices codes; {@code null} for all
     */
    List<Mandate> withReference(String reference, List<String> offices);

    /**
     * What donor and bank know a saved mandate by.
     *
     * @param reference of the mandate
     * @param creditorIdentifier of the office that collects
     */
    record Named(String reference, String creditorIdentifier) {}

    /** The names of the mandates that were saved as these methods; in one query. */
    Map<SavedMethodId, Named> savedAs(Collection<SavedMethodId> methods);

    /** One mandate. */
    Optional<Mandate> find(UUID id);

    /**
     * A suspended one goes on, in the caller's transaction.
     *
     * @throws org.almoner.problem.DomainProblem 404 when there is none, 409 when it is not
     *     suspended
     */
    Mandate resume(UUID id);

    /**
     * Takes one back for good, in the caller's transaction; what is not with the bank yet is not
     * collected.
     *
     * @throws org.almoner.problem.DomainProblem 404 when there is none, 409 when it has ended
     */
    Mandate revoke(UUID id);
}
