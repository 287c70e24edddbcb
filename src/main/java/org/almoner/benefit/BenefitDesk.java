package org.almoner.benefit;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.donor.PlainText;
import org.almoner.id.Ids;
import org.almoner.money.Money;
import org.almoner.office.Jurisdiction;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.problem.Violation;
import org.almoner.sql.Sql;

/**
 * Records what was given in return for a gift, and that nothing was after all. Whoever makes a
 * statement of the gift at the same moment waits, or is waited for.
 */
@Singleton
public class BenefitDesk {

    /** A record is a decision of a person; more of them are a program gone wrong. */
    private static final int MOST_RECORDS = 100;

    private static final int LONGEST_DESCRIPTION = 200;

    /** {@code FOR SHARE}, by which statements hold gifts, waits for this lock. */
    private static final String LOCK =
            "SELECT office, currency FROM donation WHERE id = ? FOR NO KEY UPDATE";

    private static final String END =
            "UPDATE gift_benefit SET live = false WHERE donation_id = ? AND live";

    private static final String APPEND =
            """
            INSERT INTO gift_benefit (id, donation_id, position, live, description, value_minor, currency,
                cash_like, intangible, reason, recorded_by, recorded_at)
            SELECT ?, ?, coalesce(max(position), 0) + 1, true, ?::text, ?, ?, ?, ?, ?::text, ?, ?
              FROM gift_benefit WHERE donation_id = ?""";

    private final BenefitHistory history;
    private final Offices offices;
    private final Event<BenefitChanged> changes;
    private final Sql sql;
    private final Ids ids;
    private final InstantSource clock;

    BenefitDesk(
            BenefitHistory history,
            Offices offices,
            Event<BenefitChanged> changes,
            Sql sql,
            Ids ids,
            InstantSource clock) {
        this.history = history;
        this.offices = offices;
        this.changes = changes;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was given in return. Its members are those of {@link BenefitRecord}; the description is
     * one line of 1 to 200 characters.
     */
    public record Wish(
            String description,
            Money value,
            boolean cashLike,
            boolean intangibleReligious,
            String reason) {

        public Wish {
            description = PlainText.clean(description);
        }

        @Override
        public String toString() {
            return "Wish[…]";
        }
    }

    private record Gift(OfficeCode office, String currency) {}

    /**
     * Records what was given in return for a gift, in the caller's transaction; it takes the place
     * of what was recorded before. More than the gift was worth is allowed.
     *
     * @param by subject of the staff member's token
     * @throws DomainProblem 404 for an unknown gift; 400 naming the field for a description that is
     *     no line of plain text, another currency than the gift's, a value of zero that is not
     *     intangible, a value of what is intangible, and intangible benefits outside of the law
     *     that knows them; 409 after too many corrections
     */
    @Transactional(TxType.MANDATORY)
    public BenefitRecord record(DonationId gift, Wish wish, String by) {
        Gift found = lock(gift);
        check(wish, found);
        return append(gift, found, wish, by);
    }

    /**
     * Records that nothing was given in return after all, in the caller's transaction.
     *
     * @param reason why what was recorded before was wrong
     * @throws DomainProblem 404 for an unknown gift, 409 when nothing is recorded
     */
    @Transactional(TxType.MANDATORY)
    public BenefitRecord remove(DonationId gift, String reason, String by) {
        Gift found = lock(gift);
        if (history.of(gift).isEmpty()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "Nothing is recorded as given in return for it.");
        }
        Wish nothing = new Wish(null, Money.of(0, found.currency()), false, false, reason);
        return append(gift, found, nothing, by);
    }

    private Gift lock(DonationId gift) {
        return sql.one(
                        LOCK,
                        row ->
                                new Gift(
                                        new OfficeCode(row.getString("office")),
                                        row.getString("currency")),
                        gift.value())
                .orElseThrow(DomainProblem::notFound);
    }

    private void check(Wish wish, Gift gift) {
        List<Violation> wrong = new ArrayList<>();
        String description = wish.description();
        if (description == null
                || description.isBlank()
                || description.length() > LONGEST_DESCRIPTION
                || !PlainText.isPlain(description)) {
            wrong.add(
                    new Violation(
                            "/description",
                            "not_plain_text",
                            "One line of 1 to " + LONGEST_DESCRIPTION + " characters."));
        }
        checkValue(wish, gift, wrong);
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
    }

    private void checkValue(Wish wish, Gift gift, List<Violation> wrong) {
        if (!wish.value().currency().getCurrencyCode().equals(gift.currency())) {
            wrong.add(
                    new Violation(
                            "/value/currency", "other_currency", "The currency of the gift."));
        }
        if (wish.value().isZero() != wish.intangibleReligious()) {
            wrong.add(
                    wish.intangibleReligious()
                            ? new Violation(
                                    "/value/minor",
                                    "not_zero",
                                    "Zero: what is intangible has no value.")
                            : new Violation(
                                    "/value/minor",
                                    "zero",
                                    "More than zero, unless it is an intangible religious benefit."));
        }
        if (wish.intangibleReligious() && wish.cashLike()) {
            wrong.add(new Violation("/cashLike", "contradiction", "Money is nothing intangible."));
        }
        if (wish.intangibleReligious()
                && offices.byCode(gift.office()).jurisdiction() != Jurisdiction.US) {
            wrong.add(
                    new Violation(
                            "/intangibleReligious",
                            "not_in_this_law",
                            "Only the law of the United States knows such benefits."));
        }
    }

    private BenefitRecord append(DonationId gift, Gift found, Wish wish, String by) {
        List<BenefitRecord> before = history.records(gift, MOST_RECORDS);
        if (before.size() == MOST_RECORDS) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "It was corrected too often; ask whoever runs this.");
        }
        UUID id = ids.next();
        // The database keeps microseconds; what is answered now must be what is read later.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        sql.write(END, gift.value());
        sql.write(
                APPEND,
                id,
                gift.value(),
                wish.description(),
                wish.value().minor(),
                found.currency(),
                wish.cashLike(),
                wish.intangibleReligious(),
                wish.reason(),
                by,
                now,
                gift.value());
        changes.fire(new BenefitChanged(gift, id, found.office(), now));
        return history.records(gift, 1).get(0);
    }
}
