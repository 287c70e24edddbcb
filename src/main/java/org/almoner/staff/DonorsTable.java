package org.almoner.staff;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.donor.DonorId;

/** Donors' records, read in one statement per page. */
@Singleton
class DonorsTable {

    /** As each person is to be addressed today; what the record itself said is one look further. */
    private static final String DONORS =
            """
            SELECT d.id, d.office_code, d.last_seen_at, d.restricted_until,
                   d.erased_at IS NOT NULL AS restricted, %s,
                   CASE WHEN pc.account_id IS NULL THEN d.postcode ELSE pc.postcode END AS postcode,
                   CASE WHEN pc.account_id IS NULL THEN d.town ELSE pc.town END AS town
              FROM donor d
            %s"""
                    .formatted(GiftsTable.PRESENT_DONOR, GiftsTable.PRESENT_JOINS);

    private static final String AS_WRITTEN =
            """
            SELECT d.id, d.office_code, d.last_seen_at, d.restricted_until,
                   d.erased_at IS NOT NULL AS restricted, d.title, d.first_name, d.last_name,
                   d.organisation, d.email, d.country, d.postcode, d.town
              FROM donor d""";

    private static final String OWN = "d.office_code = ANY(:offices)";

    /** What offices were handed and hold; a record of one of them is theirs anyway. */
    private static final String EITHER =
            """
            d.id IN ((SELECT d.id FROM donor d WHERE %s)
             UNION ALL (SELECT d.id FROM handover_holding h JOIN donor d ON d.id = h.donor_id
                 WHERE h.office = ANY(:offices) AND h.state = 'HELD' AND h.office <> h.from_office
                   AND d.office_code <> ALL(:offices) AND d.erased_at IS NULL%s
                 ORDER BY h.donor_id DESC LIMIT :limit))""";

    private final EntityManager database;

    DonorsTable(EntityManager database) {
        this.database = database;
    }

    /** The record behind which a page begins. */
    record Mark(UUID id) {

        static Mark read(String text) {
            return new Mark(UUID.fromString(text));
        }
    }

    /**
     * The youngest records first, at most the limit. Where donors that were handed over are seen,
     * each of the two lists is read through its own index, and no further than the page goes.
     */
    List<StaffDonors.Found> find(
            OfficeScope scope, Optional<GiftSearch.Words> words, Optional<Mark> behind, int limit) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder which = new StringBuilder();
        words.ifPresent(
                typed -> {
                    which.append(conditionFor(typed));
                    which.append(GiftsTable.unrestricted(typed, scope));
                    values.put("words", GiftsTable.valueOf(typed));
                });
        behind.ifPresent(
                mark -> {
                    which.append(" AND d.id < :mark");
                    values.put("mark", mark.id());
                });
        if (!scope.every()) {
            values.put("offices", scope.codesForSql());
        }
        values.put("limit", limit);
        String end = which + " ORDER BY d.id DESC LIMIT :limit";
        String where;
        if (scope.every()) {
            where = "true" + end;
        } else if (!scope.seesHandedOver() || isByReceipt(words)) {
            where = OWN + end;
        } else {
            where = EITHER.formatted(OWN + end, which) + " ORDER BY d.id DESC LIMIT :limit";
        }
        return read(DONORS + " WHERE " + where, values, scope);
    }

    /** A receipt tells of a gift, and gifts are not handed over. */
    private static boolean isByReceipt(Optional<GiftSearch.Words> words) {
        return words.map(it -> it.kind() == GiftSearch.Kind.RECEIPT_NUMBER).orElse(false);
    }

    private static String conditionFor(GiftSearch.Words words) {
        return switch (words.kind()) {
            case ID -> " AND d.id = :words";
            case EMAIL -> GiftsTable.emailCondition();
            case RECEIPT_NUMBER ->
                    " AND d.id IN (SELECT g.donor_id FROM receipt r JOIN donation g"
                            + " ON g.id = r.donation_id WHERE r.number = upper(:words))";
            case NAME -> GiftsTable.nameCondition(words);
        };
    }

    /** The records of these ids as they were written, the one seen last first. */
    List<StaffDonors.Found> all(Collection<DonorId> ids, boolean seesRestricted) {
        return read(
                AS_WRITTEN + " WHERE d.id = ANY(:ids) ORDER BY d.last_seen_at DESC, d.id DESC",
                Map.of("ids", ids.stream().map(DonorId::value).toArray(UUID[]::new)),
                new OfficeScope(true, Set.of(), seesRestricted, false));
    }

    /** A record of another office that was handed over, as the person is to be addressed today. */
    Optional<StaffDonors.Found> handedOver(UUID id, OfficeScope scope) {
        return read(DONORS + " WHERE d.id = :id AND d.erased_at IS NULL", Map.of("id", id), scope)
                .stream()
                .findFirst();
    }

    private List<StaffDonors.Found> read(
            String sql, Map<String, Object> values, OfficeScope scope) {
        Query query = database.createNativeQuery(sql, Tuple.class);
        values.forEach(query::setParameter);
        List<?> rows = query.getResultList();
        return rows.stream().map(Tuple.class::cast).map(row -> found(row, scope)).toList();
    }

    private static StaffDonors.Found found(Tuple row, OfficeScope scope) {
        boolean restricted = row.get("restricted", Boolean.class);
        boolean hidden = restricted && !scope.seesRestricted();
        String office = row.get("office_code", String.class);
        boolean isHandedOver = !scope.every() && !scope.codes().contains(office);
        return new StaffDonors.Found(
                row.get("id", UUID.class),
                office,
                hidden ? GiftRows.ERASED : GiftRows.name(row),
                restricted ? null : row.get("email", String.class),
                hidden ? null : row.get("postcode", String.class),
                hidden ? "-" : row.get("town", String.class),
                row.get("country", String.class),
                // When somebody gave is not handed over.
                isHandedOver ? null : row.get("last_seen_at", Instant.class),
                restricted ? true : null,
                day(row.get("restricted_until")),
                isHandedOver ? true : null);
    }

    private static LocalDate day(Object value) {
        return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
    }
}
