package org.almoner.consent;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.donor.DonorBook;
import org.almoner.donor.DonorId;
import org.almoner.donor.DonorView;
import org.almoner.office.Office;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.problem.Violation;

/**
 * Writes down what a person said on paper, by telephone or at the desk (GDPR Art. 7(1); UWG § 7a).
 * When it was said counts for what holds, when it was written down stays beside it. Of a day
 * without a time, a yes is said at its beginning and a no at its end, so that in doubt the no is
 * the later word.
 */
@Singleton
public class RecordAnswer {

    private final ConsentTexts texts;
    private final ConsentLedger ledger;
    private final ConsentEvidence evidence;
    private final DonorBook donors;
    private final Offices offices;
    private final InstantSource clock;

    RecordAnswer(
            ConsentTexts texts,
            ConsentLedger ledger,
            ConsentEvidence evidence,
            DonorBook donors,
            Offices offices,
            InstantSource clock) {
        this.texts = texts;
        this.ledger = ledger;
        this.evidence = evidence;
        this.donors = donors;
        this.offices = offices;
        this.clock = clock;
    }

    /** How it was said. */
    public enum Way {
        /** A signed form, or a letter. */
        PAPER_FORM,
        TELEPHONE,
        /** At the desk or an event, with a signed form. */
        IN_PERSON;

        ConsentMethod method() {
            return switch (this) {
                case PAPER_FORM -> ConsentMethod.STAFF_PAPER;
                case TELEPHONE -> ConsentMethod.STAFF_PHONE;
                case IN_PERSON -> ConsentMethod.STAFF_IN_PERSON;
            };
        }
    }

    /** Which words were answered, in which language. */
    public record Text(String id, int version, String locale) {}

    /**
     * What is to be written down.
     *
     * @param saidOn the day on the form, at the office; {@code null} for a call
     * @param form the form, kept before by {@link ConsentEvidence#keep}; {@code null} for a call
     * @param call {@code null} for a form
     */
    public record Wish(
            DonorId donor,
            Text text,
            ConsentDecision decision,
            Way way,
            LocalDate saidOn,
            UUID form,
            ConsentCall call) {

        /** A hash of all of it: no two wishes have the same. */
        public String digest() {
            List<Object> parts =
                    new ArrayList<>(
                            List.of(
                                    donor,
                                    text.id(),
                                    text.version(),
                                    text.locale(),
                                    decision,
                                    way,
                                    String.valueOf(saidOn),
                                    String.valueOf(form)));
            if (call != null) {
                parts.addAll(List.of(call.by(), call.at(), call.spokenBy(), call.note()));
            }
            return Digest.of(parts);
        }

        @Override
        public String toString() {
            return "Wish[" + donor + "]";
        }
    }

    /**
     * What was written down.
     *
     * @param evidence names the form or the call
     * @param about what it is an answer to
     */
    public record Recorded(
            UUID id,
            DonorId donor,
            ConsentText about,
            ConsentMethod method,
            Instant saidAt,
            Instant recordedAt,
            UUID evidence) {}

    /**
     * Writes it down, in the caller's transaction.
     *
     * @param by who of the staff does
     * @throws DomainProblem 409 for a person who was erased; 400 for words that were not shown to
     *     somebody of that country by the office on that day, a decision that the words do not
     *     offer, a day or call to come, and evidence that lacks, is another record's or belongs to
     *     another way; nothing is written then
     */
    @Transactional(TxType.MANDATORY)
    public Recorded record(Wish wish, String by) {
        DonorView donor = donors.find(wish.donor()).orElseThrow(DomainProblem::notFound);
        if (!donor.details().isReachable()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "This person was erased; nothing can be recorded.");
        }
        Office office = offices.byCode(donor.office());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        refuseForm(wish, office, now);
        Instant saidAt = saidAt(wish, office, now);
        String country = donor.details().address().country();
        ConsentText text = text(wish, country, office, saidAt);
        refuseDecision(wish, text);
        EvidenceMark mark = evidence(wish, by);
        UUID event =
                ledger.record(
                        wish.donor(),
                        new ConsentLedger.OnRecord(text, wish.decision(), mark),
                        new ConsentCircumstances(
                                new ConsentAudience(country, text.locale(), donor.office(), saidAt),
                                null,
                                null,
                                "staff",
                                wish.way().method()),
                        new ConsentEvent.Recorded(now, by));
        return new Recorded(event, wish.donor(), text, wish.way().method(), saidAt, now, mark.id());
    }

    private static void refuseForm(Wish wish, Office office, Instant now) {
        boolean isCall = wish.way() == Way.TELEPHONE;
        List<Violation> violations = new ArrayList<>();
        need(!isCall, wish.form(), "/document", violations);
        need(!isCall, wish.saidOn(), "/saidOn", violations);
        need(isCall, wish.call(), "/call", violations);
        if (wish.saidOn() != null && wish.saidOn().isAfter(office.dayOf(now))) {
            violations.add(new Violation("/saidOn", "in_the_future", "A day that has come."));
        }
        if (wish.call() != null && wish.call().at().isAfter(now)) {
            violations.add(new Violation("/call/at", "in_the_future", "A call that has been."));
        }
        if (wish.call() != null && wish.call().at().isBefore(Instant.EPOCH)) {
            violations.add(new Violation("/call/at", "out_of_range", "A moment from 1970 on."));
        }
        if (!violations.isEmpty()) {
            throw DomainProblem.invalid(violations);
        }
    }

    private static void need(
            boolean wanted, Object value, String pointer, List<Violation> violations) {
        if (wanted && value == null) {
            violations.add(
                    new Violation(
                            pointer,
                            "required",
                            "A form needs its day and the document, a call who called and when."));
        }
        if (!wanted && value != null) {
            violations.add(
                    new Violation(pointer, "not_for_this_way", "It was said in another way."));
        }
    }

    private static Instant saidAt(Wish wish, Office office, Instant now) {
        if (wish.way() == Way.TELEPHONE) {
            return wish.call().at().truncatedTo(ChronoUnit.MICROS);
        }
        if (wish.decision() == ConsentDecision.GIVEN) {
            return startOf(wish.saidOn(), office);
        }
        Instant end = startOf(wish.saidOn().plusDays(1), office).minus(1, ChronoUnit.MICROS);
        return end.isBefore(now) ? end : now;
    }

    private static Instant startOf(LocalDate day, Office office) {
        return day.atStartOfDay(office.zone()).toInstant();
    }

    private ConsentText text(Wish wish, String country, Office office, Instant saidAt) {
        LocalDate day = office.dayOf(saidAt);
        var asked =
                new ConsentTexts.Asked(
                        wish.text().id(),
                        wish.text().version(),
                        country,
                        office.code(),
                        startOf(day, office),
                        startOf(day.plusDays(1), office));
        requireShown(texts.wasShown(asked));
        ConsentText text =
                texts.find(
                                wish.text().id(),
                                wish.text().version(),
                                wish.text().locale(),
                                office.code())
                        .orElseThrow();
        if (!text.locale().equals(wish.text().locale())) {
            throw invalid(
                    "/text/locale", "not_in_this_language", "There are no words in this language.");
        }
        return text;
    }

    private static void requireShown(ConsentTexts.Shown shown) {
        switch (shown) {
            case NO_SUCH_TEXT -> throw invalid("/text/id", "unknown_text", "No such text.");
            case NO_SUCH_VERSION ->
                    throw invalid(
                            "/text/version", "unknown_version", "The text has no such version.");
            case NOT_THERE ->
                    throw invalid(
                            "/text/id",
                            "not_shown_there",
                            "The office never showed this text to people of the record's country.");
            case NOT_THEN ->
                    throw invalid(
                            "/text/version",
                            "not_shown_then",
                            "This version was not shown on that day: it came later, was taken"
                                    + " back, or was followed by another.");
            case SHOWN -> {}
        }
    }

    private static void refuseDecision(Wish wish, ConsentText text) {
        boolean isAnswered =
                text.meaning() != ConsentMeaning.INFORMATION
                        && text.purpose() != ConsentPurpose.GIFT_AID;
        if (!isAnswered) {
            throw invalid(
                    "/text/id",
                    "not_answerable",
                    "A notice asks for nothing, and Gift Aid is declared by a call of its own.");
        }
        boolean isOffered =
                wish.decision() == ConsentDecision.OBJECTED
                        || (text.meaning() == ConsentMeaning.CONSENT
                                && wish.decision() != ConsentDecision.NOTED);
        if (!isOffered) {
            throw invalid(
                    "/decision",
                    "not_offered",
                    "To words that offer objection, one can only object.");
        }
    }

    private EvidenceMark evidence(Wish wish, String by) {
        if (wish.way() == Way.TELEPHONE) {
            ConsentCall call = wish.call();
            return evidence.call(
                    wish.donor(),
                    new ConsentCall(
                            call.by(),
                            call.at().truncatedTo(ChronoUnit.MICROS),
                            call.spokenBy(),
                            call.note()),
                    by);
        }
        return evidence.form(wish.donor(), wish.form())
                .orElseThrow(
                        () ->
                                invalid(
                                        "/document",
                                        "unknown_document",
                                        "No form of this record; bring it first."));
    }

    private static DomainProblem invalid(String pointer, String code, String message) {
        return DomainProblem.invalid(pointer, code, message);
    }
}
