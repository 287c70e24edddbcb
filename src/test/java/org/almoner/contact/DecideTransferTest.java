package org.almoner.contact;

import static org.almoner.consent.ConsentPurpose.TRANSFER_49_1_A;
import static org.almoner.consent.ConsentPurpose.TRANSFER_TO_OFFICE;
import static org.almoner.consent.ConsentState.GIVEN;
import static org.almoner.consent.ConsentState.NOTED;
import static org.almoner.consent.ConsentState.OBJECTED;
import static org.almoner.consent.ConsentState.REFUSED;
import static org.almoner.consent.ConsentState.WITHDRAWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The delivered rules of transfers, at both sides of every date. */
class DecideTransferTest {

    private static final String TODAY = "2026-11-26";

    private TransferFile file = Persons.transferFile();

    private TransferDecision decide(Persons person, String to, String day) {
        PersonFacts facts = person.facts();
        return new DecideTransfer(Persons.transferBook(file))
                .decide(
                        facts,
                        new DecideTransfer.Transfer(
                                Persons.office(to),
                                Persons.noon(facts.office().code().value(), day)));
    }

    /** The instrument, or the reason. */
    private String answer(Persons person, String to, String day) {
        TransferDecision decision = decide(person, to, day);
        return decision instanceof TransferDecision.Yes yes
                ? yes.instrument().name()
                : ((TransferDecision.No) decision).reason().name();
    }

    private static Persons told(String from, String to) {
        return Persons.in(from).toldOfTransfer(to, TRANSFER_TO_OFFICE, NOTED, "2026-01-02");
    }

    private void sign(TransferFile.Paper paper) {
        List<TransferFile.Paper> papers = new ArrayList<>(file.agreements());
        papers.removeIf(it -> it.id().equals(paper.id()));
        papers.add(paper);
        file = new TransferFile(file.rules(), papers);
    }

    @ParameterizedTest
    @CsvSource({
        "DE, NL, SINGLE_MARKET",
        "NL, DE, SINGLE_MARKET",
        "DE, GB, ADEQUACY",
        "NL, GB, ADEQUACY",
        "DE, US, STANDARD_CLAUSES",
        "NL, US, STANDARD_CLAUSES",
        "DE, CA, NO_AGREEMENT",
        "DE, AU, NO_AGREEMENT",
        "GB, DE, ADEQUACY",
        "GB, US, UK_AGREEMENT",
        "GB, CA, NO_AGREEMENT",
        "CA, US, SAFEGUARDS",
        "CA, DE, NO_AGREEMENT",
        "AU, US, SAFEGUARDS",
        "AU, GB, NO_AGREEMENT",
        "US, DE, NOT_RESTRICTED",
        "US, AU, NOT_RESTRICTED"
    })
    void each_pair_of_countries_has_its_instrument(String from, String to, String expected) {
        assertEquals(expected, answer(told(from, to), to, TODAY), from + " to " + to);
    }

    @ParameterizedTest
    @CsvSource({"2031-12-27, ADEQUACY", "2031-12-28, ENDED"})
    void the_adequacy_of_the_united_kingdom_holds_to_its_last_day(String day, String expected) {
        assertEquals(expected, answer(told("DE", "GB"), "GB", day));
    }

    @Test
    void the_last_day_is_told() {
        var yes =
                assertInstanceOf(TransferDecision.Yes.class, decide(told("DE", "GB"), "GB", TODAY));
        assertEquals(LocalDate.of(2031, 12, 27), yes.until());
        assertEquals("eu-gb-adequacy", yes.source().id());
    }

    @Test
    void when_adequacy_has_ended_signed_clauses_carry_on() {
        sign(
                new TransferFile.Paper(
                        "clauses-de-gb",
                        "DE",
                        "GB",
                        TransferInstrument.STANDARD_CLAUSES,
                        List.of(
                                new TransferFile.PaperVersion(
                                        LocalDate.of(2031, 12, 1), true, "folder"))));
        assertEquals("ADEQUACY", answer(told("DE", "GB"), "GB", "2031-12-27"));
        assertEquals("STANDARD_CLAUSES", answer(told("DE", "GB"), "GB", "2031-12-28"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-09, NO_AGREEMENT",
        "2026-03-10, STANDARD_CLAUSES",
        "2026-09-30, STANDARD_CLAUSES",
        "2026-10-01, NO_AGREEMENT"
    })
    void clauses_count_from_the_signature_to_their_end_and_in_one_direction(
            String day, String expected) {
        sign(
                new TransferFile.Paper(
                        "clauses-de-ca",
                        "DE",
                        "CA",
                        TransferInstrument.STANDARD_CLAUSES,
                        List.of(
                                new TransferFile.PaperVersion(
                                        LocalDate.of(2026, 3, 10), true, "folder"),
                                new TransferFile.PaperVersion(
                                        LocalDate.of(2026, 10, 1), false, "folder"))));
        assertEquals(expected, answer(told("DE", "CA"), "CA", day));
        assertEquals("NO_AGREEMENT", answer(told("CA", "DE"), "DE", day));
        assertEquals("NO_AGREEMENT", answer(told("NL", "CA"), "CA", day));
    }

    @Nested
    class ConsentToTheRisks {

        @Test
        void is_a_record_of_its_own_and_the_last_resort() {
            Persons agreed =
                    Persons.in("DE").toldOfTransfer("CA", TRANSFER_49_1_A, GIVEN, "2026-05-01");
            var yes = assertInstanceOf(TransferDecision.Yes.class, decide(agreed, "CA", TODAY));
            assertEquals(TransferInstrument.EXPLICIT_CONSENT, yes.instrument());
            assertEquals(Persons.noon("DE", "2026-05-01"), yes.since());
            assertEquals(TRANSFER_49_1_A, yes.answer().purpose());
            assertEquals(
                    "STANDARD_CLAUSES",
                    answer(
                            told("DE", "US")
                                    .toldOfTransfer("US", TRANSFER_49_1_A, GIVEN, "2026-05-01"),
                            "US",
                            TODAY));
        }

        @Test
        void ends_with_its_withdrawal() {
            assertEquals(
                    "WITHDRAWN",
                    answer(
                            Persons.in("DE")
                                    .toldOfTransfer("CA", TRANSFER_49_1_A, WITHDRAWN, "2026-05-01"),
                            "CA",
                            TODAY));
            assertEquals(
                    "WITHDRAWN",
                    answer(
                            told("DE", "CA")
                                    .toldOfTransfer("CA", TRANSFER_49_1_A, WITHDRAWN, "2026-05-01"),
                            "CA",
                            TODAY));
        }

        @Test
        void is_for_the_office_it_names_and_for_no_other() {
            Persons agreed =
                    Persons.in("DE").toldOfTransfer("CA", TRANSFER_49_1_A, GIVEN, "2026-05-01");
            assertEquals("NOT_TOLD", answer(agreed, "AU", TODAY));
        }

        @Test
        void being_told_of_a_transfer_is_no_consent_to_its_risks() {
            assertEquals(
                    "NO_AGREEMENT",
                    answer(
                            Persons.in("DE")
                                    .toldOfTransfer("CA", TRANSFER_TO_OFFICE, GIVEN, "2026-05-01"),
                            "CA",
                            TODAY));
        }
    }

    @Test
    void nobody_is_handed_over_without_being_told() {
        assertEquals("NOT_TOLD", answer(Persons.in("DE"), "NL", TODAY));
        assertEquals("NOT_TOLD", answer(told("DE", "GB"), "NL", TODAY));
    }

    @Test
    void a_no_of_the_person_comes_before_every_instrument() {
        for (var no : List.of(OBJECTED, WITHDRAWN, REFUSED)) {
            assertEquals(
                    no.name(),
                    answer(
                            Persons.in("DE")
                                    .toldOfTransfer("NL", TRANSFER_TO_OFFICE, no, "2026-05-01"),
                            "NL",
                            TODAY));
        }
        assertEquals(
                "OBJECTED",
                answer(
                        Persons.in("DE")
                                .toldOfTransfer("CA", TRANSFER_49_1_A, GIVEN, "2026-05-01")
                                .toldOfTransfer("CA", TRANSFER_TO_OFFICE, OBJECTED, "2026-05-02"),
                        "CA",
                        TODAY));
    }

    @Test
    void within_one_office_nothing_is_handed_over() {
        assertEquals("SAME_OFFICE", answer(Persons.in("DE"), "DE", TODAY));
    }

    @Test
    void before_the_first_day_of_the_rules_nothing_is_handed_over() {
        assertEquals("NO_RULE", answer(told("DE", "NL"), "NL", "2025-12-31"));
        assertEquals("SINGLE_MARKET", answer(told("DE", "NL"), "NL", "2026-01-01"));
    }

    @ParameterizedTest
    @EnumSource(
            value = PersonFacts.Life.class,
            names = {"DECEASED", "ERASED"})
    void nothing_of_the_dead_and_the_erased_is_handed_over(PersonFacts.Life life) {
        assertEquals(life.name(), answer(told("DE", "NL").life(life), "NL", TODAY));
        assertEquals(life.name(), answer(told("DE", "NL").life(life), "DE", TODAY));
    }
}
