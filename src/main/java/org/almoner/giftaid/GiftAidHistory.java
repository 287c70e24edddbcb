package org.almoner.giftaid;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;

/** Reads declarations, and which gifts they cover. */
@Singleton
public class GiftAidHistory {

    /** More declarations than anybody makes in a life; the latest ones are told. */
    public static final int MOST_OF_A_PERSON = 200;

    /** Only the declarations of whoever gave: his rows are few, the office's are many. */
    private static final String COVERING =
            """
            WITH gift AS (%s), rows AS (
                SELECT DISTINCT coalesce(o.donor_id, g.donor_id) AS donor_id FROM gift g
                  LEFT JOIN account_donor m ON m.donor_id = g.donor_id
                  LEFT JOIN account_donor o ON o.account_id = m.account_id),
            declaration AS (%s)
            SELECT DISTINCT ON (g.id) g.id AS gift, d.id AS declaration, d.declared_on
              FROM gift g JOIN declaration d ON %s AND %s
             ORDER BY g.id, d.declared_on, d.id"""
                    .formatted(
                            Cover.GIFTS.formatted("n.id = ANY (?) AND n.settled_at IS NOT NULL"),
                            Cover.DECLARATIONS.formatted(
                                    "d.donor_id IN (SELECT donor_id FROM rows)"),
                            Cover.REACHES,
                            Cover.COUNTS);

    /** A gift whose row is only being written. */
    private static final String COVERING_ONE =
            """
            WITH gift AS (
                SELECT ?::uuid AS id, ?::text AS office, ?::date AS day, r.kind, r.id AS donor_id, true AS modest,
                       coalesce(m.account_id, r.id) AS person
                  FROM donor r LEFT JOIN account_donor m ON m.donor_id = r.id WHERE r.id = ?),
            declaration AS (%s)
            SELECT d.id AS declaration, d.declared_on FROM gift g JOIN declaration d ON %s AND %s
             ORDER BY d.declared_on, d.id LIMIT 1"""
                    .formatted(
                            Cover.DECLARATIONS.formatted(
                                    "d.donor_id IN (SELECT g.donor_id FROM gift g UNION"
                                            + " SELECT o.donor_id FROM gift g JOIN account_donor o"
                                            + " ON o.account_id = g.person)"),
                            Cover.REACHES,
                            Cover.COUNTS);

    private final Sql sql;
    private final DeclarationRows rows;
    private final TermsOfGiftAid terms;

    GiftAidHistory(Sql sql, DeclarationRows rows, TermsOfGiftAid terms) {
        this.sql = sql;
        this.rows = rows;
        this.terms = terms;
    }

    /**
     * Why tax is claimed back on a gift.
     *
     * @param declaration its id
     * @param declaredOn the day it was made
     */
    public record Covering(UUID declaration, LocalDate declaredOn) {}

    /**
     * The declarations that cover gifts, by gift; a gift that is missing is not covered, whatever
     * the reason. One statement for all of them.
     *
     * @param zone of the office they were given to, whose days count
     */
    public Map<UUID, Covering> covering(Collection<UUID> gifts, ZoneId zone) {
        if (gifts.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Covering> found = new LinkedHashMap<>();
        sql.read(
                        COVERING,
                        row ->
                                Map.entry(
                                        Sql.id(row, "gift"),
                                        new Covering(
                                                Sql.id(row, "declaration"),
                                                Sql.day(row, "declared_on"))),
                        zone.getId(),
                        Sql.Column.ids(List.copyOf(gifts)))
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    /**
     * The declaration that covers a gift which is being settled.
     *
     * @param day the day its money came, at the office
     */
    public Optional<Covering> covering(UUID gift, DonorId donor, OfficeCode office, LocalDate day) {
        return sql.one(
                COVERING_ONE,
                row -> new Covering(Sql.id(row, "declaration"), Sql.day(row, "declared_on")),
                gift,
                office.value(),
                day,
                donor.value());
    }

    /** Whether an office claims Gift Aid at all on a day. */
    public boolean isClaimedBy(OfficeCode office, LocalDate day) {
        return terms.on(office, day).isPresent();
    }

    /** One declaration. */
    public Optional<DeclarationView> find(UUID id) {
        return rows.find(id);
    }

    /** What these donors' rows declared, the latest first, {@value #MOST_OF_A_PERSON} at most. */
    public List<DeclarationView> ofDonors(Collection<DonorId> donors) {
        return donors.isEmpty() ? List.of() : rows.ofDonors(donors, MOST_OF_A_PERSON);
    }

    /**
     * Declarations, the latest first, after the one named.
     *
     * @param codes offices; {@code null} for all
     * @param before when the last one shown was recorded; {@code null} to begin
     */
    public List<DeclarationView> page(
            List<String> codes, Instant before, UUID beforeId, int limit) {
        return rows.page(codes, before, beforeId, limit);
    }
}
