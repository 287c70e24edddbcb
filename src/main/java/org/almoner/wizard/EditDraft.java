package org.almoner.wizard;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.almoner.consent.ConsentAudience;
import org.almoner.consent.ConsentRules;
import org.almoner.donation.DonationHistory;
import org.almoner.donation.DonationView;
import org.almoner.donor.DonorInput;
import org.almoner.donor.DonorKind;
import org.almoner.donor.DonorRules;
import org.almoner.id.Ids;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.problem.Violation;
import org.almoner.recurring.RecurringGiftDesk;
import org.almoner.recurring.RecurringGiftHistory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Begins a draft and takes its steps, each checked whole before anything is stored. */
@ApplicationScoped
class EditDraft {

    private final GiftDrafts drafts;
    private final WishRules wishRules;
    private final ConsentRules consentRules;
    private final MethodRules methodRules;
    private final DraftAccounts accounts;
    private final DonationHistory donations;
    private final RecurringGiftHistory recurring;
    private final RecurringGiftDesk recurringDesk;
    private final ShowDraft show;
    private final Ids ids;
    private final InstantSource clock;
    private final Duration life;
    private final MeterRegistry metrics;

    EditDraft(
            GiftDrafts drafts,
            WishRules wishRules,
            ConsentRules consentRules,
            MethodRules methodRules,
            DraftAccounts accounts,
            DonationHistory donations,
            RecurringGiftHistory recurring,
            RecurringGiftDesk recurringDesk,
            ShowDraft show,
            Ids ids,
            InstantSource clock,
            @ConfigProperty(name = "almoner.wizard.draft-life", defaultValue = "24H") Duration life,
            MeterRegistry metrics) {
        this.drafts = drafts;
        this.wishRules = wishRules;
        this.consentRules = consentRules;
        this.methodRules = methodRules;
        this.accounts = accounts;
        this.donations = donations;
        this.recurring = recurring;
        this.recurringDesk = recurringDesk;
        this.show = show;
        this.ids = ids;
        this.clock = clock;
        this.life = life;
        this.metrics = metrics;
    }

    /** Begins a draft with step 1; the token is told once, here. */
    @Transactional
    DraftView start(Requests.Amount asked) {
        Wish wish = wishRules.check(asked);
        String token = ids.secret();
        GiftDraft draft =
                GiftDraft.started(ids.next(), GiftDrafts.hash(token), wish, clock.instant(), life);
        drafts.persist(draft);
        metrics.counter("almoner_drafts_total", "office", wish.office().value()).increment();
        return show.withToken(draft, token);
    }

    /** Step 1 again. */
    @Transactional
    DraftView amount(UUID id, String token, Requests.Amount asked) {
        GiftDraft draft = editable(id, token);
        draft.take(wishRules.check(asked));
        if (draft.method() != null && !methodRules.fits(draft)) {
            draft.chooseMethodAgain();
        }
        return show.of(draft);
    }

    /** Step 2. */
    @Transactional
    DraftView donor(UUID id, String token, Requests.Donor asked) {
        GiftDraft draft = editable(id, token);
        DonorInput who = asked.input();
        List<Violation> wrong = new ArrayList<>(DonorRules.violations(who));
        if (who.address() != null
                && who.address().country() != null
                && !who.address().country().equals(draft.country())) {
            wrong.add(
                    new Violation(
                            "/address/country",
                            "other_country",
                            "The address is in another country than step 1 names; change step 1"
                                    + " first."));
        }
        ConsentAudience audience =
                new ConsentAudience(
                        draft.country(), draft.locale(), draft.office(), clock.instant());
        wrong.addAll(consentRules.violations(asked.consents(), audience));
        if (DonorKind.ORGANISATION.name().equals(who.kind())) {
            wrong.addAll(consentRules.violationsOfOrganisation(asked.consents(), audience));
        }
        if (!wrong.isEmpty()) {
            throw DomainProblem.invalid(wrong);
        }
        draft.take(who, asked.consents(), asked.isTrapped());
        return show.of(draft);
    }

    /** Step 3; refused while step 2 is missing, possible again after a payment failed. */
    @Transactional
    DraftView method(UUID id, String token, Requests.Method asked) {
        GiftDraft draft = drafts.heldAndLocked(id, token);
        if (draft.isMade() && !mayBeTriedAgain(draft)) {
            throw alreadyCompleted();
        }
        if (draft.next() == Step.DONOR) {
            throw outOfOrder(Step.DONOR);
        }
        Map<String, String> fields = methodRules.check(draft, asked);
        draft.take(
                asked.method(),
                fields,
                MandateRules.account(asked)
                        .map(account -> accounts.sealed(draft.id(), account))
                        .orElse(null));
        return show.of(draft);
    }

    private boolean mayBeTriedAgain(GiftDraft draft) {
        return !draft.isTrapped()
                && (draft.donation()
                                .flatMap(donations::find)
                                .filter(DonationView::mayBeTriedAgain)
                                .isPresent()
                        || draft.recurringGift()
                                .flatMap(recurring::find)
                                .filter(recurringDesk::awaitsAnotherMethod)
                                .isPresent());
    }

    private GiftDraft editable(UUID id, String token) {
        GiftDraft draft = drafts.heldAndLocked(id, token);
        if (draft.isMade()) {
            throw alreadyCompleted();
        }
        return draft;
    }

    static DomainProblem alreadyCompleted() {
        return DomainProblem.of(
                ProblemType.ALREADY_COMPLETED,
                "This draft has become a gift. Begin a new draft for another one.");
    }

    static DomainProblem outOfOrder(Step needed) {
        return DomainProblem.of(
                        ProblemType.STEP_OUT_OF_ORDER,
                        "The step named in stepNeeded comes first; nothing was changed.")
                .with("stepNeeded", needed.name());
    }
}
