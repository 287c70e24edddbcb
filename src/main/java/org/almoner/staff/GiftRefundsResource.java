package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.money.Money;
import org.almoner.payment.RefundDesk;
import org.almoner.payment.RefundReason;
import org.almoner.payment.RefundView;

/** What is given back of a gift. */
@Path("/v1/staff/gifts/{id}/refunds")
@Produces(MediaType.APPLICATION_JSON)
class GiftRefundsResource {

    private final RefundDesk desk;
    private final GiveBack giveBack;

    GiftRefundsResource(RefundDesk desk, GiveBack giveBack) {
        this.desk = desk;
        this.giveBack = giveBack;
    }

    /**
     * What is wanted.
     *
     * @param amount {@code null} for all that is left
     * @param note {@code null} for none
     */
    record Wanted(
            Money amount,
            @NotNull RefundReason reason,
            @Size(min = 1, max = 500)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String note) {

        @Override
        public String toString() {
            return "Wanted[" + reason + "]";
        }
    }

    /** Asks for a refund, once per key. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response ask(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Wanted wanted) {
        return giveBack.ask(
                        PathId.read(id),
                        IdempotencyKey.required(key),
                        new GiveBack.Wish(wanted.amount(), wanted.reason(), wanted.note()))
                .response();
    }

    /** All refunds of a gift, oldest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<RefundView> ofGift(@PathParam("id") String id) {
        List<RefundView> found = desk.of(giveBack.mine(PathId.read(id)).id().value());
        return Listing.of(found, RefundDesk.MOST, it -> it.id().toString());
    }
}
