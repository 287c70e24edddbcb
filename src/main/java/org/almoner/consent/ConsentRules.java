package org.almoner.consent;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.almoner.problem.Violation;

/** The rules that a donor's answers follow. */
@Singleton
public class ConsentRules {

    private final ConsentTexts texts;

    ConsentRules(ConsentTexts texts) {
        this.texts = texts;
    }

    /**
     * What is wrong with the answers, with pointers such as {@code /consents/0/version}: {@code
     * required}, {@code unknown_text}, {@code wrong_version}, {@code duplicate}, and {@code
     * notice_not_noted} for a required notice that was not answered with {@code given: true}.
     * Consent itself is never required.
     *
     * @param answers {@code null} counts as none
     */
    public List<Violation> violations(List<ConsentAnswer> answers, ConsentAudience audience) {
        List<ConsentText> inOrder = shownTo(audience);
        List<ConsentAnswer> given = answers == null ? List.of() : answers;
        List<Violation> violations = eachOf(given, "/consents/", inOrder);
        Set<String> noted =
                given.stream()
                        .filter(it -> it != null && it.id() != null)
                        .filter(it -> Boolean.TRUE.equals(it.given()))
                        .map(ConsentAnswer::id)
                        .collect(Collectors.toSet());
        addMissingNotices(inOrder, noted, violations);
        return List.copyOf(violations);
    }

    /**
     * The same for somebody who answers some of what is shown now, with pointers such as {@code
     * /answers/0/version}; nothing has to be among them. Gift Aid is declared by a call of its own.
     *
     * @param shown the texts as the caller shows them
     */
    public List<Violation> violationsOfSome(List<ConsentAnswer> answers, List<ConsentText> shown) {
        List<ConsentText> consents =
                shown.stream().filter(it -> it.purpose() != ConsentPurpose.GIFT_AID).toList();
        return List.copyOf(eachOf(answers, "/answers/", consents));
    }

    /**
     * The same for somebody who wants the newsletter and nothing else, with pointers such as {@code
     * /consents/0/version}; and {@code nothing_agreed} where no box is ticked: without a yes there
     * is nothing to sign up for.
     */
    public List<Violation> violationsOfSignUp(
            List<ConsentAnswer> answers, ConsentAudience audience) {
        List<ConsentText> asking =
                texts.shownToSubscriber(
                        audience.country(), audience.locale(), audience.office(), audience.at());
        List<Violation> violations = new ArrayList<>(eachOf(answers, "/consents/", asking));
        boolean agrees =
                answers.stream().anyMatch(it -> it != null && Boolean.TRUE.equals(it.given()));
        if (violations.isEmpty() && !agrees) {
            violations.add(
                    new Violation(
                            "/consents", "nothing_agreed", "A box must be ticked to sign up"));
        }
        return List.copyOf(violations);
    }

    /**
     * What an organisation cannot say, with pointers such as {@code /consents/0/given}: only a
     * natural person declares Gift Aid (Income Tax Act 2007 s. 413 f.).
     *
     * @param answers {@code null} counts as none
     */
    public List<Violation> violationsOfOrganisation(
            List<ConsentAnswer> answers, ConsentAudience audience) {
        Set<String> personal =
                shownTo(audience).stream()
                        .filter(it -> it.purpose() == ConsentPurpose.GIFT_AID)
                        .map(ConsentText::id)
                        .collect(Collectors.toSet());
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; answers != null && i < answers.size(); i++) {
            ConsentAnswer answer = answers.get(i);
            if (answer != null
                    && personal.contains(answer.id())
                    && Boolean.TRUE.equals(answer.given())) {
                violations.add(
                        new Violation(
                                "/consents/" + i + "/given",
                                "only_for_persons",
                                "Gift Aid is for individuals who pay tax; an organisation cannot"
                                        + " declare it"));
            }
        }
        return violations;
    }

    private List<ConsentText> shownTo(ConsentAudience audience) {
        return texts.shownTo(
                audience.country(), audience.locale(), audience.office(), audience.at());
    }

    private static List<Violation> eachOf(
            List<ConsentAnswer> answers, String list, List<ConsentText> inOrder) {
        Map<String, ConsentText> shown =
                inOrder.stream().collect(Collectors.toMap(ConsentText::id, Function.identity()));
        List<Violation> violations = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            ConsentAnswer answer = answers.get(i);
            check(answer, list + i, shown, violations);
            if (answer != null && answer.id() != null && !answered.add(answer.id())) {
                violations.add(
                        new Violation(
                                list + i + "/id", "duplicate", "This text is answered twice"));
            }
        }
        return violations;
    }

    private static void addMissingNotices(
            Iterable<ConsentText> shown, Set<String> noted, List<Violation> violations) {
        for (ConsentText text : shown) {
            if (text.required() && !noted.contains(text.id())) {
                violations.add(
                        new Violation(
                                "/consents",
                                "notice_not_noted",
                                "The notice " + text.id() + " must be shown and answered"));
            }
        }
    }

    private static void check(
            ConsentAnswer answer,
            String pointer,
            Map<String, ConsentText> shown,
            List<Violation> violations) {
        if (answer == null) {
            violations.add(new Violation(pointer, "required", "An answer is needed"));
            return;
        }
        addIfMissing(answer.id(), pointer + "/id", violations);
        addIfMissing(answer.version(), pointer + "/version", violations);
        addIfMissing(answer.given(), pointer + "/given", violations);
        ConsentText text = answer.id() == null ? null : shown.get(answer.id());
        if (answer.id() != null && text == null) {
            violations.add(
                    new Violation(
                            pointer + "/id",
                            "unknown_text",
                            "This text is not shown in this country now"));
        }
        if (text != null && answer.version() != null && answer.version() != text.version()) {
            violations.add(
                    new Violation(
                            pointer + "/version",
                            "wrong_version",
                            "Another version of this text is shown now"));
        }
    }

    private static void addIfMissing(Object value, String pointer, List<Violation> violations) {
        if (value == null) {
            violations.add(new Violation(pointer, "required", "This field is needed"));
        }
    }
}
