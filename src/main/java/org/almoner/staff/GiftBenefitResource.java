package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.Roles;
import org.almoner.benefit.BenefitDesk;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.money.Money;

/** What was given in return for a gift. */
@Path("/v1/staff/gifts/{id}/benefit")
@Produces(MediaType.APPLICATION_JSON)
class GiftBenefitResource {

    private final ShowBenefit showBenefit;
    private final RecordBenefit recordBenefit;

    GiftBenefitResource(ShowBenefit showBenefit, RecordBenefit recordBenefit) {
        this.showBenefit = showBenefit;
        this.recordBenefit = recordBenefit;
    }

    /** What holds today, what it does to the statement, and everything recorded before. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public GiftBenefit show(@PathParam("id") String id) {
        return showBenefit.show(PathId.read(id));
    }

    /**
     * What was given in return.
     *
     * @param cashLike {@code null} for no
     * @param intangibleReligious {@code null} for no
     */
    record Given(
            @NotBlank
                    @Size(max = 200)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String description,
            @NotNull Money value,
            Boolean cashLike,
            Boolean intangibleReligious,
            @Size(max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Given[…]";
        }

        private BenefitDesk.Wish wish() {
            return new BenefitDesk.Wish(
                    description,
                    value,
                    Boolean.TRUE.equals(cashLike),
                    Boolean.TRUE.equals(intangibleReligious),
                    reason);
        }
    }

    /** Records what was given, in the place of what was recorded before; once per key. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response record(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Given given) {
        return recordBenefit
                .record(PathId.read(id), IdempotencyKey.required(key), given.wish())
                .response();
    }

    /** Why what was recorded is wrong; kept with the gift. */
    record Reason(
            @NotBlank
                    @Size(max = 500)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Reason[…]";
        }
    }

    /** Records that nothing was given after all; once per key. */
    @POST
    @Path("/removal")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response remove(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Reason why) {
        return recordBenefit
                .remove(PathId.read(id), IdempotencyKey.required(key), why.reason())
                .response();
    }
}
