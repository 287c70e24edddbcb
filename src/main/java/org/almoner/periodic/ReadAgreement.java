package org.almoner.periodic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.money.Money;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.almoner.statement.PeriodicGiftForm;

/** Reads agreements from their rows, and who agrees by them. */
@Singleton
class ReadAgreement {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;

    ReadAgreement(Sql sql) {
        this.sql = sql;
    }

    /** What the form says of donor and institution; empty once no law needs it any more. */
    Optional<Parties> parties(UUID id) {
        return sql.one(
                "SELECT giver::text AS giver, institution::text AS institution"
                        + " FROM periodic_gift_agreement WHERE id = ? AND giver <> '{}'::jsonb",
                row ->
                        new Parties(
                                readAs(row.getString("giver"), PeriodicGiftForm.Giver.class),
                                readAs(
                                        row.getString("institution"),
                                        PeriodicGiftForm.Institution.class)),
                id);
    }

    /** Who agrees, as on the day of the offer. */
    record Parties(PeriodicGiftForm.Giver giver, PeriodicGiftForm.Institution institution) {

        @Override
        public String toString() {
            return "Parties";
        }
    }

    static AgreementView of(ResultSet row) throws SQLException {
        return new AgreementView(
                Sql.id(row, "id"),
                new OfficeCode(row.getString("office")),
                row.getString("number"),
                Sql.id(row, "donor_id"),
                Sql.id(row, "recurring_gift_id"),
                terms(row),
                AgreementState.valueOf(row.getString("state")),
                Sql.instant(row, "offered_at"),
                Sql.day(row, "offered_on"),
                row.getString("offered_by"),
                Sql.day(row, "signed_on") == null
                        ? null
                        : new AgreementView.Signature(
                                Sql.day(row, "signed_on"),
                                row.getString("evidence"),
                                Sql.id(row, "document_id")),
                Sql.day(row, "countersigned_on") == null
                        ? null
                        : new AgreementView.Countersignature(
                                Sql.day(row, "countersigned_on"),
                                row.getString("signatory"),
                                row.getString("signatory_function"),
                                row.getString("signatory_place")),
                Sql.day(row, "ended_on") == null
                        ? null
                        : new AgreementView.End(
                                EndReason.valueOf(row.getString("end_reason")),
                                Sql.day(row, "ended_on")),
                Sql.day(row, "personal_until") != null,
                Sql.instant(row, "closed_at"));
    }

    private static AgreementTerms terms(ResultSet row) throws SQLException {
        Set<EarlyEnd> early = EnumSet.noneOf(EarlyEnd.class);
        Arrays.stream((String[]) row.getArray("early_ends").getArray())
                .map(EarlyEnd::valueOf)
                .forEach(early::add);
        return new AgreementTerms(
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getInt("first_year"),
                row.getObject("years", Integer.class),
                DeathOf.valueOf(row.getString("death_of")),
                row.getString("other_person"),
                early,
                row.getBoolean("has_partner"));
    }

    private static <T> T readAs(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A part of an agreement cannot be read");
        }
    }
}
