package org.almoner.campaign;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.id.Ids;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.CatalogueTransaction;
import org.almoner.office.Offices;

/**
 * Brings the campaigns of {@code campaigns.yaml} into the database at start-up. Names, goal and
 * days may change at any time; a campaign that the file no longer names stays as it was.
 */
@Singleton
class LoadCampaigns {

    private static final int AFTER_OFFICES = 120;

    private static final String PUT =
            """
            INSERT INTO campaign
                (id, slug, office, goal_minor, goal_currency, open_from, open_until)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT ON CONSTRAINT uq_campaign_slug DO UPDATE
               SET office = excluded.office, goal_minor = excluded.goal_minor,
                   goal_currency = excluded.goal_currency, open_from = excluded.open_from,
                   open_until = excluded.open_until
            RETURNING id
            """;

    private static final String PUT_NAME =
            """
            INSERT INTO campaign_name (campaign, locale, name) VALUES (?, ?, ?)
            ON CONFLICT ON CONSTRAINT pk_campaign_name DO UPDATE SET name = excluded.name
            """;

    private final CatalogueFiles files;
    private final CatalogueTransaction transaction;
    private final Offices offices;
    private final Ids ids;

    LoadCampaigns(
            CatalogueFiles files, CatalogueTransaction transaction, Offices offices, Ids ids) {
        this.files = files;
        this.transaction = transaction;
        this.offices = offices;
        this.ids = ids;
    }

    void atStart(@Observes @Priority(AFTER_OFFICES) StartupEvent start) {
        load();
    }

    /**
     * @throws IllegalStateException when the file is not valid
     */
    void load() {
        CampaignsFile file = files.read(CampaignsFile.NAME, CampaignsFile.class);
        file.check(offices.all().stream().map(it -> it.code().value()).collect(Collectors.toSet()));
        transaction.run(
                connection -> {
                    for (CampaignsFile.Entry entry : file.campaigns()) {
                        putNames(connection, put(connection, entry), entry.names());
                    }
                });
    }

    private UUID put(Connection connection, CampaignsFile.Entry entry) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setObject(1, ids.next());
            put.setString(2, entry.slug());
            put.setString(3, entry.office());
            put.setObject(4, entry.goal() == null ? null : (Long) entry.goal().minor());
            put.setString(
                    5, entry.goal() == null ? null : entry.goal().currency().getCurrencyCode());
            put.setTimestamp(6, timestamp(entry.openFrom()));
            put.setTimestamp(7, timestamp(entry.openUntil()));
            try (ResultSet row = put.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }

    private static void putNames(Connection connection, UUID campaign, Map<String, String> names)
            throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT_NAME)) {
            for (Map.Entry<String, String> name : names.entrySet()) {
                put.setObject(1, campaign);
                put.setString(2, name.getKey());
                put.setString(3, name.getValue());
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
