package org.almoner.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.almoner.donation.GiftStatus;
import org.almoner.giving.Cadence;
import org.almoner.giving.PaymentMethod;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.InstalmentState;
import org.almoner.recurring.InstalmentView;
import org.almoner.recurring.RecurringGiftId;
import org.almoner.recurring.RecurringGiftState;
import org.almoner.recurring.SkipReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing a donor can meet is without words, in no language. */
class PlainWordsTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    /** What the history of recurring gifts can tell of. */
    private static final List<String> KINDS =
            List.of(
                    "AGREED",
                    "STARTED",
                    "TERMS_CHANGED",
                    "METHOD_CHANGED",
                    "PAUSED",
                    "RESUMED",
                    "FAILING",
                    "LAPSED",
                    "RECOVERED",
                    "CANCELLED",
                    "ENDED",
                    "ABANDONED");

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "nl", "fr"})
    void every_state_of_everything_is_said(String language) {
        PlainWords words = PlainWords.in(language);
        for (PaymentMethod method : PaymentMethod.values()) {
            said(words.of(method));
            for (GiftStatus status : GiftStatus.values()) {
                said(words.of(status, method));
            }
        }
        for (RecurringGiftState state : RecurringGiftState.values()) {
            said(words.of(state, false, null));
            said(words.of(state, true, null));
            said(words.of(state, false, DAY));
        }
        for (InstalmentState state : InstalmentState.values()) {
            said(words.of(instalment(state, null)));
            for (SkipReason reason : SkipReason.values()) {
                said(words.of(instalment(state, reason.name())));
            }
        }
        for (String kind : KINDS) {
            for (ChangedBy by : ChangedBy.values()) {
                said(words.of(kind, by));
            }
        }
    }

    private static InstalmentView instalment(InstalmentState state, String reason) {
        return new InstalmentView(
                new RecurringGiftId(UUID.randomUUID()),
                1,
                DAY,
                DAY,
                null,
                state,
                reason,
                0,
                null,
                null);
    }

    private static void said(String words) {
        assertFalse(words.isBlank() || words.contains("{"), words);
    }

    @ParameterizedTest
    @CsvSource({
        "de-DE, collectionDay, 1, am 1. des Monats",
        "fr-FR, collectionDay, 1, le 1er du mois",
        "fr-FR, until, 2027-03-01, 1er mars 2027",
        "en-GB, until, 2027-03-01, 1 March 2027",
        "nl-NL, endOn, NONE, zonder einde",
        "en-GB, amount, 2500 GBP, £25.00",
        "de-DE, receipts, YEARLY, eine Übersicht im Jahr",
        "nl-NL, method, PAYPAL, PayPal"
    })
    void what_was_agreed_is_said_as_people_write_it(
            String locale, String thing, String value, String expected) {
        PlainWords words = PlainWords.in(Locale.forLanguageTag(locale));
        assertEquals(expected, words.agreed(thing, value));
        said(words.what(thing));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "nl", "fr"})
    void every_rhythm_is_said(String language) {
        for (Cadence cadence : Cadence.values()) {
            said(PlainWords.in(language).agreed("cadence", cadence.name()));
        }
    }
}
