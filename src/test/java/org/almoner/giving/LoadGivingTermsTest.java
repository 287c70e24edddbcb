package org.almoner.giving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.almoner.TestDatabase;
import org.almoner.money.Money;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.DatedTerms;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LoadGivingTermsTest {

    @Inject GivingCatalogue catalogue;
    @Inject Offices offices;
    @Inject DatedTerms terms;

    @TempDir Path directory;

    @Nested
    class TheBuiltInTerms {

        @Test
        void letEveryOfficeTakeGiftsFromOneToFiftyThousandOfItsCurrency() {
            for (Office office : offices.all()) {
                String currency = office.currency().getCurrencyCode();
                MethodLimit limits =
                        catalogue.of(office.code()).limitOf(PaymentMethod.BANK_TRANSFER);

                assertTrue(limits.allows(Money.of(100, currency)));
                assertTrue(limits.allows(Money.of(5_000_000, currency)));
                assertFalse(limits.allows(Money.of(99, currency)));
                assertFalse(limits.allows(Money.of(5_000_001, currency)));
            }
        }

        @Test
        void offerEveryCadenceAndSuggestAmountsForIt() {
            GivingTerms german = catalogue.of(new OfficeCode("DE"));

            assertEquals(List.of(Cadence.values()), german.cadences());
            for (Cadence cadence : Cadence.values()) {
                assertEquals(4, german.suggested().get(cadence).size());
            }
            assertEquals(Money.of(2500, "EUR"), german.suggested().get(Cadence.ONCE).get(0));
        }

        @Test
        void wantDirectDebitOnlyWhereTheOfficeMayCollectIt() {
            for (Office office : offices.all()) {
                boolean wanted =
                        catalogue.of(office.code()).methods().stream()
                                .anyMatch(it -> it.method() == PaymentMethod.SEPA_DIRECT_DEBIT);

                assertEquals(office.account().creditorIdentifier().isPresent(), wanted);
            }
        }

        @Test
        void askForThePhoneNumberWithAReasonAndNeverRequireIt() {
            for (Office office : offices.all()) {
                FieldRule phone =
                        catalogue.of(office.code()).fields().stream()
                                .filter(it -> it.field() == DonorField.PHONE)
                                .findFirst()
                                .orElseThrow();

                assertFalse(phone.isRequiredOf("PERSON"));
                assertFalse(phone.isRequiredOf("ORGANISATION"));
                for (String language : List.of("de", "en", "nl", "fr")) {
                    assertFalse(phone.why(Locale.forLanguageTag(language)).isBlank());
                }
            }
        }

        @Test
        void givePlayMoneyTheGeneralLimits() {
            MethodLimit limits = catalogue.of(new OfficeCode("GB")).limitOf(PaymentMethod.SANDBOX);

            assertEquals(Money.of(100, "GBP"), limits.smallest());
        }

        @Test
        void canBeLoadedAgain() {
            loader(new CatalogueFiles(Optional.empty())).load();
        }
    }

    @Nested
    class ReplacedTerms {

        @Test
        void areRefusedWhenTheyRewriteWhatWasOffered() throws IOException {
            String refusal = refusalOf(text().replaceFirst("smallest: 100", "smallest: 200"));

            assertTrue(refusal.contains("giving.yaml, office DE"), refusal);
            assertTrue(refusal.contains("has changed"), refusal);
        }

        @Test
        void areRefusedWithEveryFaultNamed() throws IOException {
            String refusal =
                    refusalOf(
                            text().replaceFirst("largest: 5000000", "largest: 50")
                                    .replaceFirst("PHONE: phone", "PHONE: telephone")
                                    .replaceFirst("- office: US", "- office: NZ"));

            assertTrue(refusal.contains("office DE, version of 2020-01-01: smallest"), refusal);
            assertTrue(refusal.contains("why PHONE: names a reason"), refusal);
            assertTrue(refusal.contains("office NZ: there is none"), refusal);
            assertTrue(refusal.contains("office US: has no terms"), refusal);
        }

        private String refusalOf(String yaml) throws IOException {
            Files.writeString(directory.resolve("giving.yaml"), yaml);
            LoadGivingTerms loader = loader(new CatalogueFiles(Optional.of(directory.toString())));
            return assertThrows(IllegalStateException.class, loader::load).getMessage();
        }
    }

    private LoadGivingTerms loader(CatalogueFiles files) {
        return new LoadGivingTerms(files, terms, offices, catalogue);
    }

    private static String text() throws IOException {
        try (InputStream in = new CatalogueFiles(Optional.empty()).open("giving.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
