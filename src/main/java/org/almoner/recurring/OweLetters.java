package org.almoner.recurring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.outbox.Outbox;

/** Freezes letters and owes their mails, in the caller's transaction. */
@ApplicationScoped
class OweLetters {

    private final ComposeLetters compose;
    private final LettersTable table;
    private final Outbox outbox;
    private final InstantSource clock;

    OweLetters(ComposeLetters compose, LettersTable table, Outbox outbox, InstantSource clock) {
        this.compose = compose;
        this.table = table;
        this.outbox = outbox;
        this.clock = clock;
    }

    void owe(Collection<Occasion> occasions) {
        if (occasions.isEmpty()) {
            return;
        }
        List<ComposeLetters.Composed> letters = compose.compose(occasions);
        table.insert(letters, clock.instant());
        if (letters.size() < occasions.size()) {
            passOver(occasions, letters);
        }
        letters.forEach(it -> outbox.owe(RecurringMailHandler.KIND, it.record().id(), 1));
    }

    /** Where nothing is new to the donor, what was announced stays announced. */
    private static void passOver(
            Collection<Occasion> occasions, List<ComposeLetters.Composed> letters) {
        Set<Occasion> written =
                letters.stream().map(ComposeLetters.Composed::occasion).collect(Collectors.toSet());
        for (Occasion silent : occasions) {
            if (!written.contains(silent)) {
                silent.gift().announce(silent.gift().revision());
                if (silent.instalment() != null) {
                    silent.instalment().stayAnnounced();
                }
            }
        }
    }
}
