package org.almoner.export;

import static org.almoner.export.Column.amount;
import static org.almoner.export.Column.text;

import java.time.LocalDate;
import java.util.List;

/**
 * A booking of the ledger as a batch tells it: one line for both of its legs, seen from the account
 * on which the money stands. Nothing of it is about a person.
 *
 * @param cause as the ledger names it
 * @param id of the cause
 * @param day at the office
 * @param debit ledger account
 * @param credit ledger account
 * @param minor amount in minor units
 * @param document the gift's receipt number; its id when it has none, and that of the cause when it
 *     is about no gift
 * @param campaign slug; {@code null} without one
 * @param exportedWith the batch it left with first
 */
record Posting(
        String cause,
        String id,
        LocalDate day,
        String debit,
        String credit,
        long minor,
        String currency,
        String document,
        String campaign,
        String exportedWith) {

    /**
     * Whether money came onto the account on which it stands: a provider's clearing, or the bank.
     * What is debited elsewhere, left such an account.
     */
    private static final String COMES =
            "(starts_with(d.account, 'CLEARING-') OR d.account = 'BANK')";

    private static final int S = 5;
    private static final int H = 6;

    /**
     * A booking with more than one account on its credit side gives more lines than are counted, so
     * that no batch is made of it: it cannot be told in one line, and no such booking is known.
     */
    static final Layout LAYOUT =
            new Layout(
                    List.of(
                            text("cause"),
                            text("causeId"),
                            Column.day("bookedOn"),
                            text("debitAccount"),
                            text("creditAccount"),
                            amount("S"),
                            amount("H"),
                            text("currency"),
                            text("document"),
                            text("campaign"),
                            text("exportedWith")),
                    "d.cause_id",
                    "d.cause_type, d.cause_id, (d.booked_at AT TIME ZONE :zone)::date, d.account,"
                            + " c.account, CASE WHEN "
                            + COMES
                            + " THEN d.debit_minor ELSE 0 END, CASE WHEN "
                            + COMES
                            + " THEN 0 ELSE d.debit_minor END, d.currency,"
                            + " coalesce(r.number, d.donation_id::text, d.cause_id::text), k.slug, m.export",
                    """
                    ledger_entry d
                    JOIN ledger_entry c
                      ON c.cause_type = d.cause_type AND c.cause_id = d.cause_id AND c.credit_minor > 0
                    JOIN export_batch_mark m ON m.cause_type = d.cause_type AND m.cause_id = d.cause_id
                    LEFT JOIN receipt r ON r.donation_id = d.donation_id
                    LEFT JOIN donation g ON g.id = d.donation_id
                    LEFT JOIN campaign k ON k.id = g.campaign_id
                    """,
                    "d.booked_at, d.cause_id, d.leg, c.leg",
                    "ledger_entry d LEFT JOIN export_batch_mark m"
                            + " ON m.cause_type = d.cause_type AND m.cause_id = d.cause_id",
                    "d.debit_minor > 0 AND d.office = :office"
                            + " AND d.booked_at >= :begins AND d.booked_at < :ends",
                    "d.currency, count(*),"
                            + " coalesce(sum(d.debit_minor) FILTER (WHERE "
                            + COMES
                            + "), 0)::bigint, coalesce(sum(d.debit_minor) FILTER (WHERE NOT "
                            + COMES
                            + "), 0)::bigint",
                    "d.debit_minor > 0 AND "
                            + Layouts.ANY_CAUSE.formatted("d")
                            + " AND d.cause_id = ANY (:keys)");

    static Posting of(Row row) {
        String[] cells = row.cells();
        return new Posting(
                cells[0],
                cells[1],
                LocalDate.parse(cells[2]),
                cells[3],
                cells[4],
                row.minors()[S] + row.minors()[H],
                row.currency(),
                cells[8],
                cells[9],
                cells[10]);
    }

    /** Whether money came onto the account on which it stands; otherwise it left it. */
    boolean comes() {
        return debit.startsWith("CLEARING-") || debit.equals("BANK");
    }

    @Override
    public String toString() {
        return "Posting[" + cause + "/" + id + "]";
    }
}
