package org.almoner.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

/**
 * With what an office hands its bookings over to DATEV, from a day on.
 *
 * @param validFrom first day, at the office
 * @param consultant Beraternummer
 * @param client Mandantennummer
 * @param chart two digits of the chart of accounts; {@code null}: not said
 * @param accountLength digits of an account
 * @param fiscalYearBegins month and day, such as {@code 07-01}
 * @param initials Diktatkürzel; {@code null} for none
 * @param locked whether a batch cannot be changed after the import
 * @param accounts of the chart, by the ledger's account
 * @param costCentres by the campaign's slug
 * @param costCentreOtherwise of all other gifts; {@code null} for none
 */
record DatevTerms(
        LocalDate validFrom,
        @JsonProperty(required = true) int consultant,
        @JsonProperty(required = true) int client,
        String chart,
        @JsonProperty(required = true) int accountLength,
        String fiscalYearBegins,
        String initials,
        @JsonProperty(required = true) boolean locked,
        Map<String, String> accounts,
        Map<String, String> costCentres,
        String costCentreOtherwise) {

    DatevTerms {
        accounts = Map.copyOf(Objects.requireNonNullElse(accounts, Map.of()));
        costCentres = Map.copyOf(Objects.requireNonNullElse(costCentres, Map.of()));
    }
}
