package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.payment.AccountWord;
import org.almoner.payment.BankMovement;
import org.almoner.sql.Sql;

/** Books what the bank credited for whole blocks; the collections hear of it piece by piece. */
@Singleton
class BookBlocks {

    /** What a bank books for a block is all of it but what it rejected. */
    private static final String FIND =
            """
            SELECT b.id, b.block_id, b.movement, k.office, k.state,
                   (SELECT coalesce(sum(c.amount_minor), 0) FROM sepa_collection c
                     WHERE c.block = b.id AND c.state <> 'REJECTED')::bigint AS expected
              FROM sepa_block b JOIN sepa_batch k ON k.id = b.batch_id
             WHERE b.block_id = ANY (?) FOR UPDATE OF b, k""";

    private static final String BOOK =
            """
            UPDATE sepa_block b
               SET booked_on = n.day, booked_minor = n.minor, movement = n.key
              FROM unnest(?::uuid[], ?::date[], ?::bigint[], ?::text[]) AS n (id, day, minor, key)
             WHERE b.id = n.id""";

    /** Whatever finance forgot to note: what is booked was sent. */
    private static final String SENT =
            """
            UPDATE sepa_batch k SET state = 'SENT', sent_on = b.requested_on, sent_at = ?,
                   sent_by = 'bank statement'
              FROM sepa_block b
             WHERE b.batch_id = k.id AND b.id = ANY (?) AND k.state = 'MADE'""";

    private final Sql sql;
    private final InstantSource clock;

    BookBlocks(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Found(
            UUID id, String name, String movement, String office, String state, long expected) {}

    /** Says of each sum, by the name of its block, what it is; what is missing is none of ours. */
    Map<String, AccountWord> hear(Map<String, BankMovement> sums) {
        Map<String, AccountWord> words = new HashMap<>();
        if (sums.isEmpty()) {
            return words;
        }
        List<Found> found =
                sql.read(FIND, BookBlocks::found, Sql.Column.texts(List.copyOf(sums.keySet())));
        List<Found> fitting = new ArrayList<>();
        for (Found one : found) {
            BankMovement movement = sums.get(one.name());
            String against = against(one, movement);
            words.put(
                    movement.key(),
                    against == null
                            ? new AccountWord.Matched("direct-debit-block/" + one.id())
                            : new AccountWord.Waits(against));
            if (against == null && one.movement() == null) {
                fitting.add(one);
            }
        }
        book(fitting, sums);
        return words;
    }

    private static String against(Found block, BankMovement movement) {
        if (block.movement() != null) {
            return block.movement().equals(movement.key()) ? null : "booked_already";
        }
        if (!block.office().equals(movement.office())) {
            return "other_office";
        }
        if (!block.state().equals("MADE") && !block.state().equals("SENT")) {
            return "batch_cancelled";
        }
        boolean fits =
                block.expected() > 0
                        && movement.amount().equals(ReadyCollections.euros(block.expected()));
        return fits ? null : "other_amount";
    }

    private void book(List<Found> blocks, Map<String, BankMovement> sums) {
        if (blocks.isEmpty()) {
            return;
        }
        List<BankMovement> movements = blocks.stream().map(it -> sums.get(it.name())).toList();
        Sql.Column ids = Sql.Column.ids(blocks.stream().map(Found::id).toList());
        List<LocalDate> days = movements.stream().map(BankMovement::bookedOn).toList();
        sql.write(
                BOOK,
                ids,
                new Sql.Column("date", days),
                new Sql.Column("int8", movements.stream().map(it -> it.amount().minor()).toList()),
                Sql.Column.texts(movements.stream().map(BankMovement::key).toList()));
        Instant now = clock.instant();
        sql.write(SENT, now, ids);
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                Sql.id(row, "id"),
                row.getString("block_id"),
                row.getString("movement"),
                row.getString("office"),
                row.getString("state"),
                row.getLong("expected"));
    }
}
