package org.almoner.consent;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;

/** The append-only record of every answer, chained by hash for each donor. */
@Singleton
public class ConsentLedger {

    /** The only way so far: a donor's own answer in the wizard. */
    private static final String METHOD = "wizard";

    private static final int MAX_ORIGIN = 200;

    private final ConsentTexts texts;
    private final EventStore store;
    private final Ids ids;

    ConsentLedger(ConsentTexts texts, EventStore store, Ids ids) {
        this.texts = texts;
        this.store = store;
        this.ids = ids;
    }

    /**
     * Writes the answers to the donor's chain, inside the caller's transaction, with two statements
     * however many answers there are. The donor must be registered. What was not asked leaves no
     * trace; an optional notice that was not shown counts as not asked. An answer to a text that
     * does not exist is a mistake of the caller, who is to ask {@link ConsentRules} first.
     *
     * @throws IllegalArgumentException for an unknown text; nothing is written then
     */
    @Transactional(TxType.MANDATORY)
    public void append(
            DonorId donor, List<ConsentAnswer> answers, ConsentCircumstances circumstances) {
        ConsentAudience audience = circumstances.audience();
        List<ConsentEvent.Said> said =
                answers.stream()
                        .map(answer -> said(answer, audience))
                        .flatMap(Optional::stream)
                        .toList();
        if (said.isEmpty()) {
            return;
        }
        ConsentProof proof = ConsentProof.of(ids.next(), circumstances);
        var mark = new ConsentEvent.ProofMark(proof.id(), proof.digest());
        var frame =
                new ConsentEvent.Frame(
                        audience.country(),
                        audience.at().truncatedTo(ChronoUnit.MICROS),
                        METHOD,
                        ConsentProof.oneLine(circumstances.origin(), MAX_ORIGIN));
        ConsentEvent.Position position = store.lockEnd(donor.value());
        List<ConsentEvent> events = new ArrayList<>();
        for (ConsentEvent.Said one : said) {
            ConsentEvent event = ConsentEvent.following(position, ids.next(), one, frame, mark);
            events.add(event);
            position = new ConsentEvent.Position(donor.value(), event.seq() + 1, event.hash());
        }
        store.append(events, proof);
    }

    private Optional<ConsentEvent.Said> said(ConsentAnswer answer, ConsentAudience audience) {
        ConsentText text =
                texts.find(answer.id(), answer.version(), audience.locale(), audience.office())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no consent text of that id and"
                                                        + " version"));
        return decision(text.meaning(), answer.given())
                .map(
                        decision ->
                                new ConsentEvent.Said(
                                        text.purpose(),
                                        text.channel(),
                                        text.id(),
                                        text.version(),
                                        text.locale(),
                                        text.textHash(),
                                        decision,
                                        text.controller().value(),
                                        text.recipient().value(),
                                        text.legalBasis()));
    }

    private static Optional<ConsentDecision> decision(ConsentMeaning meaning, boolean ticked) {
        return switch (meaning) {
            case INFORMATION -> ticked ? Optional.of(ConsentDecision.NOTED) : Optional.empty();
            case CONSENT -> Optional.of(ticked ? ConsentDecision.GIVEN : ConsentDecision.REFUSED);
            case OBJECTION ->
                    Optional.of(ticked ? ConsentDecision.OBJECTED : ConsentDecision.NOTED);
        };
    }
}
