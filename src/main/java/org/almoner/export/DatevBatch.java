package org.almoner.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.Objects;

/**
 * With what one batch is made: fixed when it is asked for, so that a repetition years later gives
 * the same bytes whatever the catalogue says by then.
 *
 * @param fiscalYearBegins the day from which the years of all its days are told
 * @param currency of all its amounts
 */
record DatevBatch(DatevTerms terms, LocalDate fiscalYearBegins, String currency) {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /**
     * The account of the chart.
     *
     * @throws CannotBeMade when there is none
     */
    String account(String ledgerAccount) {
        String account = terms.accounts().get(ledgerAccount);
        if (account == null) {
            throw new CannotBeMade(ExportFailure.ACCOUNT_MISSING, ledgerAccount);
        }
        return account;
    }

    /**
     * The cost centre of a gift; empty for none.
     *
     * @param campaign {@code null} for a gift without one
     */
    String costCentre(String campaign) {
        String named = campaign == null ? null : terms.costCentres().get(campaign);
        String centre = named == null ? terms.costCentreOtherwise() : named;
        return Objects.requireNonNullElse(centre, "");
    }

    String written() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param json {@code null} for an export of another kind
     */
    static DatevBatch read(String json) {
        try {
            return json == null ? null : JSON.readValue(json, DatevBatch.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("Stored settings cannot be read", unreadable);
        }
    }
}
