package org.almoner.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.almoner.consent.ConsentPurpose;
import org.almoner.consent.ConsentStanding;
import org.almoner.consent.ConsentState;
import org.almoner.contact.TransferDecision.No;
import org.almoner.contact.TransferDecision.Reason;
import org.almoner.contact.TransferDecision.Yes;

/**
 * Decides from facts and rules alone whether an office may hand a person's data over. Two things
 * are needed: the person knows of it and has not said no, and the law of the countries has an
 * instrument for it. A consent to the risks (Art. 49(1)(a)) is both, as long as it lasts.
 */
final class DecideTransfer {

    private final TransferBook rules;

    DecideTransfer(TransferBook rules) {
        this.rules = rules;
    }

    /** To whom, and when; who hands over is the office of the facts. */
    record Transfer(PersonFacts.Asking to, Instant at) {}

    TransferDecision decide(PersonFacts person, Transfer transfer) {
        return switch (person.life()) {
            case ERASED -> new No(Reason.ERASED, null, null);
            case DECEASED -> new No(Reason.DECEASED, null, null);
            case LIVING ->
                    person.office().code().equals(transfer.to().code())
                            ? new Yes(
                                    TransferInstrument.SAME_OFFICE,
                                    null,
                                    transfer.at(),
                                    null,
                                    null,
                                    null)
                            : new Case(person, transfer, rules).decide();
        };
    }

    /** One person and one office that is another. */
    private static final class Case {

        private final PersonFacts person;
        private final Transfer transfer;
        private final TransferBook rules;
        private final LocalDate day;

        /** What the person was told, or said to it; {@code null} when nothing. */
        private final ConsentStanding told;

        /** The consent to the risks; {@code null} when it was never asked for. */
        private final ConsentStanding risks;

        Case(PersonFacts person, Transfer transfer, TransferBook rules) {
            this.person = person;
            this.transfer = transfer;
            this.rules = rules;
            this.day = person.office().dayOf(transfer.at());
            this.told = latest(ConsentPurpose.TRANSFER_TO_OFFICE);
            this.risks = latest(ConsentPurpose.TRANSFER_49_1_A);
        }

        private ConsentStanding latest(ConsentPurpose purpose) {
            return person.standing().stream()
                    .filter(it -> it.purpose() == purpose)
                    .filter(it -> it.recipient().equals(transfer.to().code()))
                    .max(Comparator.comparing(ConsentStanding::at))
                    .orElse(null);
        }

        TransferDecision decide() {
            Reason no = noOfThePerson();
            if (no != null) {
                return new No(no, null, told == null ? risks : told);
            }
            No nearest = new No(Reason.NO_RULE, null, told);
            for (TransferBook.Found<TransferRule> found :
                    rules.rules(person.office().country(), transfer.to().country(), day)) {
                TransferRule rule = found.what();
                Reason missing = missing(rule);
                if (missing == null) {
                    return yes(rule, found.since());
                }
                if (missing.compareTo(nearest.reason()) > 0) {
                    nearest = new No(missing, rule.named(), answerTo(rule));
                }
            }
            return nearest;
        }

        /** What the person said, or was never told; a consent to the risks tells as well. */
        private Reason noOfThePerson() {
            boolean isAgreed = risks != null && risks.state() == ConsentState.GIVEN;
            if (told == null) {
                return isAgreed ? null : reasonOf(risks);
            }
            if (isAgreed && risks.at().isAfter(told.at())) {
                return null;
            }
            return switch (told.state()) {
                case GIVEN, NOTED, NOT_OBJECTED -> null;
                case OBJECTED -> Reason.OBJECTED;
                case WITHDRAWN -> Reason.WITHDRAWN;
                case REFUSED -> Reason.REFUSED;
                case NOT_ASKED -> Reason.NOT_TOLD;
            };
        }

        private static Reason reasonOf(ConsentStanding never) {
            if (never == null) {
                return Reason.NOT_TOLD;
            }
            return never.state() == ConsentState.WITHDRAWN ? Reason.WITHDRAWN : Reason.REFUSED;
        }

        private Reason missing(TransferRule rule) {
            if (rule.until() != null && day.isAfter(rule.until())) {
                return Reason.ENDED;
            }
            if (rule.instrument() == TransferInstrument.EXPLICIT_CONSENT) {
                return missingOfConsent();
            }
            return rule.instrument().isSigned() && signed(rule).isEmpty()
                    ? Reason.NO_AGREEMENT
                    : null;
        }

        private Reason missingOfConsent() {
            if (risks == null) {
                return Reason.NO_CONSENT;
            }
            return switch (risks.state()) {
                case GIVEN -> null;
                case WITHDRAWN -> Reason.WITHDRAWN;
                case OBJECTED -> Reason.OBJECTED;
                case REFUSED -> Reason.REFUSED;
                case NOT_OBJECTED, NOTED, NOT_ASKED -> Reason.NO_CONSENT;
            };
        }

        private Optional<TransferBook.Found<Agreement>> signed(TransferRule rule) {
            return rules.agreement(
                    day,
                    it ->
                            it.carries(
                                    rule.instrument(),
                                    person.office().code(),
                                    transfer.to().code()));
        }

        private ConsentStanding answerTo(TransferRule rule) {
            return rule.instrument() == TransferInstrument.EXPLICIT_CONSENT ? risks : told;
        }

        private Yes yes(TransferRule rule, LocalDate ruleSince) {
            Optional<TransferBook.Found<Agreement>> signed =
                    rule.instrument().isSigned() ? signed(rule) : Optional.empty();
            Instant since =
                    rule.instrument() == TransferInstrument.EXPLICIT_CONSENT
                            ? risks.at()
                            : signed.map(TransferBook.Found::since)
                                    .orElse(ruleSince)
                                    .atStartOfDay(person.office().zone())
                                    .toInstant();
            return new Yes(
                    rule.instrument(),
                    rule.named(),
                    since,
                    rule.until(),
                    signed.map(it -> it.what().id()).orElse(null),
                    answerTo(rule));
        }
    }
}
