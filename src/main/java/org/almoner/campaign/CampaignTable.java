package org.almoner.campaign;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;

/** The tables of campaigns; every call joins the caller's transaction where there is one. */
@Singleton
class CampaignTable {

    /** So many rows share one total, so that settlements of the same second do not queue. */
    private static final int SHARDS = 16;

    private static final String ADD =
            """
            INSERT INTO campaign_total AS t (campaign, currency, shard, minor, gifts)
            VALUES (?, ?, (pg_current_xact_id()::text::numeric % ?)::smallint, ?, ?)
            ON CONFLICT ON CONSTRAINT pk_campaign_total
            DO UPDATE SET minor = t.minor + excluded.minor, gifts = t.gifts + excluded.gifts
            """;

    private static final String ALL =
            """
            SELECT id, slug, office, goal_minor, goal_currency, open_from, open_until
              FROM campaign ORDER BY slug
            """;

    private static final String NAMES = "SELECT campaign, locale, name FROM campaign_name";

    private static final String TOTALS =
            """
            SELECT campaign, currency, sum(minor) AS minor, sum(gifts) AS gifts
              FROM campaign_total GROUP BY campaign, currency ORDER BY campaign, currency
            """;

    private record Total(Money raised, long gifts) {}

    private final DataSource database;

    CampaignTable(DataSource database) {
        this.database = database;
    }

    void add(CampaignId campaign, Currency currency, long minor, long gifts) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setObject(1, campaign.value());
            insert.setString(2, currency.getCurrencyCode());
            insert.setInt(3, SHARDS); // one shard per transaction, so that none waits in a circle
            insert.setLong(4, minor);
            insert.setLong(5, gifts);
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("The total of a campaign was not kept", failure);
        }
    }

    /**
     * All campaigns with their totals, outside any transaction of the caller: committed money only.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    List<Campaign> all() {
        try (Connection connection = database.getConnection()) {
            Map<UUID, Map<String, String>> names = names(connection);
            Map<UUID, List<Total>> totals = totals(connection);
            List<Campaign> campaigns = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(ALL);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject("id", UUID.class);
                    campaigns.add(campaign(row, names.get(id), totals.getOrDefault(id, List.of())));
                }
            }
            return campaigns;
        } catch (SQLException failure) {
            throw new IllegalStateException("The campaigns were not read", failure);
        }
    }

    private static Campaign campaign(ResultSet row, Map<String, String> names, List<Total> totals)
            throws SQLException {
        String goalCurrency = row.getString("goal_currency");
        Timestamp until = row.getTimestamp("open_until");
        return new Campaign(
                new CampaignId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                Map.copyOf(names),
                Optional.ofNullable(row.getString("office")).map(OfficeCode::new),
                goalCurrency == null
                        ? Optional.empty()
                        : Optional.of(Money.of(row.getLong("goal_minor"), goalCurrency)),
                row.getTimestamp("open_from").toInstant(),
                Optional.ofNullable(until).map(Timestamp::toInstant),
                totals.stream().map(Total::raised).toList(),
                totals.stream().mapToLong(Total::gifts).sum());
    }

    private static Map<UUID, Map<String, String>> names(Connection connection) throws SQLException {
        Map<UUID, Map<String, String>> names = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(NAMES);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.computeIfAbsent(row.getObject(1, UUID.class), id -> new HashMap<>())
                        .put(row.getString(2), row.getString(3));
            }
        }
        return names;
    }

    private static Map<UUID, List<Total>> totals(Connection connection) throws SQLException {
        Map<UUID, List<Total>> totals = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(TOTALS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Money raised = Money.of(row.getLong("minor"), row.getString("currency"));
                totals.computeIfAbsent(
                                row.getObject("campaign", UUID.class), id -> new ArrayList<>())
                        .add(new Total(raised, row.getLong("gifts")));
            }
        }
        return totals;
    }
}
