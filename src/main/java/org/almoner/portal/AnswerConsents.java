package org.almoner.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.almoner.access.CurrentDonor;
import org.almoner.consent.ConsentAnswer;
import org.almoner.consent.ConsentCircumstances;
import org.almoner.consent.ConsentHistory;
import org.almoner.consent.ConsentLedger;
import org.almoner.consent.ConsentRules;
import org.almoner.consent.ConsentText;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;

/** Writes down what a donor gives an office, or takes back: both are one answer to one text. */
@ApplicationScoped
class AnswerConsents {

    private final ConsentParties parties;
    private final ConsentRules rules;
    private final ConsentLedger ledger;
    private final ConsentHistory history;
    private final CurrentDonor donor;
    private final ShownTexts texts;

    AnswerConsents(
            ConsentParties parties,
            ConsentRules rules,
            ConsentLedger ledger,
            ConsentHistory history,
            CurrentDonor donor,
            ShownTexts texts) {
        this.history = history;
        this.donor = donor;
        this.texts = texts;
        this.parties = parties;
        this.rules = rules;
        this.ledger = ledger;
    }

    /**
     * The body.
     *
     * @param locale the language the texts were shown in
     */
    record Answers(
            @NotNull String office,
            @NotNull String locale,
            @NotNull @Size(min = 1, max = 50) List<ConsentAnswer> answers) {}

    /**
     * Appends the answers to the donor's chain.
     *
     * @throws DomainProblem when a text is not shown now to the person by that office
     */
    @Transactional
    void answer(Answers body, ConsentParties.Origin origin) {
        ConsentParties.Parties now = parties.now(locale(body.locale()));
        OfficeCode office =
                now.all().keySet().stream()
                        .filter(it -> it.value().equals(body.office()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        DomainProblem.invalid(
                                                "/office",
                                                "unknown_office",
                                                "Neither an office you have given to nor"
                                                        + " that of your country."));
        ConsentCircumstances circumstances = parties.circumstances(now, office, origin);
        List<ConsentText> shown = texts.of(now, office, history.standing(donor.donors()));
        List<Violation> violations = rules.violationsOfSome(body.answers(), shown);
        if (!violations.isEmpty()) {
            throw DomainProblem.invalid(violations);
        }
        DonorId chain = now.all().get(office);
        ledger.append(chain, body.answers(), circumstances);
    }

    private static String locale(String wanted) {
        if (!List.of("de", "en", "nl", "fr").contains(wanted)) {
            throw DomainProblem.invalid("/locale", "unknown_value", "One of de, en, nl and fr.");
        }
        return wanted;
    }
}
