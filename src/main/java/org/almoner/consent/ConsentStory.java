package org.almoner.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All answers to one question, one after the other, and what each of them made of the consent.
 *
 * @param asked the answer somebody asks about, one of the answers
 * @param answers oldest first
 * @param statuses one for each answer
 */
record ConsentStory(ConsentRecord asked, List<ConsentRecord> answers, List<Status> statuses) {

    /** What an answer made of the consent. */
    enum Status {
        /** Objection was offered and not used; the ground is no consent then. */
        NOTED,
        /** A yes that anybody could have said for the person: the mailbox was asked to confirm. */
        REQUESTED,
        /** A yes. */
        GIVEN,
        /** A yes after a yes. */
        RENEWED,
        /** A no where nothing was allowed before. */
        REFUSED,
        /** A no after a yes, whether that was confirmed or not. */
        WITHDRAWN;

        private boolean isYes() {
            return this == GIVEN || this == RENEWED;
        }
    }

    /** Tells the story of answers, oldest first. */
    static ConsentStory of(ConsentRecord asked, List<ConsentRecord> answers) {
        List<Status> statuses = new ArrayList<>();
        boolean saidYes = false;
        boolean isConfirmed = false;
        for (ConsentRecord answer : answers) {
            Status status =
                    switch (answer.said().decision()) {
                        case NOTED -> Status.NOTED;
                        case REFUSED, OBJECTED -> saidYes ? Status.WITHDRAWN : Status.REFUSED;
                        case GIVEN -> given(answer, isConfirmed, last(statuses));
                    };
            statuses.add(status);
            boolean isNo = status == Status.REFUSED || status == Status.WITHDRAWN;
            saidYes = saidYes || answer.said().decision() == ConsentDecision.GIVEN;
            isConfirmed = !isNo && (isConfirmed || isConfirming(answer));
        }
        return new ConsentStory(asked, List.copyOf(answers), List.copyOf(statuses));
    }

    private static Status given(ConsentRecord answer, boolean isConfirmed, Status before) {
        if (answer.doubleOptIn() && !isConfirmed && !isConfirming(answer)) {
            return Status.REQUESTED;
        }
        return before != null && before.isYes() ? Status.RENEWED : Status.GIVEN;
    }

    private static boolean isConfirming(ConsentRecord answer) {
        return answer.said().decision() == ConsentDecision.GIVEN && answer.method().confirms();
    }

    private static Status last(List<Status> statuses) {
        return statuses.isEmpty() ? null : statuses.get(statuses.size() - 1);
    }

    /**
     * Why a receipt that can only show a given consent must not be written for the answer; empty
     * when it may.
     */
    Optional<String> whyNotGiven() {
        boolean isConsent =
                asked.meaning() == ConsentMeaning.CONSENT
                        && asked.said().purpose() != ConsentPurpose.GIFT_AID;
        if (!isConsent || asked.said().decision() != ConsentDecision.GIVEN) {
            return Optional.of("No consent was given with this answer.");
        }
        List<Status> since = statuses.subList(answers.indexOf(asked), statuses.size());
        if (since.contains(Status.WITHDRAWN) || since.contains(Status.REFUSED)) {
            return Optional.of("This consent was taken back.");
        }
        return last(statuses).isYes()
                ? Optional.empty()
                : Optional.of("This consent still waits for its confirmation.");
    }
}
