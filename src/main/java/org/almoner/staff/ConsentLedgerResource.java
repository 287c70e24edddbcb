package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.almoner.access.Roles;
import org.almoner.consent.ConsentEvidence;
import org.almoner.http.Listing;
import org.almoner.http.PathId;
import org.almoner.signup.ConsentEntries;

/** The ledger of consents, for privacy officers. */
@Path("/v1/staff/consents")
@Produces(MediaType.APPLICATION_JSON)
class ConsentLedgerResource {

    private static final String JSON_LD = "application/ld+json";

    private final ReadLedger ledger;
    private final ShowConsentReceipt receipt;
    private final ShowConsentDocument document;

    ConsentLedgerResource(
            ReadLedger ledger, ShowConsentReceipt receipt, ShowConsentDocument document) {
        this.ledger = ledger;
        this.receipt = receipt;
        this.document = document;
    }

    /** Answers to the caller's offices, the latest first. */
    @GET
    @RolesAllowed(Roles.PRIVACY)
    public Listing<ConsentEntries.Entry> list(@BeanParam ReadLedger.Wish wanted) {
        return ledger.page(wanted);
    }

    /** The signed form that proves an answer, as it was brought. */
    @GET
    @Path("/{id}/document")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.PRIVACY)
    public Response document(@PathParam("id") String id) {
        ConsentEvidence.Document found = document.of(PathId.read(id));
        String ending = found.mediaType().substring(found.mediaType().indexOf('/') + 1);
        return Response.ok(found.content(), found.mediaType())
                .header("Content-Disposition", "attachment; filename=\"consent." + ending + "\"")
                .build();
    }

    /** The receipt of one answer, with all answers to the same question. */
    @GET
    @Path("/{id}/receipt")
    @Produces({JSON_LD, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.PRIVACY)
    public Map<String, Object> receipt(@PathParam("id") String id) {
        return receipt.jsonLd(PathId.read(id));
    }

    /** The same as Kantara's consent receipt, for a consent that holds. */
    @GET
    @Path("/{id}/receipt/kantara")
    @RolesAllowed(Roles.PRIVACY)
    public Map<String, Object> kantara(@PathParam("id") String id) {
        return receipt.kantara(PathId.read(id));
    }
}
