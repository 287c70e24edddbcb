package org.almoner.staff;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donation.ReceiptWish;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.recurring.CollectionDay;
import org.almoner.recurring.RecurringGiftState;

/** Recurring gifts with their donors and what lies ahead, read in one statement per page. */
@Singleton
class RecurringGiftsTable {

    private static final String GIFTS =
            """
            SELECT g.id, g.number, g.office, g.state, g.amount_minor, g.currency, g.cadence,
                   g.collection_day, g.start_on, g.end_on, g.receipts, g.campaign_id, g.method,
                   g.method_needed, g.created_at, i.due_on AS next_due_on,
                   %s
            FROM recurring_gift g
            JOIN donor d ON d.id = g.donor_id
            %s
            LEFT JOIN instalment i ON i.recurring_gift_id = g.id AND i.state = 'SCHEDULED'
            """
                    .formatted(GiftsTable.PRESENT_DONOR, GiftsTable.PRESENT_JOINS);

    private final EntityManager database;

    RecurringGiftsTable(EntityManager database) {
        this.database = database;
    }

    /** Latest first, at most the limit. */
    List<StaffRecurringGift> find(
            RecurringSearch search, Optional<ListRecurringGifts.Mark> behind, int limit) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder(GIFTS).append(" WHERE true");
        if (!search.scope().every()) {
            sql.append(" AND g.office = ANY(:offices)");
            values.put("offices", search.scope().codesForSql());
        }
        search.state()
                .ifPresent(
                        state -> {
                            sql.append(" AND g.state = :state");
                            values.put("state", state.name());
                        });
        search.words()
                .ifPresent(
                        words -> {
                            sql.append(conditionFor(search, words));
                            if (!search.isByNumber()) {
                                sql.append(GiftsTable.unrestricted(words, search.scope()));
                            }
                            values.put(
                                    "words",
                                    search.isByNumber() ? words.text() : GiftsTable.valueOf(words));
                        });
        behind.ifPresent(
                mark -> {
                    sql.append(" AND (g.created_at, g.id) < (:markAt, :markId)");
                    values.put("markAt", mark.createdAt());
                    values.put("markId", mark.id());
                });
        sql.append(" ORDER BY g.created_at DESC, g.id DESC LIMIT :limit");
        values.put("limit", limit);
        return read(sql.toString(), values, search.scope().seesRestricted());
    }

    private static String conditionFor(RecurringSearch search, GiftSearch.Words words) {
        if (search.isByNumber()) {
            return " AND g.number = upper(:words)";
        }
        return switch (words.kind()) {
            case ID -> " AND :words IN (g.id, g.donor_id)";
            case EMAIL -> GiftsTable.emailCondition();
            case RECEIPT_NUMBER ->
                    " AND g.id IN (SELECT x.recurring_gift_id FROM donation x"
                            + " JOIN receipt r ON r.donation_id = x.id"
                            + " WHERE r.number = upper(:words))";
            case NAME -> GiftsTable.nameCondition(words);
        };
    }

    /** One recurring gift, whichever office it belongs to; the caller checks that. */
    Optional<StaffRecurringGift> find(UUID id, boolean seesRestricted) {
        return read(GIFTS + " WHERE g.id = :id", Map.of("id", id), seesRestricted).stream()
                .findFirst();
    }

    private List<StaffRecurringGift> read(
            String sql, Map<String, Object> values, boolean seesRestricted) {
        Query query = database.createNativeQuery(sql, Tuple.class);
        values.forEach(query::setParameter);
        List<?> rows = query.getResultList();
        return rows.stream().map(Tuple.class::cast).map(row -> gift(row, seesRestricted)).toList();
    }

    private static StaffRecurringGift gift(Tuple row, boolean seesRestricted) {
        CollectionDay day = new CollectionDay(row.get("collection_day", Short.class));
        return new StaffRecurringGift(
                row.get("id", UUID.class),
                GiftRows.text(row, "number"),
                GiftRows.text(row, "office"),
                RecurringGiftState.valueOf(GiftRows.text(row, "state")),
                new StaffRecurringGift.Terms(
                        GiftRows.money(row, "amount_minor"),
                        Cadence.valueOf(GiftRows.text(row, "cadence")),
                        day.isLast() ? null : day.day(),
                        day.isLast(),
                        day(row, "start_on"),
                        day(row, "end_on"),
                        ReceiptWish.valueOf(GiftRows.text(row, "receipts"))),
                row.get("campaign_id", UUID.class),
                PaymentMethod.valueOf(GiftRows.text(row, "method")),
                row.get("method_needed", Boolean.class),
                day(row, "next_due_on"),
                GiftRows.donor(row, seesRestricted),
                row.get("created_at", Instant.class));
    }

    private static LocalDate day(Tuple row, String column) {
        Object value = row.get(column);
        return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
    }
}
