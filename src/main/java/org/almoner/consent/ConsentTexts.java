package org.almoner.consent;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.almoner.office.OfficeCode;

/**
 * The texts that donors are shown, by country, language, office and date. Kept in memory; what
 * another node stores is seen after {@code almoner.consent.texts-refresh-every}.
 */
@Singleton
public class ConsentTexts {

    private final TextStore store;
    private volatile List<StoredText> all = List.of();

    ConsentTexts(TextStore store) {
        this.store = store;
    }

    /**
     * What a donor of that country is shown at that moment, in the order to show it. Served from
     * memory. A language without a text of its own is answered in English. A country and office for
     * which nothing was written get the texts for everywhere else, which follow the strictest rule.
     */
    public List<ConsentText> shownTo(String country, String locale, OfficeCode office, Instant at) {
        return shownOf(all, country, locale, office, at);
    }

    /** The same, of texts that need not be stored. */
    List<ConsentText> shownOf(
            List<StoredText> some, String country, String locale, OfficeCode office, Instant at) {
        return ownOrElsewhere(some, country, office, at).stream()
                .filter(text -> text.form() == ConsentForm.GIFT)
                .map(text -> text.shown(locale, office))
                .toList();
    }

    /**
     * What somebody of that country is asked who wants the newsletter by mail and nothing else: a
     * text for that alone, or else the one that is shown with gifts. Empty where the law is served
     * by an objection and no text asks for a yes.
     */
    public List<ConsentText> shownToSubscriber(
            String country, String locale, OfficeCode office, Instant at) {
        List<StoredText> asking =
                ownOrElsewhere(country, office, at).stream()
                        .filter(text -> text.purpose() == ConsentPurpose.NEWSLETTER)
                        .filter(text -> text.channel() == ConsentChannel.EMAIL)
                        .filter(text -> text.meaning() == ConsentMeaning.CONSENT)
                        .toList();
        boolean hasOwnForm = asking.stream().anyMatch(it -> it.form() == ConsentForm.SIGN_UP);
        return asking.stream()
                .filter(text -> !hasOwnForm || text.form() == ConsentForm.SIGN_UP)
                .map(text -> text.shown(locale, office))
                .toList();
    }

    /**
     * What a donor who lives in that country now is asked by an office he gave to elsewhere:
     * whether his data may go to the office of his new country.
     */
    public List<ConsentText> shownToMover(
            String country, String locale, OfficeCode from, Instant at) {
        return valid(all, country, from, at).stream()
                .filter(text -> text.form() == ConsentForm.MOVING)
                .filter(text -> !text.recipient().equals(from.value()))
                .map(text -> text.shown(locale, from))
                .toList();
    }

    private List<StoredText> ownOrElsewhere(String country, OfficeCode office, Instant at) {
        return ownOrElsewhere(all, country, office, at);
    }

    private static List<StoredText> ownOrElsewhere(
            List<StoredText> some, String country, OfficeCode office, Instant at) {
        List<StoredText> own =
                valid(some, country, office, at).stream()
                        .filter(text -> text.form() != ConsentForm.MOVING)
                        .toList();
        return own.isEmpty() ? valid(some, StoredText.ANY, office, at) : own;
    }

    /** One version of a text as somebody was shown it, whether it is still shown or not. */
    public Optional<ConsentText> find(String id, int version, ConsentAudience audience) {
        return find(id, version, audience.locale(), audience.office());
    }

    /** Whether one version of a text is still shown to somebody, in whichever form. */
    public boolean isShown(String id, int version, ConsentAudience audience) {
        return ownOrElsewhere(audience.country(), audience.office(), audience.at()).stream()
                .anyMatch(it -> it.id().equals(id) && it.version() == version);
    }

    /** Whether a version was shown to somebody, and if not, why. */
    enum Shown {
        SHOWN,
        NO_SUCH_TEXT,
        NO_SUCH_VERSION,
        /** Never to people of that country by that office. */
        NOT_THERE,
        /** Not yet, not any more, or a later version instead. */
        NOT_THEN
    }

    /**
     * Which version, and to whom it may have been shown.
     *
     * @param from the first instant it may have been shown at
     * @param until the first instant behind
     */
    record Asked(
            String id,
            int version,
            String country,
            OfficeCode office,
            Instant from,
            Instant until) {}

    /** Whether a version was shown at any moment of a span, such as the day on a signed form. */
    Shown wasShown(Asked asked) {
        if (find(asked.id(), asked.version()).isEmpty()) {
            refresh();
        }
        Optional<StoredText> known = find(asked.id(), asked.version());
        if (known.isEmpty()) {
            return all.stream().anyMatch(it -> it.id().equals(asked.id()))
                    ? Shown.NO_SUCH_VERSION
                    : Shown.NO_SUCH_TEXT;
        }
        StoredText text = known.get();
        List<Instant> moments =
                text.validFrom().isAfter(asked.from()) && text.validFrom().isBefore(asked.until())
                        ? List.of(asked.from(), text.validFrom())
                        : List.of(asked.from());
        boolean isOwn = text.isFor(asked.country(), asked.office());
        boolean isElsewhere =
                text.isFor(StoredText.ANY, asked.office())
                        && moments.stream()
                                .anyMatch(
                                        it ->
                                                valid(all, asked.country(), asked.office(), it)
                                                        .isEmpty());
        if (!isOwn && !isElsewhere) {
            return Shown.NOT_THERE;
        }
        return moments.stream()
                        .flatMap(it -> ownOrElsewhere(asked.country(), asked.office(), it).stream())
                        .anyMatch(text::equals)
                ? Shown.SHOWN
                : Shown.NOT_THEN;
    }

    /** One version of a text, whether it is still shown or not. */
    Optional<ConsentText> find(String id, int version, String locale, OfficeCode office) {
        Optional<StoredText> known = find(id, version);
        if (known.isEmpty()) {
            refresh();
            known = find(id, version);
        }
        return known.map(text -> text.shown(locale, office));
    }

    /** Reads everything anew, in one statement. */
    @Scheduled(
            every = "{almoner.consent.texts-refresh-every}",
            delayed = "{almoner.consent.texts-refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        all = List.copyOf(store.all());
    }

    /** The newest valid version of each text. */
    private static List<StoredText> valid(
            List<StoredText> some, String country, OfficeCode office, Instant at) {
        Collection<StoredText> newest =
                some.stream()
                        .filter(text -> text.isFor(country, office) && text.isValidAt(at))
                        .collect(
                                Collectors.toMap(
                                        StoredText::id,
                                        text -> text,
                                        BinaryOperator.maxBy(
                                                Comparator.comparingInt(StoredText::version))))
                        .values();
        return newest.stream().sorted(Comparator.comparingInt(StoredText::position)).toList();
    }

    private Optional<StoredText> find(String id, int version) {
        return all.stream()
                .filter(text -> text.version() == version && text.id().equals(id))
                .findFirst();
    }
}
