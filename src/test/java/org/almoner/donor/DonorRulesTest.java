package org.almoner.donor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.donor.DonorInput.AddressInput;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DonorRulesTest {

    private static Set<String> broken(DonorInput input) {
        return DonorRules.violations(input).stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .collect(Collectors.toSet());
    }

    @Nested
    class Kinds {

        @Test
        void aPersonIsTaken() {
            DonorDetails anna = DonorRules.check(DonorInputs.anna());
            assertEquals(DonorKind.PERSON, anna.kind());
            assertEquals("Dr. Anna Beispiel", anna.person().full());
            assertEquals("+4930901820", anna.phone().e164());
            assertEquals(List.of("Musterstraße 1a", "10115 Berlin"), anna.address().lines());
        }

        @Test
        void anOrganisationNeedsNoContact() {
            DonorDetails church = DonorRules.check(DonorInputs.church());
            assertEquals("Beispielgemeinde Musterstadt", church.organisation());
            assertNull(church.person());
        }

        @Test
        void everythingWrongIsSaidAtOnce() {
            DonorInput input =
                    new DonorInput(
                            "GHOST",
                            "LORD",
                            "t".repeat(51),
                            " ",
                            "---",
                            "Church",
                            "a@b",
                            "12",
                            new AddressInput(null, null, "1011", "Ber\nlin", "DE", null, null));
            assertEquals(
                    Set.of(
                            "/kind unknown_value",
                            "/salutation unknown_value",
                            "/title too_long",
                            "/firstName required",
                            "/lastName name_shape",
                            "/organisation only_for_organisations",
                            "/email invalid_email",
                            "/phone invalid_phone",
                            "/address/street required",
                            "/address/postcode postcode_shape",
                            "/address/town control_character"),
                    broken(input));
            DomainProblem problem =
                    assertThrows(DomainProblem.class, () -> DonorRules.check(input));
            assertEquals(ProblemType.INVALID_INPUT, problem.type());
            assertEquals(11, problem.violations().size());
        }

        @Test
        void anEmptyInputNamesEverythingNeeded() {
            DonorInput empty = new DonorInput(null, null, null, null, null, null, null, null, null);
            assertEquals(
                    Set.of(
                            "/kind required",
                            "/firstName required",
                            "/lastName required",
                            "/email required",
                            "/address required"),
                    broken(empty));
        }

        @Test
        void violationsNeverRepeatTheValue() {
            DonorInput input = DonorInputs.named("Geheimnis\u0000", "4111111111111111");
            assertFalse(DonorRules.violations(input).toString().contains("Geheimnis"));
            assertFalse(DonorRules.violations(input).toString().contains("4111"));
            assertFalse(input.toString().contains("Geheimnis"));
        }
    }

    @Nested
    class Names {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Ng",
                    "山田",
                    "محمد",
                    "👩‍👩‍👧",
                    "O'Brien",
                    "<b>Bert</b>",
                    "{{7*7}}",
                    "<img src=http://127.0.0.1:9/x>",
                    "=cmd|' /C calc'!A0",
                    "Zoë"
                })
        void everyScriptIsTakenAsItIs(String name) {
            assertEquals(Set.of(), broken(DonorInputs.named(name, name)));
        }

        @Test
        void twoHundredCharactersAreTakenAndOneMoreIsNot() {
            assertEquals(Set.of(), broken(DonorInputs.named("ä".repeat(200), "😀".repeat(200))));
            assertEquals(
                    Set.of("/firstName too_long", "/lastName too_long"),
                    broken(DonorInputs.named("ä".repeat(201), "😀".repeat(201))));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Anna\r\nBcc: x@example.org",
                    "Anna\n",
                    "\rAnna",
                    "An\u0000na",
                    "An\u202Ena",
                    "An\u2028na",
                    "An\uDC00na"
                })
        void nothingThatCouldEndAMailHeaderIsTaken(String name) {
            assertEquals(
                    Set.of("/firstName control_character", "/lastName control_character"),
                    broken(DonorInputs.named(name, name)));
        }

        @Test
        void aTelephoneNumberThatPassesTheLuhnCheckByChanceIsTaken() {
            DonorInput a = DonorInputs.anna();
            for (int last = 0; last < 10; last++) {
                DonorInput input =
                        new DonorInput(
                                a.kind(),
                                null,
                                null,
                                "A",
                                "B",
                                null,
                                a.email(),
                                "+49 1512 345678" + last,
                                a.address());
                assertEquals(Set.of(), broken(input));
            }
        }

        @Test
        void aCardNumberIsNotTaken() {
            assertEquals(
                    Set.of("/lastName card_number"),
                    broken(DonorInputs.named("Anna", "4111 1111 1111 1111")));
        }
    }

    @Nested
    class Identity {

        private static String hash(DonorInput input) {
            return DonorRow.identityHash(DonorRow.values(DonorRules.check(input)));
        }

        @Test
        void theSameDataAreTheSameDonorAndAnythingElseIsNot() {
            assertEquals(hash(DonorInputs.anna()), hash(DonorInputs.anna()));
            assertNotEquals(hash(DonorInputs.anna()), hash(DonorInputs.church()));
            assertNotEquals(
                    hash(DonorInputs.named("Anna B", "C")), hash(DonorInputs.named("Anna", "B C")));
        }

        @Test
        void aDraftShowsOnlyEnoughToRecogniseOneself() {
            MaskedDonor masked = MaskedDonor.of(DonorInputs.anna());
            assertEquals("A… B…", masked.name());
            assertEquals("a…@e….org", masked.email());
            assertEquals("…20", masked.phone());
            assertEquals("DE", masked.country());
        }
    }
}
