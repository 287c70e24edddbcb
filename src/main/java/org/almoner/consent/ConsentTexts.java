package org.almoner.consent;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.almoner.office.OfficeCode;

/** The texts that donors are shown, by country, language, office and date. */
@Singleton
public class ConsentTexts {

    /**
     * What a donor of that country is shown at that moment, in the order to show it. Served from
     * memory. A language without a text of its own is answered in English.
     */
    public List<ConsentText> shownTo(String country, String locale, OfficeCode office, Instant at) {
        return List.of();
    }
}
