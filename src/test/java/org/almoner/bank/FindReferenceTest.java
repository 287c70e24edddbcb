package org.almoner.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.payment.CreditorReference;
import org.junit.jupiter.api.Test;

/** What counts as a reference in what people type into their bank's form. */
class FindReferenceTest {

    private static final CreditorReference OURS =
            CreditorReference.ofPayment(UUID.fromString("019ab0c4-7b21-7000-8a00-0a1b2c3d4e5f"));
    private static final CreditorReference ANOTHER =
            CreditorReference.ofPayment(UUID.fromString("019ab0c4-7b21-7000-8a00-0a1b2c3d4e60"));

    private static void finds(CreditorReference expected, String... lines) {
        assertEquals(
                new FindReference.Found(Optional.of(expected.value()), false),
                FindReference.in(List.of(lines)));
    }

    @Test
    void a_reference_is_found_as_it_was_printed() {
        finds(OURS, OURS.value());
        finds(OURS, OURS.grouped());
    }

    @Test
    void small_letters_words_around_it_and_ends_of_lines_are_forgiven() {
        finds(OURS, "Spende " + OURS.grouped().toLowerCase(java.util.Locale.ROOT) + " danke");
        finds(OURS, "Spende " + OURS.value().substring(0, 9), OURS.value().substring(9) + " danke");
        finds(OURS, "PERFRF" + OURS.value());
    }

    @Test
    void the_same_reference_twice_is_one() {
        finds(OURS, OURS.value(), OURS.grouped());
    }

    @Test
    void two_references_are_none_that_can_be_meant_for_sure() {
        assertEquals(
                new FindReference.Found(Optional.empty(), true),
                FindReference.in(List.of(OURS.value() + " " + ANOTHER.value())));
    }

    @Test
    void a_wrong_digit_or_a_missing_one_is_no_reference() {
        String wrong = OURS.value().substring(0, 15) + (OURS.value().endsWith("2") ? "3" : "2");
        assertEquals(FindReference.Found.NOTHING, FindReference.in(List.of(wrong)));
        assertEquals(
                FindReference.Found.NOTHING,
                FindReference.in(List.of(OURS.value().substring(0, 15))));
        assertEquals(FindReference.Found.NOTHING, FindReference.in(List.of()));
    }
}
