package org.almoner.wizard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.almoner.donation.DonationId;
import org.almoner.donor.PlainText;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.recurring.RecurringGiftId;

/** How the experience was for the donor: once, after completion. */
@ApplicationScoped
class GiveFeedback {

    private final GiftDrafts drafts;
    private final EntityManager database;
    private final InstantSource clock;

    GiveFeedback(GiftDrafts drafts, EntityManager database, InstantSource clock) {
        this.drafts = drafts;
        this.database = database;
        this.clock = clock;
    }

    @Transactional
    void about(UUID draftId, String token, Requests.Feedback feedback) {
        GiftDraft draft = drafts.held(draftId, token);
        if (!draft.isMade()) {
            throw EditDraft.outOfOrder(Step.COMPLETION);
        }
        String comment = checked(feedback.comment());
        if (draft.isTrapped()) {
            return;
        }
        int stored =
                database.createNativeQuery(
                                """
                                INSERT INTO gift_feedback
                                    (draft_id, donation_id, recurring_gift_id, rating, comment,
                                     given_at)
                                VALUES (:draft, CAST(:donation AS uuid), CAST(:recurring AS uuid),
                                    :rating, nullif(:comment, ''), :at)
                                ON CONFLICT (draft_id) DO NOTHING
                                """)
                        .setParameter("draft", draft.id())
                        .setParameter(
                                "donation", draft.donation().map(DonationId::toString).orElse(null))
                        .setParameter(
                                "recurring",
                                draft.recurringGift().map(RecurringGiftId::toString).orElse(null))
                        .setParameter("rating", feedback.rating())
                        .setParameter("comment", comment == null ? "" : comment)
                        .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .executeUpdate();
        if (stored == 0) {
            throw DomainProblem.of(
                    ProblemType.WRONG_STATE, "Feedback on this gift was given already.");
        }
    }

    private static String checked(String comment) {
        String clean = PlainText.clean(comment);
        if (clean != null && PlainText.holdsCardNumber(clean)) {
            throw DomainProblem.invalid(
                    "/comment", "card_number", "A comment must not hold a card number.");
        }
        return clean;
    }
}
