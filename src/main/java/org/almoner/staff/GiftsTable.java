package org.almoner.staff;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gifts with their donors and receipts, read in one statement per page. */
@Singleton
class GiftsTable {

    /** The donor {@code d} as he is to be addressed today. */
    static final String PRESENT_DONOR =
            Stream.of(
                            "kind",
                            "title",
                            "first_name",
                            "last_name",
                            "organisation",
                            "email",
                            "country")
                    .map(
                            ", CASE WHEN pc.account_id IS NULL THEN d.%1$s ELSE pc.%1$s END AS %1$s"
                                    ::formatted)
                    .collect(
                            Collectors.joining(
                                    "",
                                    "d.id AS donor_id, d.erased_at IS NOT NULL AS restricted",
                                    ""));

    /** What that needs, behind the donor. */
    static final String PRESENT_JOINS =
            """
            LEFT JOIN account_donor pm ON pm.donor_id = d.id
            LEFT JOIN account_contact pc ON pc.account_id = pm.account_id
            """;

    private static final String GIFTS =
            """
            SELECT g.id, g.office, g.status, g.amount_minor, g.currency, g.campaign_id, g.method,
                   g.recurring_gift_id, g.instalment, rg.cadence,
                   g.pledged_at, g.settled_at, r.number AS receipt_number,
                   %s
            FROM donation g
            JOIN donor d ON d.id = g.donor_id
            %s
            LEFT JOIN recurring_gift rg ON rg.id = g.recurring_gift_id
            LEFT JOIN receipt r ON r.donation_id = g.id
            """
                    .formatted(PRESENT_DONOR, PRESENT_JOINS);

    /**
     * The expression of the indexes ix_donor_name and ix_account_contact_name, letter by letter.
     */
    private static final String NAME =
            "lower(coalesce(%1$s.first_name || ' ', '') || coalesce(%1$s.last_name || ' ', '')"
                    + " || coalesce(%1$s.organisation, ''))";

    /**
     * Rows of persons who are known by the words today. As an array of ids the database finds them
     * through an index beside the rows that say the words themselves; so many are enough for a
     * page.
     */
    private static final String KNOWN_TODAY =
            " OR d.id = ANY (ARRAY(SELECT am.donor_id FROM account_contact ac"
                    + " JOIN account_donor am ON am.account_id = ac.account_id WHERE %s LIMIT 500))";

    /** The index knows sequences of three; shorter words are found where a word begins. */
    private static final int LENGTH_OF_A_TRIGRAM = 3;

    private final EntityManager database;

    GiftsTable(EntityManager database) {
        this.database = database;
    }

    /** A statement and its parameters. */
    record Asked(String sql, Map<String, Object> values) {

        @Override
        public String toString() {
            return "Asked[…]";
        }
    }

    /** Newest first, at most the limit. */
    List<StaffGift> find(GiftSearch search, Optional<GiftMark> behind, int limit) {
        Asked asked = asked(search, behind, limit);
        return read(asked.sql(), asked.values(), search.scope().seesRestricted());
    }

    /** What the database is asked for a page. */
    static Asked asked(GiftSearch search, Optional<GiftMark> behind, int limit) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder(GIFTS).append(" WHERE true");
        if (!search.scope().every()) {
            sql.append(" AND g.office = ANY(:offices)");
            values.put("offices", search.scope().codesForSql());
        }
        sql.append(" AND g.pledged_at >= :from AND g.pledged_at < :until");
        values.put("from", search.days().from());
        values.put("until", search.days().until());
        search.status()
                .ifPresent(
                        status -> {
                            sql.append(" AND g.status = :status");
                            values.put("status", status.name());
                        });
        search.words()
                .ifPresent(
                        words -> {
                            sql.append(conditionFor(words));
                            sql.append(unrestricted(words, search.scope()));
                            values.put("words", valueOf(words));
                        });
        behind.ifPresent(
                mark -> {
                    sql.append(" AND (g.pledged_at, g.id) < (:markAt, :markId)");
                    values.put("markAt", mark.pledgedAt());
                    values.put("markId", mark.id());
                });
        sql.append(" ORDER BY g.pledged_at DESC, g.id DESC LIMIT :limit");
        values.put("limit", limit);
        return new Asked(sql.toString(), values);
    }

    /** One gift, whichever office it belongs to; the caller checks that. */
    Optional<StaffGift> find(UUID id, boolean seesRestricted) {
        return read(GIFTS + " WHERE g.id = :id", Map.of("id", id), seesRestricted).stream()
                .findFirst();
    }

    private static String conditionFor(GiftSearch.Words words) {
        return switch (words.kind()) {
            case ID -> " AND :words IN (g.id, g.donor_id, g.payment_id)";
            case EMAIL -> emailCondition();
            case RECEIPT_NUMBER -> " AND r.number = upper(:words)";
            case NAME -> nameCondition(words);
        };
    }

    /** Whoever was erased is found by name or address by nobody but finance. */
    static String unrestricted(GiftSearch.Words words, OfficeScope scope) {
        boolean isPersonal =
                switch (words.kind()) {
                    case EMAIL, NAME -> true;
                    case ID, RECEIPT_NUMBER -> false;
                };
        return isPersonal && !scope.seesRestricted() ? " AND d.erased_at IS NULL" : "";
    }

    /** Part of the name of the donor {@code d}, written or present; served by indexes. */
    static String nameCondition(GiftSearch.Words words) {
        String like =
                isShort(words)
                        ? "(%1$s LIKE lower(:words) OR %1$s LIKE '%% ' || lower(:words))"
                        : "%1$s LIKE '%%' || lower(:words)";
        return either(like.formatted(NAME.formatted("d")), like.formatted(NAME.formatted("ac")));
    }

    /** The whole mail address of the donor {@code d}, written or present. */
    static String emailCondition() {
        return either("lower(d.email) = lower(:words)", "lower(ac.email) = lower(:words)");
    }

    private static String either(String written, String present) {
        return " AND (" + written + KNOWN_TODAY.formatted(present) + ")";
    }

    private static boolean isShort(GiftSearch.Words words) {
        return words.text().codePointCount(0, words.text().length()) < LENGTH_OF_A_TRIGRAM;
    }

    /** The words as the conditions want them. */
    static Object valueOf(GiftSearch.Words words) {
        return switch (words.kind()) {
            case ID -> GiftSearch.id(words).orElseThrow();
            case EMAIL, RECEIPT_NUMBER -> words.text();
            case NAME ->
                    words.text().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
                            + "%";
        };
    }

    private List<StaffGift> read(String sql, Map<String, Object> values, boolean seesRestricted) {
        Query query = database.createNativeQuery(sql, Tuple.class);
        values.forEach(query::setParameter);
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(row -> GiftRows.gift(row, seesRestricted))
                .toList();
    }

    /** All attempts to pay a gift, oldest first. */
    List<StaffGiftDetail.StaffPayment> paymentsOf(UUID gift) {
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT id, attempt, method, provider, provider_reference, state,
                                       amount_minor, reversed_minor, currency, disputed,
                                       decline_code, review_reason, opened_at, settled_at,
                                       changed_at
                                FROM payment WHERE reference = :gift ORDER BY attempt
                                """,
                                Tuple.class)
                        .setParameter("gift", gift)
                        .getResultList();
        return rows.stream().map(Tuple.class::cast).map(GiftRows::payment).toList();
    }
}
