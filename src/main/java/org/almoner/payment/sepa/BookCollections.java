package org.almoner.payment.sepa;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.almoner.bankfile.CamtPart;
import org.almoner.money.Money;
import org.almoner.payment.AccountWord;
import org.almoner.payment.BankMovement;
import org.almoner.payment.PaymentId;
import org.almoner.payment.PaymentNews;
import org.almoner.payment.ReturnFee;
import org.almoner.sql.Sql;

/** Books collections that the bank tells one by one, and what came back of them. */
@Singleton
class BookCollections {

    private static final String FIND =
            """
            SELECT c.payment_id, c.end_to_end_id, c.amount_minor, c.state, c.settled_on, c.movement,
                   m.office, b.booked_on, p.reference AS gift
              FROM sepa_collection c
              JOIN sepa_mandate m ON m.id = c.mandate_id
              JOIN payment p ON p.id = c.payment_id
              LEFT JOIN sepa_block b ON b.id = c.block
             WHERE c.end_to_end_id = ANY (?) FOR UPDATE OF c""";

    private static final String SETTLE =
            """
            UPDATE sepa_collection c SET state = 'SETTLED', settled_on = n.day
              FROM unnest(?::uuid[], ?::date[]) AS n (id, day)
             WHERE c.payment_id = n.id AND c.state = 'BATCHED'""";

    /** What the bank booked in a sum was ours before it came back. */
    private static final String RETURN =
            """
            UPDATE sepa_collection c
               SET state = 'RETURNED', settled_on = coalesce(c.settled_on, b.booked_on),
                   returned_on = n.day, reason = n.reason, movement = n.key, fee_minor = n.fee,
                   ended_at = ?
              FROM unnest(?::uuid[], ?::date[], ?::text[], ?::text[], ?::bigint[])
                AS n (id, day, reason, key, fee), sepa_block b
             WHERE c.payment_id = n.id AND b.id = c.block AND c.state IN ('BATCHED', 'SETTLED')""";

    private final Sql sql;
    private final FollowReasons follow;
    private final PaymentNews news;
    private final Event<ReturnFee> fees;
    private final InstantSource clock;

    BookCollections(
            Sql sql,
            FollowReasons follow,
            PaymentNews news,
            Event<ReturnFee> fees,
            InstantSource clock) {
        this.sql = sql;
        this.follow = follow;
        this.news = news;
        this.fees = fees;
        this.clock = clock;
    }

    /** A movement that names a collection. */
    record Told(BankMovement movement, String endToEnd) {}

    /** A collection as it lies there, and as it will: the state changes while we go on. */
    private static final class Known {

        private final UUID payment;
        private final UUID gift;
        private final Money amount;
        private final String office;
        private final LocalDate bookedOn;
        private String state;
        private LocalDate settledOn;
        private String movement;

        private Known(ResultSet row) throws SQLException {
            payment = Sql.id(row, "payment_id");
            gift = Sql.id(row, "gift");
            amount = ReadyCollections.euros(row.getLong("amount_minor"));
            office = row.getString("office");
            bookedOn = Sql.day(row, "booked_on");
            state = row.getString("state");
            settledOn = Sql.day(row, "settled_on");
            movement = row.getString("movement");
        }
    }

    /** A collection that came back. */
    private record Back(Known collection, BankMovement movement, String reason, Long fee) {}

    /** Says of each movement what it is; what is missing names no collection of ours. */
    Map<String, AccountWord> hear(List<Told> told) {
        Map<String, AccountWord> words = new HashMap<>();
        if (told.isEmpty()) {
            return words;
        }
        Map<String, Known> known = new HashMap<>();
        sql.read(
                FIND,
                row -> known.put(row.getString("end_to_end_id"), new Known(row)),
                Sql.Column.texts(told.stream().map(Told::endToEnd).distinct().toList()));
        List<Known> settled = new ArrayList<>();
        List<Back> back = new ArrayList<>();
        for (Told one : told) {
            Known collection = known.get(one.endToEnd());
            if (collection != null && one.movement().credit()) {
                words.put(one.movement().key(), came(collection, one.movement(), settled));
            }
        }
        for (Told one : told) {
            Known collection = known.get(one.endToEnd());
            if (collection != null && !one.movement().credit()) {
                words.put(one.movement().key(), cameBack(collection, one.movement(), back));
            }
        }
        settle(settled);
        takeBack(back);
        return words;
    }

    private static AccountWord came(Known collection, BankMovement movement, List<Known> settled) {
        String against = null;
        if (!collection.office.equals(movement.office())) {
            against = "other_office";
        } else if (movement.entry().reversal()) {
            against = "reversal";
        } else if (!movement.amount().equals(collection.amount)) {
            against = "other_amount";
        } else if (collection.state.equals("SETTLED") || collection.bookedOn != null) {
            boolean sameAgain =
                    collection.bookedOn == null && movement.bookedOn().equals(collection.settledOn);
            against = sameAgain ? null : "booked_already";
        } else if (!collection.state.equals("BATCHED")) {
            against = "not_in_a_batch";
        } else {
            collection.state = "SETTLED";
            collection.settledOn = movement.bookedOn();
            settled.add(collection);
        }
        return word(collection, against);
    }

    private static AccountWord cameBack(Known collection, BankMovement movement, List<Back> back) {
        if (collection.movement != null) {
            return word(
                    collection,
                    collection.movement.equals(movement.key()) ? null : "returned_already");
        }
        if (!collection.office.equals(movement.office())) {
            return word(collection, "other_office");
        }
        if (!collection.state.equals("BATCHED") && !collection.state.equals("SETTLED")) {
            return word(collection, "not_in_a_batch");
        }
        OptionalLong fee = fee(collection.amount, movement);
        if (fee.isEmpty()) {
            return word(collection, "other_amount");
        }
        collection.state = "RETURNED";
        collection.movement = movement.key();
        String code =
                movement.detail()
                        .flatMap(CamtPart.Detail::returned)
                        .flatMap(CamtPart.Reason::code)
                        .orElse(null);
        back.add(
                new Back(
                        collection,
                        movement,
                        ReasonRule.code(code),
                        fee.getAsLong() == 0 ? null : fee.getAsLong()));
        return word(collection, null);
    }

    /**
     * What the bank took beyond the collection: nothing, or exactly the charges it tells, or what
     * lies between the amount and the one that was asked for originally.
     */
    private static OptionalLong fee(Money collected, BankMovement movement) {
        Money taken = movement.amount();
        if (taken.equals(collected)) {
            return OptionalLong.of(0);
        }
        if (!taken.currency().equals(collected.currency()) || !taken.isMoreThan(collected)) {
            return OptionalLong.empty();
        }
        long more = taken.minor() - collected.minor();
        CamtPart.Detail detail = movement.detail().orElseThrow();
        long charges =
                detail.charges().stream()
                        .filter(it -> !it.credit())
                        .filter(it -> it.amount().currency().equals(taken.currency()))
                        .mapToLong(it -> it.amount().minor())
                        .sum();
        boolean isTold =
                charges == more || detail.instructed().filter(collected::equals).isPresent();
        return isTold ? OptionalLong.of(more) : OptionalLong.empty();
    }

    private static AccountWord word(Known collection, String against) {
        return against == null
                ? new AccountWord.Matched("direct-debit/" + collection.payment)
                : new AccountWord.Waits(against);
    }

    private void settle(List<Known> settled) {
        if (settled.isEmpty()) {
            return;
        }
        sql.write(
                SETTLE,
                Sql.Column.ids(settled.stream().map(it -> it.payment).toList()),
                new Sql.Column("date", settled.stream().map(it -> it.settledOn).toList()));
        tell("settled", settled);
    }

    private void takeBack(List<Back> back) {
        if (back.isEmpty()) {
            return;
        }
        List<UUID> payments = back.stream().map(it -> it.collection().payment).toList();
        sql.write(
                RETURN,
                clock.instant(),
                Sql.Column.ids(payments),
                new Sql.Column("date", back.stream().map(it -> it.movement().bookedOn()).toList()),
                Sql.Column.texts(back.stream().map(Back::reason).toList()),
                Sql.Column.texts(back.stream().map(it -> it.movement().key()).toList()),
                new Sql.Column("int8", back.stream().map(Back::fee).toList()));
        follow.after(payments);
        back.stream().filter(it -> it.fee() != null).forEach(this::bookFee);
        tell("returned", back.stream().map(Back::collection).toList());
    }

    private void bookFee(Back back) {
        byte[] name = back.movement().key().getBytes(StandardCharsets.UTF_8);
        fees.fire(
                new ReturnFee(
                        UUID.nameUUIDFromBytes(name),
                        back.collection().gift,
                        back.collection().office,
                        DirectDebitGateway.PROVIDER,
                        ReadyCollections.euros(back.fee()),
                        clock.instant()));
    }

    private void tell(String what, List<Known> collections) {
        news.tell(
                DirectDebitGateway.PROVIDER,
                what,
                collections.stream()
                        .map(
                                it ->
                                        new PaymentNews.News(
                                                what + "/" + it.payment, new PaymentId(it.payment)))
                        .toList());
    }
}
