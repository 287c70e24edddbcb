package org.almoner.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.almoner.erasure.LetGo;

/** Lets one person go, in one transaction: whole, or not at all. */
@ApplicationScoped
class LetPersonGo {

    private final LookAtPeople look;
    private final LetGo letGo;
    private final RunTable runs;
    private final RetentionConfig config;
    private final InstantSource clock;

    LetPersonGo(
            LookAtPeople look,
            LetGo letGo,
            RunTable runs,
            RetentionConfig config,
            InstantSource clock) {
        this.look = look;
        this.letGo = letGo;
        this.runs = runs;
        this.config = config;
        this.clock = clock;
    }

    /** As many of an office as may go at once have gone. Undoes the transaction. */
    static final class ShareIsUsed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String office;

        ShareIsUsed(String office) {
            super("No more records of " + office + " may go at once", null, false, false);
            this.office = office;
        }

        String office() {
            return office;
        }
    }

    /**
     * Holds the person, looks again, and erases if nothing has come meanwhile.
     *
     * @return empty when the person went and is counted; otherwise what keeps the records
     * @throws ShareIsUsed and nothing is done
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<List<LookAtPeople.Fate>> go(RunTable.Mine run, LookAtPeople.Seen before) {
        Facts known = before.facts();
        if (!letGo.hold(known.person())) {
            return Optional.of(inUse(known));
        }
        Optional<LookAtPeople.Seen> again = look.again(known.mark().first(), clock.instant());
        if (again.isEmpty() || !again.get().facts().donors().equals(known.donors())) {
            return Optional.of(inUse(known));
        }
        if (!again.get().goes()) {
            return Optional.of(again.get().records());
        }
        List<LookAtPeople.Fate> fates = again.get().records();
        Map<String, Long> many =
                fates.stream()
                        .collect(
                                Collectors.groupingBy(
                                        LookAtPeople.Fate::office, Collectors.counting()));
        runs.goOn(run, config.lease());
        many.forEach(
                (office, records) -> {
                    if (!runs.takeShare(run.id(), office, records.intValue())) {
                        throw new ShareIsUsed(office);
                    }
                });
        letGo.erase(known.person(), run.id());
        runs.count(run.id(), Tally.of(fates));
        return Optional.empty();
    }

    private static List<LookAtPeople.Fate> inUse(Facts facts) {
        return LookAtPeople.kept(facts, DecidePerson.Stay.because(Reason.IN_USE));
    }
}
