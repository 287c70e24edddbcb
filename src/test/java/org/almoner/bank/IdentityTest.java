package org.almoner.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.almoner.bankfile.CamtPart;
import org.almoner.money.Money;
import org.junit.jupiter.api.Test;

/** By what a line is known again. */
class IdentityTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private final Identity identity = new Identity(Sha256::of);

    private static CamtPart.Entry entry(String entryReference, String servicer, long minor) {
        return new CamtPart.Entry(
                1,
                Optional.ofNullable(entryReference),
                Optional.ofNullable(servicer),
                Money.of(minor, "EUR"),
                true,
                false,
                "BOOK",
                Optional.of(DAY),
                Optional.empty(),
                new CamtPart.Code(Optional.empty(), Optional.empty()));
    }

    private String of(CamtPart.Entry entry, String details) {
        return identity.ofLine(new Identity.Line("DE91", DAY, entry), details);
    }

    private static CamtPart.Detail detail(String account, String text) {
        CamtPart.Party nobody = new CamtPart.Party(Optional.empty(), Optional.empty());
        return new CamtPart.Detail(
                new CamtPart.References(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                true,
                new CamtPart.Party(Optional.of("Erika Beispiel"), Optional.ofNullable(account)),
                nobody,
                List.of(text),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void the_bank_s_reference_says_which_line_it_is_whatever_else_is_told_of_it() {
        assertEquals(of(entry("1", "B-77", 2500), "x"), of(entry("2", "B-77", 2500), "y"));
        assertNotEquals(of(entry("1", "B-77", 2500), "x"), of(entry("1", "B-78", 2500), "x"));
    }

    @Test
    void one_reference_over_two_amounts_is_two_lines() {
        assertNotEquals(of(entry(null, "B-77", 2500), ""), of(entry(null, "B-77", 2501), ""));
    }

    @Test
    void the_sender_s_reference_counts_where_the_bank_gives_none() {
        assertEquals(of(entry("N-1", null, 2500), "x"), of(entry("N-1", null, 2500), "y"));
        assertNotEquals(of(entry("N-1", null, 2500), "x"), of(entry("N-2", null, 2500), "x"));
    }

    @Test
    void without_a_reference_all_that_is_told_counts() {
        for (String none : new String[] {null, "NONREF", " notprovided ", "0", ""}) {
            assertEquals(of(entry(null, none, 2500), "x"), of(entry(none, null, 2500), "x"));
            assertNotEquals(of(entry(null, none, 2500), "x"), of(entry(null, none, 2500), "y"));
        }
    }

    @Test
    void a_name_is_40_characters_so_that_counts_and_parts_have_room_behind_it() {
        assertEquals(40, of(entry(null, "B-77", 2500), "").length());
    }

    @Test
    void details_are_alike_in_whichever_lines_a_bank_breaks_the_text() {
        assertEquals(
                Identity.written(detail("DE75", "Spende danke")),
                Identity.written(detail("de 75", "Spendedanke")));
        assertNotEquals(
                Identity.written(detail("DE75", "Spende")),
                Identity.written(detail("DE76", "Spende")));
    }

    @Test
    void names_are_compared_as_banks_write_them() {
        assertEquals(
                List.of("beispiel erika", "erika beispiel"),
                ProposeGifts.spellings("  BEISPIEL,  Erika "));
        assertEquals(
                List.of("anna maria beispiel", "maria beispiel anna", "beispiel anna maria"),
                ProposeGifts.spellings("Dr. Anna Maria Beispiel"));
        assertEquals(List.of("verein"), ProposeGifts.spellings("Verein"));
        assertEquals(List.of(), ProposeGifts.spellings("ab"));
    }

    @Test
    void accounts_are_masked_whatever_numbers_they_have() {
        assertEquals("DE43 **** **** **** **43 21", UnmatchedEntries.masked(Camt.PAYER));
        assertEquals("****6789", UnmatchedEntries.masked("123 456789"));
        assertEquals("****2", UnmatchedEntries.masked("12"));
    }
}
