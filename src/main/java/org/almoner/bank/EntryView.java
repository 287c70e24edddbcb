package org.almoner.bank;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.money.Money;

/**
 * A movement that nothing fitted, and what a person decided about it.
 *
 * @param file the file that told it first
 * @param bookedOn the bank's day of booking
 * @param direction whether money came in or went out
 * @param state {@code WAITING}, or what was decided
 * @param reason why it waits or waited, a stable code
 * @param twin another movement that says the same; {@code null} when there is none
 * @param reference the one RF reference in it; {@code null} when there is none
 * @param name who is on the other side; {@code null} when the bank does not say, or it is forgotten
 * @param account of the other side, masked; {@code null} likewise
 * @param text what the payer wrote; empty when nothing, or when it is forgotten
 * @param endToEnd the payer's own reference; {@code null} likewise
 * @param code what kind of movement it is, by ISO 20022 or the bank's own list
 * @param gift what it was booked on; {@code null} when on nothing
 * @param decidedBy subject of whoever decided; {@code null} while it waits
 * @param note the reason that person gave
 */
public record EntryView(
        UUID id,
        String office,
        UUID file,
        LocalDate bookedOn,
        Money amount,
        Direction direction,
        String state,
        String reason,
        UUID twin,
        String reference,
        String name,
        String account,
        List<String> text,
        String endToEnd,
        String code,
        UUID gift,
        Instant decidedAt,
        String decidedBy,
        String note) {

    /** Which way the money went. */
    public enum Direction {
        IN,
        OUT
    }

    /** Without who and why. */
    @Override
    public String toString() {
        return "EntryView[" + id + ", " + state + "]";
    }
}
