package org.almoner.donor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almoner.donor.DonorInput.AddressInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostalAddressTest {

    private static Set<String> broken(DonorInput input) {
        return DonorRules.violations(input).stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .collect(Collectors.toSet());
    }

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
                DonorRules.check(DonorInputs.at(DonorInputs.address(country, postcode, region)));
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
        Set<String> broken = broken(DonorInputs.at(DonorInputs.address(country, postcode, region)));
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
            Set<String> broken = broken(DonorInputs.at(DonorInputs.address(country, null, null)));
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
