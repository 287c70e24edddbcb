package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.giftaid.ClaimLeftOut;
import org.almoner.giftaid.GiftAidClaims;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.QueryValue;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** What a claim of Gift Aid would be, before it is made. */
@Path("/v1/staff/gift-aid-preview")
@Produces(MediaType.APPLICATION_JSON)
class GiftAidPreviewResource {

    private final GiftAidClaims claims;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    GiftAidPreviewResource(GiftAidClaims claims, CurrentStaff staff, WriteDown writeDown) {
        this.claims = claims;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** Which claim it would be, as the query says it. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("until") String until,
            @QueryParam("reason") String reason,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {

        private OfficeCode mine(CurrentStaff staff) {
            if (office == null) {
                throw DomainProblem.invalid("query:office", "required", "An office is needed.");
            }
            OfficeScope scope = OfficeScope.of(staff, office);
            return scope.codes().stream()
                    .map(OfficeCode::new)
                    .findFirst()
                    .orElseThrow(DomainProblem::notFound);
        }

        private LocalDate last() {
            return QueryValue.day("until", until);
        }

        private ClaimLeftOut why() {
            return QueryValue.oneOf("reason", reason, ClaimLeftOut.class);
        }
    }

    /** Sums and reasons. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public GiftAidClaims.Preview preview(@BeanParam Wanted wanted) {
        return claims.preview(wanted.mine(staff), wanted.last());
    }

    /** Gifts that would not be claimed, and why. */
    @GET
    @Path("/left-out")
    @RolesAllowed(Roles.FINANCE)
    public Listing<GiftAidClaims.LeftOutGift> leftOut(@BeanParam Wanted wanted) {
        OfficeCode office = wanted.mine(staff);
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<GiftAidClaims.LeftOutGift> found =
                claims.leftOut(
                        office,
                        wanted.last(),
                        wanted.why(),
                        page.markAs(UUID::fromString).orElse(null),
                        page.limit() + 1);
        writeDown.act("gift-aid-preview.listed", "gifts", office.value(), null);
        return Listing.of(found, page.limit(), last -> last.gift().toString());
    }
}
