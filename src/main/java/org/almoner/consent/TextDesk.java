package org.almoner.consent;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/**
 * Texts of one office, written by its staff. Nothing that was ever stored changes: a correction is
 * the next version, shown from a later moment on, and answers to former words stand with those
 * words (GDPR Art. 7(1)).
 */
@Singleton
public class TextDesk {

    private final TextStore store;
    private final ConsentTexts texts;
    private final TextRules rules;
    private final Offices offices;
    private final InstantSource clock;

    TextDesk(
            TextStore store,
            ConsentTexts texts,
            TextRules rules,
            Offices offices,
            InstantSource clock) {
        this.store = store;
        this.texts = texts;
        this.rules = rules;
        this.offices = offices;
        this.clock = clock;
    }

    /**
     * Every version of every text that donors of an office are or were shown, those that count for
     * all offices among them, in the order of showing; in one statement.
     *
     * @param id of one text, or {@code null} for all
     */
    public List<TextVersion> versions(OfficeCode office, String id) {
        Instant now = clock.instant();
        List<StoredText> all = store.all();
        Map<String, Integer> newest = newestAt(all, now);
        return all.stream()
                .filter(it -> id == null || it.id().equals(id))
                .map(it -> TextVersion.of(it, newest.get(it.id()), now))
                .filter(it -> it.isSeenBy(office))
                .toList();
    }

    /**
     * What would become of a wish; nothing is stored.
     *
     * @param country whose donors are looked at; {@code null} for the first of the text's
     * @param locale in which language
     * @throws DomainProblem as {@link #write}
     */
    public TextPreview preview(OfficeCode office, TextWish wish, String country, String locale) {
        List<StoredText> all = store.all();
        StoredText next = next(office, wish, all, null);
        String looked =
                country != null ? country : next.countries().stream().sorted().findFirst().get();
        List<StoredText> together = new ArrayList<>(all);
        together.add(next);
        List<ConsentText> shown = texts.shownOf(together, looked, locale, office, next.validFrom());
        Optional<StoredText> former =
                all.stream()
                        .filter(it -> it.id().equals(next.id()))
                        .filter(it -> it.isValidAt(next.validFrom().minusNanos(1000)))
                        .max(Comparator.comparingInt(StoredText::version));
        return new TextPreview(
                TextVersion.of(next, null, clock.instant()),
                former.map(it -> TextVersion.of(it, it.version(), clock.instant())).orElse(null),
                shown,
                remarks(next, former, offices.byCode(office)));
    }

    /**
     * Stores the next version of a text, in the caller's transaction. Other nodes show it from its
     * moment on, because that lies further ahead than they take to see it.
     *
     * @param by the identity provider's id of whoever wrote it
     * @throws DomainProblem 404 for a text that is not this office's alone; 409 for words of the
     *     law that only a release changes; 412 when somebody wrote a version meanwhile; 400 with
     *     the field for words, moments and grounds that cannot be shown
     */
    @Transactional(TxType.MANDATORY)
    public TextVersion write(OfficeCode office, TextWish wish, String by) {
        StoredText next = next(office, wish, store.allLocked(), by);
        store.insert(List.of(next));
        return TextVersion.of(next, null, clock.instant());
    }

    /**
     * Ends the showing of a text, in the caller's transaction: of a planned version only, or of the
     * one that is shown together with all before it, so that no former words come back.
     *
     * @throws DomainProblem 404 for a version that is not this office's alone; 409 for what has
     *     ended already, and for a notice that the law makes the office show
     */
    @Transactional(TxType.MANDATORY)
    public TextVersion withdraw(OfficeCode office, String id, int version) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<StoredText> all = store.allLocked();
        StoredText text =
                own(office, id, all)
                        .filter(it -> it.version() == version)
                        .findFirst()
                        .orElseThrow(DomainProblem::notFound);
        TextVersion seen = TextVersion.of(text, newestAt(all, now).get(id), now);
        if (seen.showing() == TextVersion.Showing.PAST) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "This version is not shown any more already.");
        }
        boolean isShown = seen.showing() == TextVersion.Showing.SHOWN;
        if (isShown && text.required()) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "Nobody can give without having been shown this notice. Write its next version"
                            + " instead.");
        }
        List<StoredText> ended =
                isShown
                        ? own(office, id, all)
                                .filter(it -> it.version() <= version)
                                .filter(it -> it.end() == null || it.end().isAfter(now))
                                .toList()
                        : List.of(text);
        store.withdraw(ended, now);
        return versions(office, id).stream()
                .filter(it -> it.version() == version)
                .findFirst()
                .orElseThrow();
    }

    private StoredText next(OfficeCode office, TextWish wish, List<StoredText> all, String by) {
        StoredText newest =
                own(office, wish.id(), all)
                        .max(Comparator.comparingInt(StoredText::version))
                        .orElseThrow(DomainProblem::notFound);
        if (newest.purpose() == ConsentPurpose.GIFT_AID) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE,
                    "These are the words of HMRC's model declaration. They change with a release of"
                            + " the catalogue only.");
        }
        if (newest.version() != wish.basedOn()) {
            throw DomainProblem.of(
                    ProblemType.STALE_EDIT,
                    "Version " + newest.version() + " is the newest. Look at it, then try again.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, StoredText.Body> bodies = new HashMap<>();
        StoredText latest =
                own(office, wish.id(), all)
                        .filter(it -> it.end() == null || it.end().isAfter(it.validFrom()))
                        .max(Comparator.comparingInt(StoredText::version))
                        .orElse(newest);
        rules.clean(wish, latest, now)
                .forEach(
                        (locale, words) ->
                                bodies.put(locale, new StoredText.Body(words, Digest.of(words))));
        return new StoredText(
                newest.id(),
                newest.version() + 1,
                newest.purpose(),
                newest.channel(),
                newest.meaning(),
                newest.required(),
                newest.doubleOptIn(),
                newest.countries(),
                newest.office(),
                newest.recipient(),
                wish.legalBasis() == null ? newest.legalBasis() : wish.legalBasis().strip(),
                newest.position(),
                wish.validFrom().truncatedTo(ChronoUnit.MICROS),
                null,
                bodies,
                newest.form(),
                new StoredText.Writing(by, by == null ? null : now, null));
    }

    private static Stream<StoredText> own(OfficeCode office, String id, List<StoredText> all) {
        return all.stream().filter(it -> it.id().equals(id) && it.office().equals(office.value()));
    }

    private static Map<String, Integer> newestAt(List<StoredText> all, Instant at) {
        return all.stream()
                .filter(it -> it.isValidAt(at))
                .collect(Collectors.toMap(StoredText::id, StoredText::version, Math::max));
    }

    private static List<TextPreview.Remark> remarks(
            StoredText next, Optional<StoredText> former, Office office) {
        List<TextPreview.Remark> remarks = new ArrayList<>();
        int english = next.bodies().get("en").words().length();
        for (String locale : next.bodies().keySet().stream().sorted().toList()) {
            String words = next.bodies().get(locale).words();
            if (!words.contains(office.legalName())) {
                remarks.add(new TextPreview.Remark(TextPreview.Kind.OFFICE_NOT_NAMED, locale));
            }
            if (former.map(it -> it.bodies().get(locale).words().equals(words)).orElse(false)) {
                remarks.add(new TextPreview.Remark(TextPreview.Kind.SAME_WORDS, locale));
            }
            if (words.length() * 2 < english || words.length() > english * 2) {
                remarks.add(new TextPreview.Remark(TextPreview.Kind.LENGTH_UNLIKE_ENGLISH, locale));
            }
        }
        return remarks;
    }
}
