package org.almoner.giftaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import org.almoner.donor.PersonName;
import org.almoner.donor.PostalAddress;
import org.almoner.donor.Salutation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HMRC's rules for each column of its schedule. */
class ScheduleLineTest {

    private static final PostalAddress HOME =
            new PostalAddress("Sample Street", "12a", "SW1A 1AA", "London", "GB", null, null);

    private static ScheduleLine.Donor named(String title, String first, String last) {
        return ScheduleLine.donor(new PersonName(Salutation.NEUTRAL, title, first, last), HOME);
    }

    private static ScheduleLine.Donor at(PostalAddress address) {
        return ScheduleLine.donor(
                new PersonName(Salutation.NEUTRAL, null, "Alex", "Sample"), address);
    }

    @Test
    void a_title_has_four_characters_at_most_and_is_left_out_otherwise() {
        assertEquals("Prof", named("Prof", "A", "B").title());
        assertNull(named("Prof.", "A", "B").title());
        assertNull(named(null, "A", "B").title());
    }

    @ParameterizedTest
    @CsvSource({
        "House-Martin, House Martin",
        "House\u2011Martin, House Martin",
        "House - Martin, House Martin",
        "  O'Brien , O'Brien",
        "Ångström, Ångström"
    })
    void a_double_barrelled_name_is_written_with_a_blank(String last, String written) {
        assertEquals(written, named(null, "A", last).lastName());
    }

    @Test
    void names_are_cut_at_35_characters_and_never_in_the_middle_of_one() {
        assertEquals("x".repeat(35), named(null, "x".repeat(35), "B").firstName());
        assertEquals("x".repeat(35), named(null, "x".repeat(36), "B").firstName());
        assertEquals("x".repeat(34), named(null, "x".repeat(34) + "\ud83d\ude00", "B").firstName());
        assertEquals("x".repeat(34), named(null, "x".repeat(34) + " yz", "B").firstName());
    }

    @Test
    void house_and_postcode_stand_as_the_post_office_knows_them() {
        assertEquals("12a", at(HOME).house());
        assertEquals("SW1A 1AA", at(HOME).postcode());
        var named =
                new PostalAddress("Rose Cottage", null, "S19 2BD", "Sheffield", "GB", null, null);
        assertEquals("Rose Cottage", at(named).house());
    }

    @Test
    void a_home_outside_the_united_kingdom_is_an_X() {
        var jersey =
                new PostalAddress("Sample Lane", "3", "JE2 3AB", "St Helier", "JE", null, null);
        assertEquals("X", at(jersey).postcode());
        var berlin = new PostalAddress("Musterweg", "7", "10115", "Berlin", "DE", null, null);
        assertEquals("X", at(berlin).postcode());
        assertEquals("Musterweg 7, Berlin", at(berlin).house());
    }

    @Test
    void a_house_name_is_cut_at_40_characters() {
        var long40 =
                new PostalAddress("h".repeat(41), null, "S19 2BD", "Sheffield", "GB", null, null);
        assertEquals("h".repeat(40), at(long40).house());
    }

    @Test
    void days_and_amounts_are_written_as_HMRC_wants_them() {
        assertEquals("05/04/26", ScheduleLine.day(LocalDate.of(2026, 4, 5)));
        assertEquals("0.01", ScheduleLine.pounds(1));
        assertEquals("200.00", ScheduleLine.pounds(20_000));
        assertEquals("999999.99", ScheduleLine.pounds(99_999_999));
    }
}
