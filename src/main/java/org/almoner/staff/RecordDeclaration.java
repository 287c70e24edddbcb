package org.almoner.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.almoner.access.CurrentStaff;
import org.almoner.donor.DonorId;
import org.almoner.giftaid.DeclarationView;
import org.almoner.giftaid.GiftAidDesk;
import org.almoner.id.Ids;
import org.almoner.idempotency.Claim;
import org.almoner.idempotency.Idempotency;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** Writes down a Gift Aid declaration that came on paper or was spoken, once per key. */
@ApplicationScoped
class RecordDeclaration {

    private static final String OPERATION = "staff.gift-aid-declarations";
    private static final int CREATED = 201;

    private final GiftAidDesk desk;
    private final JoinDonors people;
    private final Idempotency idempotency;
    private final CurrentStaff staff;
    private final WriteDown writeDown;
    private final Ids ids;
    private final ObjectMapper json;

    RecordDeclaration(
            GiftAidDesk desk,
            JoinDonors people,
            Idempotency idempotency,
            CurrentStaff staff,
            WriteDown writeDown,
            Ids ids,
            ObjectMapper json) {
        this.desk = desk;
        this.people = people;
        this.idempotency = idempotency;
        this.staff = staff;
        this.writeDown = writeDown;
        this.ids = ids;
        this.json = json;
    }

    /** What is sent back. */
    record Answer(String body, boolean replayed) {}

    /**
     * Writes it down.
     *
     * @throws DomainProblem 404 for an unknown or foreign donor, and as {@link GiftAidDesk#declare}
     */
    @Transactional
    Answer record(DonorId donor, GiftAidDeclarationsResource.Declaration body, IdempotencyKey key) {
        people.show(donor.value());
        GiftAidDesk.Wish wish = body.of(donor);
        Claim claim =
                idempotency.claim(OPERATION, key, ResendReceipt.hash(wish.toString()), ids.next());
        if (claim instanceof Claim.Replay replay) {
            return new Answer(replay.body(), true);
        }
        DeclarationView made = desk.declare(wish, staff.subject());
        writeDown.act(
                "gift-aid-declaration.recorded",
                GiftAidDeclarationsResource.object(made),
                made.office().value(),
                null);
        // The key keeps the answer for days, so name and address are not part of it.
        String written = written(made.withoutPerson());
        idempotency.finish(OPERATION, key, CREATED, written);
        return new Answer(written, false);
    }

    private String written(DeclarationView made) {
        try {
            return json.writeValueAsString(made);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
