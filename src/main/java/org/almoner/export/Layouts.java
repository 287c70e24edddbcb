package org.almoner.export;

import static org.almoner.export.Column.amount;
import static org.almoner.export.Column.day;
import static org.almoner.export.Column.number;
import static org.almoner.export.Column.text;

import java.util.List;

/** The tables that finance and privacy officers get. */
final class Layouts {

    private static final String NAME =
            "nullif(concat_ws(', ', %1$s.organisation, nullif(concat_ws(' ', %1$s.title,"
                    + " %1$s.first_name, %1$s.last_name), '')), '')";

    /**
     * Bookings are found by their key, which begins with the cause; named here so that the key
     * serves. A test holds the list against what the ledger may have.
     */
    static final String ANY_CAUSE =
            "%s.cause_type IN ('GIFT', 'REFUND', 'RETURN', 'FEE', 'PROVIDER_FEE', 'DISPUTE', 'DISPUTE_WON',"
                    + " 'PAYOUT', 'PAYOUT_FAILED', 'PAYOUT_ARRIVED')";

    static final String MOMENT = "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

    static final String DAY = "(%s AT TIME ZONE :zone)::date";

    /** A sum over the gifts of the statement {@code s}. */
    private static final String OF_LINES =
            "(SELECT coalesce(sum(l.%s), 0)::bigint FROM tax_statement_line l WHERE l.statement_id = s.id)";

    private static final Layout GIFTS =
            new Layout(
                    List.of(
                            text("gift"),
                            text("receiptNumber"),
                            text("donor"),
                            text("donorName"),
                            text("country"),
                            text("postcode"),
                            text("campaign"),
                            text("method"),
                            day("pledgedOn"),
                            day("settledOn"),
                            amount("amount"),
                            amount("reversed"),
                            text("currency"),
                            text("state"),
                            text("recurringGift"),
                            number("instalment"),
                            text("statement")),
                    "g.id",
                    "g.id, r.number, g.donor_id, coalesce("
                            + present(NAME.formatted("pc"), NAME.formatted("d"))
                            + ", '(erased)'), "
                            + present("pc.country", "d.country")
                            + ", "
                            + present("pc.postcode", "d.postcode")
                            + ", c.slug, g.method, "
                            + DAY.formatted("g.pledged_at")
                            + ", "
                            + DAY.formatted("g.settled_at")
                            + ", g.amount_minor, g.reversed_minor, g.currency, g.state,"
                            + " g.recurring_gift_id, g.instalment, ts.number",
                    """
                    donation g
                    JOIN donor d ON d.id = g.donor_id
                    LEFT JOIN account_donor pm ON pm.donor_id = d.id
                    LEFT JOIN account_contact pc ON pc.account_id = pm.account_id
                    LEFT JOIN campaign c ON c.id = g.campaign_id
                    LEFT JOIN receipt r ON r.donation_id = g.id
                    LEFT JOIN tax_statement_line tl ON tl.donation_id = g.id AND tl.live
                    LEFT JOIN tax_statement ts ON ts.id = tl.statement_id
                    """,
                    "g.settled_at, g.id",
                    "donation g",
                    "g.office = :office AND g.settled_at >= :begins AND g.settled_at < :ends",
                    "g.currency, count(*), sum(g.amount_minor)::bigint, sum(g.reversed_minor)::bigint",
                    "g.id = ANY (:keys)");

    private static final Layout JOURNAL =
            new Layout(
                    List.of(
                            text("cause"),
                            text("causeId"),
                            number("leg"),
                            day("bookedOn"),
                            text("bookedAt"),
                            text("account"),
                            amount("debit"),
                            amount("credit"),
                            text("currency"),
                            text("gift"),
                            text("receiptNumber"),
                            text("exportedWith")),
                    "l.cause_id",
                    "l.cause_type, l.cause_id, l.leg, "
                            + DAY.formatted("l.booked_at")
                            + ", "
                            + MOMENT.formatted("l.booked_at")
                            + ", l.account, l.debit_minor, l.credit_minor, l.currency, l.donation_id,"
                            + " r.number, m.export",
                    """
                    ledger_entry l
                    JOIN export_mark m ON m.cause_type = l.cause_type AND m.cause_id = l.cause_id
                    LEFT JOIN receipt r ON r.donation_id = l.donation_id
                    """,
                    "l.booked_at, l.cause_id, l.leg",
                    "ledger_entry l LEFT JOIN export_mark m"
                            + " ON m.cause_type = l.cause_type AND m.cause_id = l.cause_id",
                    "l.office = :office AND l.booked_at >= :begins AND l.booked_at < :ends",
                    "l.currency, count(*), sum(l.debit_minor)::bigint, sum(l.credit_minor)::bigint",
                    ANY_CAUSE.formatted("l") + " AND l.cause_id = ANY (:keys)");

    private static final Layout STATEMENT_REGISTER =
            new Layout(
                    List.of(
                            text("number"),
                            text("kind"),
                            number("taxYear"),
                            day("issuedOn"),
                            day("from"),
                            day("to"),
                            text("donor"),
                            text("recipient"),
                            number("gifts"),
                            amount("received"),
                            amount("inReturn"),
                            amount("total"),
                            amount("standing"),
                            text("currency"),
                            text("state"),
                            day("endedOn"),
                            text("endedBecause"),
                            text("replaces"),
                            text("sha256")),
                    "s.id",
                    "s.number, s.kind, s.tax_year, s.issued_on, s.from_day, s.to_day, s.donor_id,"
                            + " coalesce(s.recipient ->> 'name', '(erased)'), s.gifts, "
                            + OF_LINES.formatted("amount_minor")
                            + ", "
                            + OF_LINES.formatted("benefit_minor")
                            + ", s.total_minor,"
                            + " CASE WHEN s.live THEN s.total_minor ELSE 0 END, s.currency, s.state, "
                            + DAY.formatted("s.ended_at")
                            + ", s.ended_because, o.number, p.sha256",
                    """
                    tax_statement s
                    LEFT JOIN tax_statement o ON o.id = s.replaces
                    LEFT JOIN tax_statement_pdf p ON p.statement_id = s.id
                    """,
                    "s.tax_year, s.seq",
                    "tax_statement s",
                    "s.office = :office AND s.issued_on BETWEEN :from AND :to",
                    "s.currency, count(*), sum("
                            + OF_LINES.formatted("amount_minor")
                            + ")::bigint, sum("
                            + OF_LINES.formatted("benefit_minor")
                            + ")::bigint, sum(s.total_minor)::bigint,"
                            + " coalesce(sum(s.total_minor) FILTER (WHERE s.live), 0)::bigint",
                    "s.id = ANY (:keys)");

    /** Amounts have no sign; which way money went stands in which column it is. */
    private static final Layout PROVIDER_MOVEMENTS =
            new Layout(
                    List.of(
                            text("movement"),
                            text("provider"),
                            day("recordedOn"),
                            text("recordedAt"),
                            text("kind"),
                            amount("in"),
                            amount("out"),
                            amount("fee"),
                            amount("feeGivenBack"),
                            text("currency"),
                            text("gift"),
                            text("receiptNumber"),
                            text("payout"),
                            day("arrivesOn")),
                    "m.id",
                    "m.reference, m.provider, "
                            + DAY.formatted("m.recorded_at")
                            + ", "
                            + MOMENT.formatted("m.recorded_at")
                            + ", m.kind, greatest(m.gross_minor, 0), greatest(-m.gross_minor, 0),"
                            + " greatest(m.fee_minor, 0), greatest(-m.fee_minor, 0), m.currency,"
                            + " p.reference, r.number, coalesce(m.payout, m.paid_with), m.arrives_on",
                    """
                    provider_movement m
                    LEFT JOIN payment p ON p.id = m.payment_id
                    LEFT JOIN receipt r ON r.donation_id = p.reference
                    """,
                    "m.recorded_at, m.id",
                    "provider_movement m",
                    "m.office = :office AND m.recorded_at >= :begins AND m.recorded_at < :ends",
                    "m.currency, count(*), sum(greatest(m.gross_minor, 0))::bigint,"
                            + " sum(greatest(-m.gross_minor, 0))::bigint,"
                            + " sum(greatest(m.fee_minor, 0))::bigint,"
                            + " sum(greatest(-m.fee_minor, 0))::bigint",
                    "m.id = ANY (:keys)");

    private Layouts() {}

    /** What a donor says today goes before what was written when the gift was given. */
    private static String present(String today, String written) {
        return "CASE WHEN pc.account_id IS NULL THEN " + written + " ELSE " + today + " END";
    }

    static Layout of(ExportKind kind) {
        return switch (kind) {
            case GIFTS -> GIFTS;
            case JOURNAL -> JOURNAL;
            case STATEMENT_REGISTER -> STATEMENT_REGISTER;
            case CONSENTS -> ConsentLayouts.ANSWERS;
            case PROVIDER_MOVEMENTS -> PROVIDER_MOVEMENTS;
            case DATEV -> Posting.LAYOUT;
            case CONSENT_LEDGER -> ConsentLayouts.LEDGER;
        };
    }
}
