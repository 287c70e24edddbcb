package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentStaff;
import org.almoner.donor.DonorId;
import org.almoner.giftaid.DeclarationView;
import org.almoner.giftaid.GiftAidDesk;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;

/** Writes down a Gift Aid declaration that came on paper or was spoken, once per key. */
@ApplicationScoped
class RecordDeclaration {

    private static final String OPERATION = "staff.gift-aid-declarations";

    private final GiftAidDesk desk;
    private final JoinDonors people;
    private final Once once;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    RecordDeclaration(
            GiftAidDesk desk,
            JoinDonors people,
            Once once,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.desk = desk;
        this.people = people;
        this.once = once;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * Writes it down.
     *
     * @throws DomainProblem 404 for an unknown or foreign donor, and as {@link GiftAidDesk#declare}
     */
    @Transactional
    Once.Answer record(
            DonorId donor, GiftAidDeclarationsResource.Declaration body, IdempotencyKey key) {
        people.show(donor.value());
        GiftAidDesk.Wish wish = body.of(donor);
        return once.carryOut(
                new Once.Call(OPERATION, key, wish.toString(), Response.Status.CREATED),
                () -> recorded(wish));
    }

    private DeclarationView recorded(GiftAidDesk.Wish wish) {
        DeclarationView made = desk.declare(wish, staff.subject());
        writeDown.act(
                "gift-aid-declaration.recorded",
                GiftAidDeclarationsResource.object(made),
                made.office().value(),
                null);
        // The key keeps the answer for days, so name and address are not part of it.
        return made.withoutPerson();
    }
}
