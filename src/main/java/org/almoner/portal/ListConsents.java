package org.almoner.portal;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almoner.access.CurrentDonor;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentText;

/** What a donor has allowed whom, refused and taken back, and what was never asked. */
@Singleton
class ListConsents {

    private final ConsentParties parties;
    private final ShownTexts texts;
    private final ConsentHistory history;
    private final CurrentDonor donor;

    ListConsents(
            ConsentParties parties, ShownTexts texts, ConsentHistory history, CurrentDonor donor) {
        this.parties = parties;
        this.texts = texts;
        this.history = history;
        this.donor = donor;
    }

    /**
     * Gift Aid is not among them: a declaration is told by {@code MyGiftAidResource}. In the order
     * in which the texts are shown; what is not shown any more comes last.
     */
    List<ConsentItem> list(String locale) {
        ConsentParties.Parties now = parties.now(locale);
        List<ConsentStanding> told = history.standing(donor.donors());
        Map<ConsentItem.Key, ConsentText> shown = new LinkedHashMap<>();
        for (var office : now.all().keySet()) {
            texts.of(now, office, told).stream()
                    .filter(it -> it.purpose() != ConsentPurpose.GIFT_AID)
                    .forEach(it -> shown.putIfAbsent(ConsentItem.Key.of(it), it));
        }
        Map<ConsentItem.Key, ConsentStanding> standing = new LinkedHashMap<>();
        told.stream()
                .filter(it -> it.purpose() != ConsentPurpose.GIFT_AID)
                .forEach(it -> standing.put(ConsentItem.Key.of(it), it));
        List<ConsentItem> items = new ArrayList<>();
        shown.forEach((key, text) -> items.add(ConsentItem.of(key, standing.remove(key), text)));
        standing.forEach((key, last) -> items.add(ConsentItem.of(key, last, null)));
        return items;
    }
}
