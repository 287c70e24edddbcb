package org.almoner.payment;

import java.time.LocalDate;
import java.util.Optional;
import org.almoner.bankfile.CamtPart;
import org.almoner.money.Money;

/**
 * One movement on an office's bank account, as a statement tells it: an entry as a whole, or one
 * detail of it.
 *
 * @param key ours, at most 80 characters; the same movement in another file has the same one
 * @param office whose account it is
 * @param bookedOn the bank's day of booking
 * @param amount of this movement, without sign
 * @param credit whether money came in
 * @param entry the line of the statement it belongs to
 * @param batch what the bank says of a batch booking
 * @param detail the movement itself, where the bank tells it apart from the entry
 */
public record BankMovement(
        String key,
        String office,
        LocalDate bookedOn,
        Money amount,
        boolean credit,
        CamtPart.Entry entry,
        Optional<CamtPart.Batch> batch,
        Optional<CamtPart.Detail> detail) {

    /** Without what people wrote and who they are. */
    @Override
    public String toString() {
        return "BankMovement[" + key + "]";
    }
}
