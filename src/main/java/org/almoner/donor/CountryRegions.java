package org.almoner.donor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** States, provinces and territories of the countries whose mail needs them: code and name. */
final class CountryRegions {

    private static final Map<String, String> AUSTRALIA =
            table(
                    "ACT=Australian Capital Territory,NSW=New South Wales,NT=Northern Territory,"
                            + "QLD=Queensland,SA=South Australia,TAS=Tasmania,VIC=Victoria,"
                            + "WA=Western Australia");

    private static final Map<String, String> CANADA =
            table(
                    "AB=Alberta,BC=British Columbia,MB=Manitoba,NB=New Brunswick,"
                            + "NL=Newfoundland and Labrador,NS=Nova Scotia,"
                            + "NT=Northwest Territories,NU=Nunavut,ON=Ontario,"
                            + "PE=Prince Edward Island,QC=Quebec,SK=Saskatchewan,YT=Yukon");

    /** With the territories and the three "states" of military mail. */
    private static final Map<String, String> UNITED_STATES =
            table(
                    "AL=Alabama,AK=Alaska,AZ=Arizona,AR=Arkansas,CA=California,CO=Colorado,"
                            + "CT=Connecticut,DE=Delaware,DC=District of Columbia,FL=Florida,"
                            + "GA=Georgia,HI=Hawaii,ID=Idaho,IL=Illinois,IN=Indiana,IA=Iowa,"
                            + "KS=Kansas,KY=Kentucky,LA=Louisiana,ME=Maine,MD=Maryland,"
                            + "MA=Massachusetts,MI=Michigan,MN=Minnesota,MS=Mississippi,"
                            + "MO=Missouri,MT=Montana,NE=Nebraska,NV=Nevada,NH=New Hampshire,"
                            + "NJ=New Jersey,NM=New Mexico,NY=New York,NC=North Carolina,"
                            + "ND=North Dakota,OH=Ohio,OK=Oklahoma,OR=Oregon,PA=Pennsylvania,"
                            + "RI=Rhode Island,SC=South Carolina,SD=South Dakota,TN=Tennessee,"
                            + "TX=Texas,UT=Utah,VT=Vermont,VA=Virginia,WA=Washington,"
                            + "WV=West Virginia,WI=Wisconsin,WY=Wyoming,AS=American Samoa,"
                            + "GU=Guam,MP=Northern Mariana Islands,PR=Puerto Rico,"
                            + "VI=Virgin Islands,AA=Armed Forces Americas,"
                            + "AE=Armed Forces Europe,AP=Armed Forces Pacific");

    private static final Map<String, Map<String, String>> BY_COUNTRY =
            Map.of("AU", AUSTRALIA, "CA", CANADA, "US", UNITED_STATES);

    private CountryRegions() {}

    /** Whether an address in that country needs one. */
    static boolean areNeededIn(String country) {
        return BY_COUNTRY.containsKey(country);
    }

    /** The code for a code or name, however it is capitalised. */
    static Optional<String> code(String country, String text) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('É', 'E');
        return BY_COUNTRY.getOrDefault(country, Map.of()).entrySet().stream()
                .filter(
                        region ->
                                region.getKey().equals(wanted)
                                        || region.getValue().equalsIgnoreCase(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Map<String, String> table(String text) {
        Map<String, String> table = new LinkedHashMap<>();
        Arrays.stream(text.split(","))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> table.put(pair[0], pair[1]));
        return Map.copyOf(table);
    }
}
