package org.almoner.portal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Set;
import org.almoner.donation.GiftStatus;
import org.almoner.giving.PaymentMethod;
import org.almoner.letter.Wording;
import org.almoner.money.Money;
import org.almoner.money.MoneyFormat;
import org.almoner.recurring.ChangedBy;
import org.almoner.recurring.InstalmentView;
import org.almoner.recurring.RecurringGiftState;

/** Says to a donor, in the donor's language, how things stand. */
final class PlainWords {

    /** Reasons to leave an instalment out that mean something to a donor. */
    private static final Set<String> TOLD_REASONS =
            Set.of("PAUSED", "METHOD_NEEDED", "LAPSED", "CANCELLED", "ENDED");

    private final Wording words;
    private final Locale locale;

    private PlainWords(Wording words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    static PlainWords in(String language) {
        return in(Locale.forLanguageTag(language));
    }

    /** Amounts and days as the country of the locale writes them. */
    static PlainWords in(Locale locale) {
        return new PlainWords(Wording.in("portal", locale.getLanguage()), locale);
    }

    /** How a gift stands. */
    String of(GiftStatus status, PaymentMethod method) {
        boolean differs =
                status == GiftStatus.PENDING
                        && (method == PaymentMethod.BANK_TRANSFER
                                || method == PaymentMethod.SEPA_DIRECT_DEBIT);
        return words.say("gift." + status + (differs ? "." + method : ""));
    }

    /** What a method is called. */
    String of(PaymentMethod method) {
        return words.say("method." + method);
    }

    /**
     * How a recurring gift stands.
     *
     * @param until until when it is paused; {@code null} for until resumed, or when it is not
     */
    String of(RecurringGiftState state, boolean methodNeeded, LocalDate until) {
        boolean wantsMethod =
                methodNeeded
                        && switch (state) {
                            case ACTIVE, FAILING, PAUSED, LAPSED -> true;
                            case PENDING, STARTING, CANCELLED, ENDED, ABANDONED -> false;
                        };
        if (wantsMethod) {
            return words.say("agreement.method.needed");
        }
        return until != null && state == RecurringGiftState.PAUSED
                ? words.say("agreement.PAUSED.until", "day", day(until))
                : words.say("agreement." + state);
    }

    /** What became of an instalment; a provider's codes are not for donors. */
    String of(InstalmentView instalment) {
        boolean hasReason =
                instalment.reason() != null
                        && switch (instalment.state()) {
                            case SKIPPED -> TOLD_REASONS.contains(instalment.reason());
                            case SCHEDULED, COLLECTING, RETRYING, COLLECTED, RETURNED, FAILED ->
                                    false;
                        };
        return words.say(
                "instalment." + instalment.state() + (hasReason ? "." + instalment.reason() : ""));
    }

    /** What happened to a recurring gift, and who did it. */
    String of(String happened, ChangedBy by) {
        return words.say("event.by." + by, "event", words.say("event." + happened));
    }

    /** What a thing that was changed is called. */
    String what(String thing) {
        return words.say("what." + thing);
    }

    /** A thing that was agreed, which the history keeps in words of ours. */
    String agreed(String thing, String value) {
        return switch (thing) {
            case "amount" -> amount(value);
            case "cadence" -> words.say("cadence." + value);
            case "collectionDay" -> dayOfMonth(value);
            case "endOn" ->
                    value.equals("NONE") ? words.say("end.NONE") : day(LocalDate.parse(value));
            case "receipts" -> words.say("receipts." + value);
            case "method" -> words.say("method." + value);
            case "until" -> day(LocalDate.parse(value));
            default -> throw new IllegalStateException("The history tells of " + thing);
        };
    }

    private String amount(String value) {
        String[] parts = value.split(" ", 2);
        return MoneyFormat.format(Money.of(Long.parseLong(parts[0]), parts[1]), locale);
    }

    private String dayOfMonth(String value) {
        if (value.equals("LAST")) {
            return words.say("day.LAST");
        }
        boolean isFirst = value.equals("1") && locale.getLanguage().equals("fr");
        return words.say("day", "number", isFirst ? "1er" : value);
    }

    /** A day, written out. */
    String day(LocalDate day) {
        String written =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
        return locale.getLanguage().equals("fr") ? written.replaceFirst("^1 ", "1er ") : written;
    }
}
