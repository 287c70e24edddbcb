package org.almoner.payment;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * Batches of direct debits: what finance sends to an office's bank (pain.008). A collection is in
 * one batch at most, and what a batch holds is frozen when it is made.
 */
public interface DirectDebitBatches {

    /** How far a batch is. */
    enum State {
        /** Asked for; a node makes it within seconds. */
        MAKING,
        /** Its file can be taken. */
        MADE,
        /** The bank has it. */
        SENT,
        /** Given up, or rejected as a whole by the bank: its collections wait for the next one. */
        CANCELLED
    }

    /**
     * A batch.
     *
     * @param number for people, without gaps for each office
     * @param messageId the file's name at the bank ({@code MsgId})
     * @param until the last day that was asked for
     * @param collections how many it holds; {@code null} until it is made
     * @param total what it collects; {@code null} until it is made
     * @param sha256 of the file; {@code null} until it is made
     * @param size of the file in bytes; {@code null} until it is made
     * @param takenAt when the file was first taken
     * @param sentOn the day finance sent it to the bank
     * @param blocks one for each day and sequence type
     */
    record Batch(
            UUID id,
            String office,
            String number,
            String messageId,
            State state,
            LocalDate until,
            Instant askedAt,
            Instant madeAt,
            Integer collections,
            Money total,
            String sha256,
            Long size,
            Instant takenAt,
            LocalDate sentOn,
            Instant sentAt,
            Instant cancelledAt,
            List<Block> blocks) {}

    /**
     * What the bank books as one sum.
     *
     * @param blockId its name at the bank ({@code PmtInfId})
     * @param requestedOn the day the donors' accounts are debited
     * @param sequence {@code OOFF} or {@code RCUR}
     * @param rejected collections the bank did not make, with their sum
     * @param returned collections that came back, with their sum
     * @param booked what the bank booked for it, and when; {@code null} until it did
     */
    record Block(
            UUID id,
            String blockId,
            LocalDate requestedOn,
            String sequence,
            Sum all,
            Sum rejected,
            Sum returned,
            Money booked,
            LocalDate bookedOn) {}

    /** So many collections, and what they come to. */
    record Sum(long collections, Money total) {}

    /**
     * One collection.
     *
     * @param payment its payment
     * @param gift what it is for
     * @param state {@code OPEN}, {@code BATCHED}, {@code SETTLED}, {@code RETURNED}, {@code
     *     REJECTED} or {@code WITHDRAWN}
     * @param reason the bank's code or ours, once it ended
     * @param fee what the bank took for a return; {@code null} when it told none
     */
    record Collection(
            UUID payment,
            UUID gift,
            String endToEndId,
            String mandate,
            Money amount,
            LocalDate dueOn,
            String state,
            String reason,
            LocalDate settledOn,
            LocalDate returnedOn,
            Money fee) {}

    /** Why a collection is not in a batch; the first that fits. */
    enum LeftOut {
        /** Its payment has ended, or a person looks at it first. */
        PAYMENT_NOT_PENDING,
        /** Its mandate is suspended; the next batch ends the collection. */
        MANDATE_SUSPENDED,
        /** Its mandate was taken back; the next batch ends the collection. */
        MANDATE_REVOKED,
        /** Its mandate was not used for 36 months; the next batch ends the collection. */
        MANDATE_EXPIRED,
        /** Its mandate is not active yet. */
        MANDATE_PENDING,
        /** The mandate was given to another creditor identifier than the office has now. */
        OTHER_CREDITOR,
        /** The announcement has not left. */
        NOT_ANNOUNCED,
        /** It would be debited so much later than announced that it must be announced anew. */
        TOO_LATE,
        /** It is debited later than the batch reaches. */
        NOT_YET_DUE
    }

    /**
     * What a batch would be.
     *
     * @param earliest first day the bank can still debit, after lead time and cut-off
     * @param until last day that is looked at
     * @param blocks one for each day and sequence type, earliest first
     * @param leftOut what waits, with why
     */
    record Preview(
            String office,
            LocalDate earliest,
            LocalDate until,
            Sum all,
            List<PlannedBlock> blocks,
            List<Waiting> leftOut) {}

    /** A block as it would be. */
    record PlannedBlock(LocalDate requestedOn, String sequence, Sum all) {}

    /** Collections that would not be made for one reason. */
    record Waiting(LeftOut reason, Sum all) {}

    /** One of them. */
    record WaitingCollection(
            UUID payment,
            UUID gift,
            String mandate,
            Money amount,
            LocalDate dueOn,
            LocalDate wouldBeOn,
            LeftOut reason) {}

    /** A file that is written when it is asked for. */
    @FunctionalInterface
    interface BatchFile {

        /** Writes it. */
        void write(OutputStream out) throws IOException;
    }

    /**
     * What a batch would be, without making one.
     *
     * @param until last day of debit; {@code null} for two weeks from today
     * @throws org.almoner.problem.DomainProblem 404 for an unknown office, 409 where the office
     *     cannot collect, 400 for a day the bank does not take
     */
    Preview preview(String office, LocalDate until);

    /**
     * What would be left out, in the order of the payments' ids, after the one named.
     *
     * @param reason only for this one; {@code null} for all
     */
    List<WaitingCollection> leftOut(
            String office, LocalDate until, LeftOut reason, UUID after, int limit);

    /**
     * Asks for a batch, in the caller's transaction; a node makes it within seconds.
     *
     * @throws org.almoner.problem.DomainProblem as {@link #preview}, and 409 while another one of
     *     the office is being made or there is nothing to collect
     */
    Batch ask(String office, LocalDate until, String by);

    /** One batch. */
    Optional<Batch> find(UUID id);

    /**
     * Batches, the latest first, after the one named; without their blocks.
     *
     * @param offices codes; {@code null} for all
     */
    List<Batch> page(List<String> offices, Instant before, UUID beforeId, int limit);

    /** Collections of a batch, in the order of the payments' ids, after the one named. */
    List<Collection> collections(UUID batch, String state, UUID after, int limit);

    /**
     * The file for the bank, in the caller's transaction: that it was taken is noted.
     *
     * @throws org.almoner.problem.DomainProblem 409 when it is not made yet or cancelled; when
     *     mandates of it were taken back before it was sent; or when it cannot be written any more
     *     as it was
     */
    BatchFile file(UUID id);

    /**
     * Notes that the bank has it, in the caller's transaction; doing it again changes nothing.
     *
     * @param on the day it was sent
     * @throws org.almoner.problem.DomainProblem 409 when it is not made or cancelled; 400 for a day
     *     before it was made or to come
     */
    Batch sent(UUID id, LocalDate on, String by);

    /**
     * Gives a batch up, in the caller's transaction: its collections wait for the next one.
     *
     * @param neverReachedTheBank said by whoever took the file: what a bank has it may collect
     * @throws org.almoner.problem.DomainProblem 409 when it was sent, or its file was taken and
     *     nobody says that the bank never got it
     */
    Batch cancel(UUID id, boolean neverReachedTheBank, String by);

    /**
     * Ends a collection that is in no batch, in the caller's transaction: the payment counts as
     * declined.
     *
     * @return the office it belonged to
     * @throws org.almoner.problem.DomainProblem 404 when there is none, 409 when it is not open
     */
    void withdraw(UUID payment);

    /** Whose collection it is; empty when there is none. */
    Optional<String> officeOf(UUID payment);
}
