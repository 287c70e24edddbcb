package org.almoner.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.contact.ContactDecision.No;
import org.almoner.contact.ContactDecision.Reason;
import org.almoner.contact.ContactDecision.Yes;

/**
 * Decides from facts and rules alone whether a person may be written to. A no of the person's own
 * comes before every rule; only then it is asked which ground the law of the country knows.
 */
final class DecideContact {

    private final Rulebook rules;

    DecideContact(Rulebook rules) {
        this.rules = rules;
    }

    /** The message, apart from whom it is for. */
    record Message(ContactChannel channel, ContactPurpose purpose, Instant at) {}

    ContactDecision decide(PersonFacts person, Message message) {
        Optional<Rulebook.Found> found =
                rules.rule(
                        person.country(),
                        person.office().dayOf(message.at()),
                        message.channel(),
                        message.purpose());
        Case one = new Case(person, message, found.orElse(null));
        return one.noOfItsOwn().orElseGet(one::byGrounds);
    }

    /** One person, one message, one rule. */
    private static final class Case {

        private final PersonFacts person;
        private final Message message;
        private final Rulebook.Found found;
        private final RuleSource source;

        /** What the person said to this office about this; {@code null} when nothing. */
        private final ConsentStanding answer;

        Case(PersonFacts person, Message message, Rulebook.Found found) {
            this.person = person;
            this.message = message;
            this.found = found;
            this.source = found == null ? null : found.rule().named();
            this.answer =
                    message.purpose().isInNewsletter()
                            ? about().stream()
                                    .filter(it -> it.recipient().equals(person.office().code()))
                                    .max(Comparator.comparing(ConsentStanding::at))
                                    .orElse(null)
                            : null;
        }

        private List<ConsentStanding> about() {
            return person.standing().stream()
                    .filter(it -> it.purpose() == ConsentPurpose.NEWSLETTER)
                    .filter(it -> it.channel() == message.channel().inLedger())
                    .toList();
        }

        private boolean says(ConsentState state) {
            return answer != null && answer.state() == state;
        }

        private No no(Reason reason) {
            return new No(reason, source, answer);
        }

        Optional<ContactDecision> noOfItsOwn() {
            return switch (person.life()) {
                case ERASED -> Optional.of(new No(Reason.ERASED, null, null));
                case DECEASED -> Optional.of(new No(Reason.DECEASED, null, null));
                case LIVING -> noOfTheLiving();
            };
        }

        private Optional<ContactDecision> noOfTheLiving() {
            Optional<ConsentStanding> objection = objection();
            if (message.purpose().isMarketing() && objection.isPresent()) {
                return Optional.of(new No(Reason.OBJECTED, source, objection.get()));
            }
            if (says(ConsentState.WITHDRAWN)) {
                return Optional.of(no(Reason.WITHDRAWN));
            }
            if (says(ConsentState.REFUSED)) {
                return Optional.of(no(Reason.REFUSED));
            }
            if (!person.reachable().contains(message.channel())) {
                return Optional.of(no(Reason.NO_CONTACT_DATA));
            }
            return found == null ? Optional.of(no(Reason.NO_RULE)) : Optional.empty();
        }

        /**
         * An objection to any office counts for all, because a person does not tell them apart;
         * only a later yes to the office that asks comes before it.
         */
        private Optional<ConsentStanding> objection() {
            return about().stream()
                    .filter(it -> it.state() == ConsentState.OBJECTED)
                    .filter(
                            it ->
                                    it.equals(answer)
                                            || !says(ConsentState.GIVEN)
                                            || !answer.at().isAfter(it.at()))
                    .max(Comparator.comparing(ConsentStanding::at));
        }

        ContactDecision byGrounds() {
            Reason nearest = null;
            for (ContactRule.Ground ground : found.rule().grounds()) {
                Reason missing = missing(ground);
                if (missing == null) {
                    return yes(ground);
                }
                nearest = nearest == null || missing.compareTo(nearest) > 0 ? missing : nearest;
            }
            return no(nearest);
        }

        /** What keeps a ground from holding; {@code null} when it holds. */
        private Reason missing(ContactRule.Ground ground) {
            if (message.purpose().isMarketing()
                    && person.suppressed() != null
                    && !isAgreedAnew(ground)) {
                return Reason.SUPPRESSED;
            }
            return switch (ground.ground()) {
                case OWN_GIFT, LEGITIMATE_INTEREST, OPT_OUT -> null;
                case CONFIRMED_CONSENT -> missingOfYes(true);
                case EXPRESS_CONSENT -> missingOfYes(false);
                case SOFT_OPT_IN_CHARITABLE -> missingOfOffer(ground);
                case SOFT_OPT_IN_COMMERCIAL -> Reason.NO_SALE;
                case DONOR_RELATION -> missingOfRelation(ground);
                case CHARITY_EXEMPTION ->
                        person.office().country().equals(person.country())
                                ? null
                                : Reason.OFFICE_NOT_EXEMPT;
            };
        }

        private boolean isAgreedAnew(ContactRule.Ground ground) {
            return ground.ground().isConsent()
                    && says(ConsentState.GIVEN)
                    && answer.at().isAfter(person.suppressed());
        }

        private Reason missingOfYes(boolean confirmed) {
            if (!says(ConsentState.GIVEN)) {
                return Reason.NOT_ASKED;
            }
            boolean isOpen = answer.awaitsConfirmation() || (confirmed && !answer.confirmed());
            return isOpen ? Reason.NOT_CONFIRMED : null;
        }

        private Reason missingOfOffer(ContactRule.Ground ground) {
            if (!says(ConsentState.NOT_OBJECTED)) {
                return Reason.NOT_OFFERED;
            }
            LocalDate collected = person.office().dayOf(answer.at());
            return ground.collectedFrom() != null && collected.isBefore(ground.collectedFrom())
                    ? Reason.COLLECTED_TOO_EARLY
                    : null;
        }

        private Reason missingOfRelation(ContactRule.Ground ground) {
            if (person.lastGift() == null) {
                return Reason.NO_GIFT;
            }
            if (Boolean.TRUE.equals(ground.offered()) && !says(ConsentState.NOT_OBJECTED)) {
                return Reason.NOT_OFFERED;
            }
            LocalDate until = until(ground);
            return until != null && person.office().dayOf(message.at()).isAfter(until)
                    ? Reason.EXPIRED
                    : null;
        }

        private LocalDate until(ContactRule.Ground ground) {
            return ground.ground() != ContactGround.DONOR_RELATION || ground.years() == null
                    ? null
                    : person.office().dayOf(person.lastGift()).plusYears(ground.years());
        }

        private Yes yes(ContactRule.Ground ground) {
            Instant rule = found.since().atStartOfDay(person.office().zone()).toInstant();
            Instant since =
                    switch (ground.ground()) {
                        case CONFIRMED_CONSENT, EXPRESS_CONSENT, SOFT_OPT_IN_CHARITABLE ->
                                answer.at();
                        case DONOR_RELATION -> person.lastGift();
                        case OWN_GIFT,
                                SOFT_OPT_IN_COMMERCIAL,
                                CHARITY_EXEMPTION,
                                LEGITIMATE_INTEREST,
                                OPT_OUT ->
                                rule;
                    };
            return new Yes(ground.ground(), source, since, until(ground), answer);
        }
    }
}
