package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** Shows one gift of the caller's offices. */
@ApplicationScoped
class ShowGift {

    private final GiftsTable gifts;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ShowGift(GiftsTable gifts, CurrentStaff staff, WriteDown writeDown) {
        this.gifts = gifts;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * The gift with its payments.
     *
     * @throws DomainProblem 404, the same for an unknown gift and for one of a foreign office
     */
    @Transactional
    StaffGiftDetail show(UUID id) {
        StaffGift gift = mine(id);
        writeDown.act("gift.shown", "donation/" + id, gift.office(), null);
        return new StaffGiftDetail(gift, gifts.paymentsOf(id));
    }

    /** The gift, if the caller may see it. */
    StaffGift mine(UUID id) {
        StaffGift gift =
                gifts.find(id, OfficeScope.seesRestricted(staff))
                        .orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(gift.office()));
        return gift;
    }
}
