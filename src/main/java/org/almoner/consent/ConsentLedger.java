package org.almoner.consent;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.id.Ids;

/** The append-only record of every answer, chained by hash for each donor. */
@Singleton
public class ConsentLedger {

    private static final int MAX_ORIGIN = 200;

    private final ConsentTexts texts;
    private final EventStore store;
    private final Ids ids;
    private final Event<ConsentsGiven> told;

    ConsentLedger(ConsentTexts texts, EventStore store, Ids ids, Event<ConsentsGiven> told) {
        this.texts = texts;
        this.store = store;
        this.ids = ids;
        this.told = told;
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
        if (!said.isEmpty()) {
            write(donor, said, circumstances);
        }
    }

    /**
     * Writes that the person objects to what these texts are about, whatever ticking their boxes
     * would say (GDPR Art. 21(2)); inside the caller's transaction, with two statements.
     *
     * @param texts never empty
     */
    @Transactional(TxType.MANDATORY)
    public void object(
            DonorId donor, List<ConsentStanding.Words> texts, ConsentCircumstances circumstances) {
        ConsentAudience audience = circumstances.audience();
        write(
                donor,
                texts.stream()
                        .map(it -> text(it.id(), it.version(), audience))
                        .map(it -> said(it, ConsentDecision.OBJECTED))
                        .toList(),
                circumstances);
    }

    /** An answer that staff write down, with the evidence that is kept. */
    record OnRecord(ConsentText text, ConsentDecision decision, EvidenceMark evidence) {}

    /**
     * Writes down what was said on paper, by telephone or at the desk, inside the caller's
     * transaction, with two statements. Whether it can have been said, {@link RecordAnswer} knows.
     *
     * @return the link of the chain
     */
    UUID record(
            DonorId donor,
            OnRecord answer,
            ConsentCircumstances circumstances,
            ConsentEvent.Recorded recorded) {
        ConsentProof proof = ConsentProof.of(ids.next(), circumstances, answer.evidence());
        var said = List.of(said(answer.text(), answer.decision()));
        List<ConsentEvent> events = link(donor, said, frame(circumstances, recorded), proof);
        publish(donor, events, circumstances, recorded.at());
        return events.get(0).id();
    }

    private void write(
            DonorId donor, List<ConsentEvent.Said> said, ConsentCircumstances circumstances) {
        ConsentProof proof = ConsentProof.of(ids.next(), circumstances, null);
        publish(
                donor,
                link(donor, said, frame(circumstances, null), proof),
                circumstances,
                circumstances.audience().at());
    }

    private static ConsentEvent.Frame frame(
            ConsentCircumstances circumstances, ConsentEvent.Recorded recorded) {
        ConsentAudience audience = circumstances.audience();
        return new ConsentEvent.Frame(
                audience.country(),
                audience.at().truncatedTo(ChronoUnit.MICROS),
                circumstances.method().word(),
                ConsentProof.oneLine(circumstances.origin(), MAX_ORIGIN),
                recorded);
    }

    private List<ConsentEvent> link(
            DonorId donor,
            List<ConsentEvent.Said> said,
            ConsentEvent.Frame frame,
            ConsentProof proof) {
        var mark = new ConsentEvent.ProofMark(proof.id(), proof.digest());
        ConsentEvent.Position position = store.lockEnd(donor.value());
        List<ConsentEvent> events = new ArrayList<>();
        for (ConsentEvent.Said one : said) {
            ConsentEvent event = ConsentEvent.following(position, ids.next(), one, frame, mark);
            events.add(event);
            position = new ConsentEvent.Position(donor.value(), event.seq() + 1, event.hash());
        }
        store.append(events, proof);
        return events;
    }

    /** Whoever follows is told when it became known, which for what staff write down is later. */
    private void publish(
            DonorId donor,
            List<ConsentEvent> events,
            ConsentCircumstances circumstances,
            Instant known) {
        ConsentAudience audience =
                new ConsentAudience(
                        circumstances.audience().country(),
                        circumstances.audience().locale(),
                        circumstances.audience().office(),
                        known);
        List<ConsentsGiven.One> given =
                events.stream()
                        .filter(it -> it.said().decision() == ConsentDecision.GIVEN)
                        .map(it -> one(it, audience))
                        .toList();
        if (!given.isEmpty()) {
            told.fire(new ConsentsGiven(donor, audience, circumstances.method(), given));
        }
    }

    private ConsentsGiven.One one(ConsentEvent event, ConsentAudience audience) {
        return new ConsentsGiven.One(
                event.id(),
                event.said().purpose(),
                event.said().textId(),
                event.said().textVersion(),
                event.said().locale(),
                text(event.said().textId(), event.said().textVersion(), audience).doubleOptIn());
    }

    private Optional<ConsentEvent.Said> said(ConsentAnswer answer, ConsentAudience audience) {
        ConsentText text = text(answer.id(), answer.version(), audience);
        return decision(text.meaning(), answer.given()).map(decision -> said(text, decision));
    }

    private ConsentText text(String id, int version, ConsentAudience audience) {
        return texts.find(id, version, audience.locale(), audience.office())
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no consent text of that id and version"));
    }

    private static ConsentEvent.Said said(ConsentText text, ConsentDecision decision) {
        return new ConsentEvent.Said(
                text.purpose(),
                text.channel(),
                text.id(),
                text.version(),
                text.locale(),
                text.textHash(),
                decision,
                text.controller().value(),
                text.recipient().value(),
                text.legalBasis());
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
