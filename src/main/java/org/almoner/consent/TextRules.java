package org.almoner.consent;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.almoner.donor.PlainText;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the words of a text must be like before donors are shown them. */
@Singleton
class TextRules {

    private static final List<String> LOCALES = List.of("de", "en", "fr", "nl");
    private static final int LONGEST = 5_000;
    private static final int LONGEST_BASIS = 200;
    private static final Duration FURTHEST = Duration.ofDays(2 * 365L);

    private final Duration lead;

    /**
     * @throws IllegalStateException when a version could begin before all nodes know of it
     */
    TextRules(
            @ConfigProperty(name = "almoner.consent.new-texts-after") Duration lead,
            @ConfigProperty(name = "almoner.consent.texts-refresh-every") Duration refresh) {
        if (lead.compareTo(refresh.multipliedBy(2)) < 0) {
            throw new IllegalStateException(
                    "almoner.consent.new-texts-after must be at least twice"
                            + " almoner.consent.texts-refresh-every, so that every instance shows a"
                            + " new text from the same moment on");
        }
        this.lead = lead;
    }

    /**
     * The words as they are to be stored: in Unicode normal form C, without blanks around them.
     *
     * @param latest the newest version that was not withdrawn before its day
     * @throws DomainProblem 400 with every field that cannot be shown
     */
    Map<String, String> clean(TextWish wish, StoredText latest, Instant now) {
        List<Violation> wrong = new ArrayList<>();
        Map<String, String> words = new HashMap<>();
        for (String locale : LOCALES) {
            String typed = wish.words().get(locale);
            String text = typed == null ? "" : PlainText.clean(typed);
            words.put(locale, text);
            checkWords("/words/" + locale, text, wrong);
        }
        checkBasis(wish.legalBasis(), wrong);
        checkMoment(wish.validFrom(), latest, now, wrong);
        boolean sameBasis =
                wish.legalBasis() == null || wish.legalBasis().strip().equals(latest.legalBasis());
        if (sameBasis
                && LOCALES.stream()
                        .allMatch(it -> words.get(it).equals(latest.bodies().get(it).words()))) {
            wrong.add(
                    new Violation(
                            "/words", "unchanged", "A new version must differ from the newest"));
        }
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
        return words;
    }

    private static void checkWords(String pointer, String text, List<Violation> wrong) {
        if (text.isBlank()) {
            wrong.add(new Violation(pointer, "required", "Donors of this language need the words"));
        } else if (text.length() > LONGEST) {
            wrong.add(new Violation(pointer, "too_long", "At most " + LONGEST + " characters"));
        } else if (PlainText.holdsCardNumber(text)) {
            wrong.add(
                    new Violation(
                            pointer, "card_number", "Numbers of payment cards are never stored"));
        }
    }

    private static void checkBasis(String basis, List<Violation> wrong) {
        if (basis != null
                && (basis.isBlank()
                        || basis.strip().length() > LONGEST_BASIS
                        || !PlainText.isPlain(basis))) {
            wrong.add(
                    new Violation(
                            "/legalBasis",
                            "not_a_basis",
                            "One line of at most " + LONGEST_BASIS + " characters"));
        }
    }

    private void checkMoment(Instant from, StoredText latest, Instant now, List<Violation> wrong) {
        if (from.isBefore(now.plus(lead))) {
            wrong.add(
                    new Violation(
                            "/validFrom",
                            "too_soon",
                            "At least "
                                    + lead.toMinutes()
                                    + " minutes from now, so that every instance shows it from the"
                                    + " same moment on"));
        } else if (from.isAfter(now.plus(FURTHEST))) {
            wrong.add(new Violation("/validFrom", "too_far", "At most two years ahead"));
        } else if (!from.isAfter(latest.validFrom())) {
            wrong.add(
                    new Violation(
                            "/validFrom",
                            "before_newest",
                            "After the moment from which the newest version is shown"));
        }
    }
}
