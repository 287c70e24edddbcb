package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almoner.access.CurrentDonor;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentLedger;
import org.almoner.consent.ConsentMeaning;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.consent.ConsentText;
import org.almoner.office.OfficeCode;

/**
 * Ends all marketing at once: by every office, on every channel, whatever was said before, also
 * where nothing is asked any more.
 */
@ApplicationScoped
class ObjectToMarketing {

    private final ConsentParties parties;
    private final ShownTexts texts;
    private final ConsentHistory history;
    private final ConsentLedger ledger;
    private final CurrentDonor donor;

    ObjectToMarketing(
            ConsentParties parties,
            ShownTexts texts,
            ConsentHistory history,
            ConsentLedger ledger,
            CurrentDonor donor) {
        this.parties = parties;
        this.texts = texts;
        this.history = history;
        this.ledger = ledger;
        this.donor = donor;
    }

    /** Objects; what is objected to already stays as it is. */
    @Transactional
    void object(ConsentParties.Origin origin) {
        ConsentParties.Parties now = parties.now(null);
        Map<OfficeCode, List<ConsentStanding.Words>> open = open(now);
        // One chain an office, in the order of their codes, so that two at once never block.
        now.all()
                .forEach(
                        (office, chain) -> {
                            List<ConsentStanding.Words> about = open.get(office);
                            if (about != null) {
                                ledger.object(
                                        chain, about, parties.circumstances(now, office, origin));
                            }
                        });
    }

    /** What an office could still take for allowed, in the words shown now or answered last. */
    private Map<OfficeCode, List<ConsentStanding.Words>> open(ConsentParties.Parties now) {
        Map<OfficeCode, List<ConsentStanding.Words>> open = new LinkedHashMap<>();
        Set<ConsentItem.Key> done = new HashSet<>();
        List<ConsentStanding> standing = history.standing(donor.donors());
        standing.stream()
                .filter(it -> it.state() == ConsentState.OBJECTED)
                .forEach(it -> done.add(ConsentItem.Key.of(it)));
        for (OfficeCode office : now.all().keySet()) {
            for (ConsentText text : texts.of(now, office, standing)) {
                if (text.purpose() == ConsentPurpose.NEWSLETTER
                        && text.meaning() != ConsentMeaning.INFORMATION
                        && done.add(ConsentItem.Key.of(text))) {
                    add(open, office, words(text));
                }
            }
        }
        for (ConsentStanding told : standing) {
            if (told.purpose() == ConsentPurpose.NEWSLETTER && done.add(ConsentItem.Key.of(told))) {
                add(open, told.office(), told.words());
            }
        }
        return open;
    }

    private static void add(
            Map<OfficeCode, List<ConsentStanding.Words>> open,
            OfficeCode office,
            ConsentStanding.Words words) {
        open.computeIfAbsent(office, none -> new ArrayList<>()).add(words);
    }

    private static ConsentStanding.Words words(ConsentText text) {
        return new ConsentStanding.Words(
                text.id(), text.version(), text.locale(), text.text(), text.legalBasis());
    }
}
