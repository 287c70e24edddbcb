package org.almoner.benefit;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.almoner.donation.DonationId;
import org.almoner.money.Money;
import org.almoner.sql.Sql;

/** Reads what was given in return for gifts. */
@Singleton
public class BenefitHistory {

    private static final String SELECT = "SELECT * FROM gift_benefit WHERE ";

    private final Sql sql;

    BenefitHistory(Sql sql) {
        this.sql = sql;
    }

    /** What was given in return for a gift, as far as is known today; empty for nothing. */
    public Optional<BenefitRecord> of(DonationId gift) {
        return sql.one(
                SELECT + "donation_id = ? AND live AND description IS NOT NULL",
                BenefitHistory::view,
                gift.value());
    }

    /** The same for many gifts in one query; those without are not in it. */
    public Map<DonationId, BenefitRecord> of(Collection<DonationId> gifts) {
        Map<DonationId, BenefitRecord> found = new LinkedHashMap<>();
        sql.read(
                SELECT + "donation_id = ANY (?) AND live AND description IS NOT NULL",
                row -> found.put(new DonationId(Sql.id(row, "donation_id")), view(row)),
                Sql.Column.ids(gifts.stream().map(DonationId::value).toList()));
        return found;
    }

    /** Everything that was ever recorded of a gift, latest first. */
    public List<BenefitRecord> records(DonationId gift, int limit) {
        return sql.read(
                SELECT + "donation_id = ? ORDER BY position DESC LIMIT ?",
                BenefitHistory::view,
                gift.value(),
                limit);
    }

    static BenefitRecord view(ResultSet row) throws SQLException {
        return new BenefitRecord(
                Sql.id(row, "id"),
                row.getString("description"),
                Money.of(row.getLong("value_minor"), row.getString("currency")),
                row.getBoolean("cash_like"),
                row.getBoolean("intangible"),
                row.getString("reason"),
                row.getString("recorded_by"),
                Sql.instant(row, "recorded_at"));
    }
}
