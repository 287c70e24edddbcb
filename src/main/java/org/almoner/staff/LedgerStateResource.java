package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.consent.ChainPart;
import org.almoner.consent.ConsentChain;
import org.almoner.consent.ConsentNumbers;
import org.almoner.consent.ProjectStandings;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.office.OfficeCode;

/** The ledger of consents as a whole: how many stand how, and whether it is as it was written. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
class LedgerStateResource {

    private final ProjectStandings standings;
    private final ConsentChain chain;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    LedgerStateResource(
            ProjectStandings standings,
            ConsentChain chain,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.standings = standings;
        this.chain = chain;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /** How many records of an office stand how towards what. */
    @GET
    @Path("/consent-summary")
    @RolesAllowed({Roles.OFFICE, Roles.PRIVACY})
    public Listing<ConsentNumbers> summary(@QueryParam("office") String office) {
        OfficeCode code = OfficeScope.required(office);
        staff.requireOffice(code);
        return new Listing<>(standings.numbers(code), null);
    }

    /**
     * What was found in a part of the ledger.
     *
     * @param nextCursor what to ask for to go on; {@code null} when the whole ledger was read
     */
    record Verified(long donors, long events, List<UUID> broken, String nextCursor) {

        static Verified of(ChainPart part) {
            return new Verified(
                    part.donors(),
                    part.events(),
                    part.broken(),
                    part.last() == null ? null : PageRequest.cursorFor(part.last().toString()));
        }
    }

    /** Verifies a part of the ledger now, of all offices. */
    @GET
    @Path("/consent-verification")
    @RolesAllowed({Roles.PRIVACY, Roles.ADMIN})
    public Verified verify(@QueryParam("cursor") String cursor) {
        UUID after = PageRequest.of(null, cursor).markAs(UUID::fromString).orElse(null);
        ChainPart part = chain.verifyPart(after);
        if (after == null) {
            writeDown.look("consent-ledger.verified", "consent-ledger", OfficeScope.of(staff));
        }
        return Verified.of(part);
    }
}
