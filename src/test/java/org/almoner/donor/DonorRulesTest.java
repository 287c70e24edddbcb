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
import org.junit.jupiter.params.provider.CsvSource;
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
    class Addresses {

        @ParameterizedTest
        @CsvSource({
            "DE, 01067, , 01067",
            "NL, 1011ab, , 1011 AB",
            "NL, 1011 AB, , 1011 AB",
            "GB, sw1a1aa, , SW1A 1AA",
            "GB, M1 1AE, , M1 1AE",
            "GB, GIR 0AA, , GIR 0AA",
            "GB, BFPO 1234, , BFPO 1234",
            "CA, k1a0b1, ON, K1A 0B1",
            "CA, H2X 1Y4, Québec, H2X 1Y4",
            "AU, 2000, NSW, 2000",
            "AU, 0800, northern territory, 0800",
            "US, 10001, NY, 10001",
            "US, 100012345, ny, 10001-2345",
            "US, 09012, AE, 09012",
            "AT, 1010, , 1010",
            "CH, 8001, , 8001",
            "FR, 75001, , 75001",
            "PL, 00950, , 00-950",
            "PT, 1000-205, , 1000-205",
            "SE, 11455, , 114 55",
            "IE, d02x285, , D02 X285",
            "IE, , , ",
            "HK, , , ",
            "AE, , , ",
            "BR, 01310-100, , 01310-100",
            "XK, 10000, , 10000"
        })
        void postcodesAreSpelledAsTheirCountryDoes(
                String country, String postcode, String region, String kept) {
            var details =
                    DonorRules.check(
                            DonorInputs.at(DonorInputs.address(country, postcode, region)));
            assertEquals(kept, details.address().postcode());
        }

        @ParameterizedTest
        @CsvSource({
            "DE, 1011",
            "DE, 101155",
            "DE, D-10115",
            "DE, ABCDE",
            "DE, １０１１５",
            "NL, 0011 AB",
            "NL, 1011",
            "NL, 1011 SS",
            "GB, 12345",
            "GB, SW1A 1A",
            "GB, SW1A 1CC",
            "CA, K1A 0B",
            "CA, D1A 0B1",
            "CA, K1O 0B1",
            "AU, 200",
            "US, 1000",
            "US, 10001-23",
            "AT, 0123",
            "FR, 7500",
            "IE, 12345",
            "BR, !!!!",
            "ZA, 12345678901"
        })
        void otherShapesAreRefused(String country, String postcode) {
            String region = CountryRegions.areNeededIn(country) ? "NT" : null;
            Set<String> broken =
                    broken(DonorInputs.at(DonorInputs.address(country, postcode, region)));
            assertEquals(true, broken.contains("/address/postcode postcode_shape"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"DE", "NL", "GB", "CA", "AU", "US", "FR", "AT", "CH"})
        void aPostcodeIsNeededWhereLettersNeedIt(String country) {
            Set<String> broken = broken(DonorInputs.at(DonorInputs.address(country, " ", null)));
            assertEquals(true, broken.contains("/address/postcode required"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"AU", "CA", "US"})
        void aStateOrProvinceIsNeededAndMustExist(String country) {
            String postcode =
                    country.equals("CA") ? "K1A 0B1" : country.equals("US") ? "10001" : "2000";
            assertEquals(
                    Set.of("/address/region required"),
                    broken(DonorInputs.at(DonorInputs.address(country, postcode, null))));
            assertEquals(
                    Set.of("/address/region unknown_region"),
                    broken(DonorInputs.at(DonorInputs.address(country, postcode, "Bayern"))));
        }

        @Test
        void aHouseNumberMayStandInTheStreet() {
            AddressInput none = new AddressInput("Dorf", null, "10115", "Berlin", "DE", null, null);
            AddressInput within =
                    new AddressInput("Postfach 12 34", null, "10115", "Berlin", "DE", null, null);
            AddressInput named =
                    new AddressInput("Rose Cottage", null, "M1 1AE", "Leeds", "GB", null, null);
            assertEquals(Set.of("/address/houseNumber required"), broken(DonorInputs.at(none)));
            assertEquals(Set.of(), broken(DonorInputs.at(within)));
            assertEquals(Set.of(), broken(DonorInputs.at(named)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"de", "ZZ", "UK", "D", "EU"})
        void unknownCountriesAreRefused(String country) {
            assertEquals(
                    Set.of("/address/country unknown_country"),
                    broken(DonorInputs.at(DonorInputs.address(country, "1", null))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"DE", "NL", "GB", "CA", "AU", "US", "IE", "HK", "FR", "JP"})
        void whatAFormMarksAsNeededIsExactlyWhatIsAskedFor(String country) {
            AddressInput nothing = new AddressInput(null, null, null, null, country, null, null);
            Set<String> asked =
                    broken(DonorInputs.at(nothing)).stream()
                            .map(violation -> violation.replace(" required", ""))
                            .collect(Collectors.toSet());
            Set<String> marked = new java.util.HashSet<>(DonorRules.requiredAddressParts(country));
            marked.remove("/address/country");
            // said only once there is a street without a number
            marked.remove("/address/houseNumber");
            assertEquals(marked, asked);
        }

        @Test
        void everyCountryOfTheWorldCanBeLivedIn() {
            for (String country : java.util.Locale.getISOCountries()) {
                Set<String> broken =
                        broken(DonorInputs.at(DonorInputs.address(country, null, null)));
                broken.remove("/address/postcode required");
                broken.remove("/address/region required");
                assertEquals(Set.of(), broken, country);
            }
        }

        @Test
        void anEnvelopeIsWrittenAsTheCountryDoes() {
            PostalAddress sydney =
                    new PostalAddress("George St", "1", "2000", "Sydney", "AU", "NSW", "Unit 5");
            assertEquals(List.of("Unit 5", "1 George St", "Sydney NSW 2000"), sydney.lines());
            assertEquals("PostalAddress[AU]", sydney.toString());
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
