package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.almoner.giving.Cadence;
import org.almoner.giving.GivingCatalogue;
import org.almoner.giving.GivingTerms;
import org.almoner.giving.MethodLimit;
import org.almoner.giving.PaymentMethod;
import org.almoner.office.OfficeCode;
import org.almoner.payment.MethodDesk;
import org.almoner.payment.PaymentDesk;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.problem.Violation;

/** The rules of step 3: which methods an office offers here and now, and what each needs. */
@ApplicationScoped
class MethodRules {

    private static final Pattern SCENARIO = Pattern.compile("[A-Z_]{3,40}");

    private static final Duration WHEN_DOWN = Duration.ofSeconds(30);

    private final GivingCatalogue giving;
    private final PaymentDesk payments;
    private final MethodDesk saved;
    private final MandateRules mandates;

    MethodRules(
            GivingCatalogue giving, PaymentDesk payments, MethodDesk saved, MandateRules mandates) {
        this.giving = giving;
        this.payments = payments;
        this.saved = saved;
        this.mandates = mandates;
    }

    /**
     * How often one can give: what the office wants to offer, and again and again only where one of
     * its methods can be kept for it.
     */
    List<Cadence> cadences(OfficeCode office) {
        boolean canBeKept =
                offered(office).stream().anyMatch(limit -> isKept(limit.method(), office));
        return giving.of(office).cadences().stream()
                .filter(cadence -> canBeKept || !cadence.isRecurring())
                .toList();
    }

    /** Whether a method can be kept for recurring gifts to the office. */
    boolean isKept(PaymentMethod method, OfficeCode office) {
        return saved.canSave(method, office.value());
    }

    /** What the office wants to offer and somebody serves; play money wherever it is on. */
    List<MethodLimit> offered(OfficeCode office) {
        GivingTerms terms = giving.of(office);
        List<MethodLimit> offered = new ArrayList<>();
        for (MethodLimit wanted : terms.methods()) {
            if (payments.isServed(wanted.method(), office.value())) {
                offered.add(wanted);
            }
        }
        if (payments.isServed(PaymentMethod.SANDBOX, office.value())
                && offered.stream().noneMatch(it -> it.method() == PaymentMethod.SANDBOX)) {
            offered.add(terms.limitOf(PaymentMethod.SANDBOX));
        }
        return List.copyOf(offered);
    }

    /**
     * Checks step 3 whole.
     *
     * @return what the gateway needs beyond the method's name
     * @throws DomainProblem naming every broken rule
     */
    Map<String, String> check(GiftDraft draft, Requests.Method asked) {
        List<Violation> wrong = new ArrayList<>();
        offered(draft.office()).stream()
                .filter(limit -> limit.method() == asked.method())
                .findFirst()
                .ifPresentOrElse(
                        limit -> checkLimit(draft, limit, wrong),
                        () ->
                                wrong.add(
                                        new Violation(
                                                "/method",
                                                "method_not_offered",
                                                "This office does not offer that method now; see"
                                                        + " the giving options.")));
        if (wrong.isEmpty()
                && draft.cadence().isRecurring()
                && !isKept(asked.method(), draft.office())) {
            wrong.add(
                    new Violation(
                            "/method",
                            "method_not_for_recurring",
                            "This method cannot be kept for recurring gifts; see the giving"
                                    + " options."));
        }
        Map<String, String> fields = fields(draft, asked, wrong);
        if (wrong.isEmpty() && !payments.accepts(asked.method(), draft.office().value(), fields)) {
            wrong.add(unknownScenario());
        }
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
        return fields;
    }

    private static void checkLimit(GiftDraft draft, MethodLimit limit, List<Violation> wrong) {
        if (limit.smallest().isMoreThan(draft.amount())
                || draft.amount().isMoreThan(limit.largest())) {
            wrong.add(
                    new Violation(
                            "/method",
                            "amount_outside_limits",
                            "This method takes "
                                    + limit.smallest()
                                    + " to "
                                    + limit.largest()
                                    + "."));
        }
    }

    private Map<String, String> fields(
            GiftDraft draft, Requests.Method asked, List<Violation> wrong) {
        if (asked.method() != PaymentMethod.SANDBOX) {
            unwanted("/scenario", asked.scenario(), wrong);
        }
        if (asked.method() != PaymentMethod.SEPA_DIRECT_DEBIT) {
            unwanted("/iban", asked.iban(), wrong);
            unwanted("/accountHolder", asked.accountHolder(), wrong);
            unwanted("/mandate", asked.mandate(), wrong);
        }
        return switch (asked.method()) {
            case SANDBOX -> scenario(asked.scenario(), wrong);
            case SEPA_DIRECT_DEBIT -> mandates.check(draft, asked, wrong);
            case BANK_TRANSFER, CARD, PAYPAL -> Map.of();
        };
    }

    private static void unwanted(String pointer, Object value, List<Violation> wrong) {
        if (value != null) {
            wrong.add(
                    new Violation(
                            pointer,
                            "not_for_this_method",
                            "The chosen method has no such field."));
        }
    }

    private static Map<String, String> scenario(String scenario, List<Violation> wrong) {
        if (scenario == null || !SCENARIO.matcher(scenario).matches()) {
            wrong.add(unknownScenario());
            return Map.of();
        }
        return Map.of("scenario", scenario);
    }

    private static Violation unknownScenario() {
        return new Violation(
                "/scenario",
                "unknown_scenario",
                "Use one of the scenarios listed at /dev/sandbox-scenarios.");
    }

    /** Whether the method chosen earlier still takes the amount chosen since. */
    boolean fits(GiftDraft draft) {
        return offered(draft.office()).stream()
                .anyMatch(limit -> limit.method() == draft.method() && takes(limit, draft));
    }

    private boolean takes(MethodLimit limit, GiftDraft draft) {
        return (!draft.cadence().isRecurring() || isKept(limit.method(), draft.office()))
                && !limit.smallest().isMoreThan(draft.amount())
                && !draft.amount().isMoreThan(limit.largest());
    }

    /**
     * Lets nobody wait for a provider that fails now (EO-20).
     *
     * @throws DomainProblem 503 naming the methods that work; nothing was begun
     */
    void refuseWhatIsDown(GiftDraft draft) {
        if (draft.method() == null || !isDown(draft.method(), draft.office())) {
            return;
        }
        List<String> others =
                offered(draft.office()).stream()
                        .filter(limit -> takes(limit, draft))
                        .map(MethodLimit::method)
                        .filter(method -> !isDown(method, draft.office()))
                        .map(PaymentMethod::name)
                        .toList();
        throw DomainProblem.of(
                        ProblemType.UNAVAILABLE,
                        "The provider of this payment method fails at the moment. Nothing was"
                                + " begun: choose another method, or try again in a while.")
                .retryAfter(WHEN_DOWN)
                .with("otherMethods", others);
    }

    private boolean isDown(PaymentMethod method, OfficeCode office) {
        return payments.isDown(method, office.value());
    }
}
