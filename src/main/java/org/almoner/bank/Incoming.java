package org.almoner.bank;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A line of the file that is being read, or one part of it.
 *
 * @param statement counts from 1 within the file
 * @param entry counts from 1 within the statement
 * @param part 0 for the whole line, then each part
 * @param parts how many parts the bank tells of the line
 * @param apart whether the parts make the whole
 * @param line names the line; with its whole only
 */
record Incoming(
        UUID id,
        int statement,
        long entry,
        int part,
        int parts,
        boolean apart,
        String line,
        LocalDate bookedOn,
        long minor,
        String currency,
        boolean credit,
        boolean reversal,
        boolean batch,
        String code,
        String proprietary,
        FindReference.Found reference,
        String content,
        String told,
        String account,
        String accountPrint) {

    @Override
    public String toString() {
        return "Incoming[" + statement + "/" + entry + "/" + part + "]";
    }
}
