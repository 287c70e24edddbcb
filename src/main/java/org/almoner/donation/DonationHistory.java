package org.almoner.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads gifts. */
@ApplicationScoped
public class DonationHistory {

    private static final String STATE = "SELECT state FROM donation WHERE id = ?";

    private final Donations donations;
    private final DataSource database;

    DonationHistory(Donations donations, DataSource database) {
        this.donations = donations;
        this.database = database;
    }

    /** How far a gift has come, in one statement that needs no transaction of its own. */
    public Optional<DonationState> stateOf(DonationId id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(STATE)) {
            statement.setObject(1, id.value());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(DonationState.valueOf(row.getString(1)))
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("A gift's state could not be read", failure);
        }
    }

    /** One gift. */
    @Transactional
    public Optional<DonationView> find(DonationId id) {
        return donations.findByIdOptional(id.value()).map(Donation::view);
    }
}
