package org.almoner.erasure;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes or blanks at once everything about a person that no rule holds, wherever it lies. One
 * list for all tables, because erasure must reach every one of them; a test looks for the person's
 * words in all text columns afterwards.
 */
@Singleton
class WipeTraces {

    private static final String GIFTS = "(SELECT id FROM donation WHERE donor_id = ANY(:donors))";
    private static final String AGREEMENTS =
            "(SELECT id FROM recurring_gift WHERE donor_id = ANY(:donors))";

    /** The account, and those that staff emptied into it: what they knew is still theirs. */
    private static final String ACCOUNTS =
            "(WITH RECURSIVE theirs (id) AS (SELECT CAST(:account AS uuid)"
                    + " UNION SELECT j.emptied FROM account_join j JOIN theirs t ON t.id = j.kept"
                    + " WHERE j.undone_at IS NULL AND j.emptied IS NOT NULL AND NOT EXISTS"
                    + " (SELECT 1 FROM account_donor m WHERE m.account_id = j.emptied))"
                    + " SELECT id FROM theirs)";

    private static final String PAYMENTS =
            "(SELECT id FROM payment WHERE reference IN " + GIFTS + ")";

    /** Capitals of ASCII only, as mailboxes are compared everywhere. */
    private static final String KEY =
            "translate(%s, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')";

    private static final String REQUESTS =
            "(SELECT id FROM sign_in_request WHERE "
                    + KEY.formatted("email")
                    + " = ANY(:mailboxes))";

    /**
     * What counts in the report, and what belongs to something that counts already.
     *
     * @param stops whether it keeps the service from using the data: it cannot wait for a hold
     */
    private record Step(DataClass data, boolean counts, boolean stops, String sql) {

        Step(DataClass data, boolean counts, String sql) {
            this(data, counts, false, sql);
        }

        Step thatStops() {
            return new Step(data, counts, true, sql);
        }
    }

    private static final List<Step> STEPS = steps();

    private final ErasureSql sql;

    WipeTraces(ErasureSql sql) {
        this.sql = sql;
    }

    /**
     * Wipes, in the caller's transaction.
     *
     * @param values {@code account}, {@code donors}, {@code mailboxes} (their keys), {@code now}
     *     and {@code nobody}
     * @return how many rows there were of each class
     */
    Map<DataClass, Integer> wipe(Map<String, Object> values) {
        return wipe(STEPS, values);
    }

    /**
     * As {@link #wipe}, but only what would let the service use the data; for people under a hold.
     */
    Map<DataClass, Integer> putOutOfUse(Map<String, Object> values) {
        return wipe(STEPS.stream().filter(Step::stops).toList(), values);
    }

    private Map<DataClass, Integer> wipe(List<Step> steps, Map<String, Object> values) {
        Map<DataClass, Integer> rows = new EnumMap<>(DataClass.class);
        for (Step step : steps) {
            int done = sql.run(step.sql(), values);
            rows.merge(step.data(), step.counts() ? done : 0, Integer::sum);
        }
        return rows;
    }

    private static List<Step> steps() {
        List<Step> all = new ArrayList<>();
        mails(all);
        account(all);
        drafts(all);
        payments(all);
        // Events of the ledger point at proofs by their ids; their digests are salted, so nothing
        // can be guessed from what the chain keeps.
        all.add(
                new Step(
                        DataClass.CONSENT,
                        false,
                        "DELETE FROM consent_proof WHERE id IN (SELECT proof_id FROM consent_event"
                                + " WHERE donor_id = ANY(:donors))"));
        // Forms go with their proofs; these are those that nothing was written down from yet.
        all.add(
                new Step(
                        DataClass.CONSENT,
                        false,
                        "DELETE FROM consent_evidence WHERE donor_id = ANY(:donors)"));
        all.add(
                new Step(
                        DataClass.CONSENT,
                        false,
                        "DELETE FROM sign_up WHERE donor_id = ANY(:donors)"
                                + " OR email_key = ANY(:mailboxes)"));
        return List.copyOf(all);
    }

    private static void mails(List<Step> all) {
        all.add(
                new Step(
                                DataClass.MAIL,
                                true,
                                "UPDATE outbox_message SET state = 'WITHDRAWN', lease_until = NULL,"
                                        + " last_failure = NULL, version = version + 1"
                                        + " WHERE state IN ('PENDING', 'DEAD') AND kind LIKE '%-mail'"
                                        + " AND subject IN (SELECT id FROM tax_statement"
                                        + " WHERE donor_id = ANY(:donors) UNION ALL"
                                        + " SELECT id FROM receipt WHERE donation_id IN "
                                        + GIFTS
                                        + " UNION ALL "
                                        + PAYMENTS
                                        + " UNION ALL SELECT id FROM recurring_gift_letter"
                                        + " WHERE recurring_gift_id IN "
                                        + AGREEMENTS
                                        + " UNION ALL SELECT l.id FROM account_letter l"
                                        + " JOIN address_change c ON c.id = l.change_id"
                                        + " WHERE c.account_id IN "
                                        + ACCOUNTS
                                        + " UNION ALL "
                                        + REQUESTS
                                        + " UNION ALL SELECT id FROM periodic_gift_agreement"
                                        + " WHERE donor_id = ANY(:donors))")
                        .thatStops());
        all.add(deleted(DataClass.MAIL, "transfer_instructions WHERE donation_id IN " + GIFTS));
        all.add(deleted(DataClass.MAIL, "collection_notice WHERE donation_id IN " + GIFTS));
        all.add(deleted(DataClass.MAIL, "debit_failure WHERE donation_id IN " + GIFTS));
        all.add(deleted(DataClass.MAIL, "refund_notice WHERE donation_id IN " + GIFTS));
        all.add(
                deleted(
                        DataClass.MAIL,
                        "recurring_gift_letter WHERE recurring_gift_id IN " + AGREEMENTS));
        all.add(
                deleted(
                        DataClass.MAIL,
                        "account_letter WHERE change_id IN"
                                + " (SELECT id FROM address_change WHERE account_id IN "
                                + ACCOUNTS
                                + ")"));
    }

    private static void account(List<Step> all) {
        all.add(deleted(DataClass.ACCOUNT, "address_change WHERE account_id IN " + ACCOUNTS));
        all.add(
                deleted(DataClass.ACCOUNT, "account_contact WHERE account_id IN " + ACCOUNTS)
                        .thatStops());
        all.add(deleted(DataClass.ACCOUNT, "sign_in_request WHERE id IN " + REQUESTS));
        all.add(
                new Step(
                                DataClass.ACCOUNT,
                                true,
                                "UPDATE account_address SET email = :nobody, email_key = :nobody,"
                                        + " ended_at = coalesce(ended_at, greatest(proved_at, CAST(:now AS timestamptz)))"
                                        + " WHERE account_id IN "
                                        + ACCOUNTS)
                        .thatStops());
        all.add(
                new Step(
                                DataClass.ACCOUNT,
                                false,
                                "DELETE FROM refresh_token WHERE session_id IN"
                                        + " (SELECT id FROM donor_session WHERE account_id IN "
                                        + ACCOUNTS
                                        + ")")
                        .thatStops());
        all.add(
                new Step(
                        DataClass.ACCOUNT,
                        true,
                        "UPDATE donor_session SET browser = '-', browser_hash = repeat('0', 64)"
                                + " WHERE account_id IN "
                                + ACCOUNTS));
        all.add(
                new Step(
                        DataClass.ACCOUNT,
                        false,
                        "UPDATE account_join SET reason = '-' WHERE kept = :account OR emptied = :account"));
    }

    private static void drafts(List<Step> all) {
        String theirs =
                "(SELECT draft_id FROM donation WHERE donor_id = ANY(:donors) UNION ALL"
                        + " SELECT draft_id FROM recurring_gift WHERE donor_id = ANY(:donors))";
        all.add(
                new Step(
                        DataClass.DRAFT,
                        true,
                        "UPDATE gift_draft SET donor = NULL, consents = NULL, account = NULL,"
                                + " method_fields = CASE WHEN method IS NULL THEN NULL ELSE '{}' END,"
                                + " version = version + 1 WHERE id IN "
                                + theirs));
        all.add(
                deleted(
                        DataClass.DRAFT,
                        "gift_draft WHERE donor IS NOT NULL AND donation_id IS NULL"
                                + " AND recurring_gift_id IS NULL AND "
                                + KEY.formatted("CAST(donor AS jsonb) ->> 'email'")
                                + " = ANY(:mailboxes)"));
        all.add(
                new Step(
                        DataClass.FEEDBACK,
                        true,
                        "UPDATE gift_feedback SET comment = NULL WHERE comment IS NOT NULL"
                                + " AND draft_id IN "
                                + theirs));
    }

    private static void payments(List<Step> all) {
        all.add(
                new Step(
                        DataClass.RECURRING_GIFT,
                        false,
                        "UPDATE saved_method SET label = NULL, return_url = NULL, next_action = NULL,"
                                + " details = '{}', version = version + 1 WHERE owner IN "
                                + AGREEMENTS));
        all.add(new Step(DataClass.GIFT, false, BLANK_PAYMENTS));
        all.add(
                new Step(
                        DataClass.GIFT,
                        false,
                        "UPDATE bank_movement SET told = NULL, account_print = NULL"
                                + " WHERE donation_id IN "
                                + GIFTS));
        all.add(
                new Step(
                        DataClass.GIFT,
                        false,
                        "UPDATE webhook_event SET body = NULL WHERE done_at IS NOT NULL"
                                + " AND body IS NOT NULL AND payment_id IN "
                                + PAYMENTS));
    }

    /** What is still to be decided must be asked for again in the same words. */
    private static final String BLANK_PAYMENTS =
            "UPDATE payment SET details = '{}', next_action = NULL, return_url = NULL,"
                    + " version = version + 1 WHERE state NOT IN ('OPENED', 'PENDING')"
                    + " AND reference IN "
                    + GIFTS;

    /** Empties what had to wait for a payment that was still to be decided. */
    void wipePayments(Map<String, Object> values) {
        sql.run(BLANK_PAYMENTS, values);
    }

    private static Step deleted(DataClass data, String what) {
        return new Step(data, true, "DELETE FROM " + what);
    }
}
