package org.almoner.portal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentDonor;
import org.almoner.access.Roles;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.money.Money;
import org.almoner.problem.DomainProblem;
import org.almoner.statement.DocumentKind;
import org.almoner.statement.StatementMark;
import org.almoner.tax.StatementState;
import org.almoner.tax.StatementView;
import org.almoner.tax.TaxHistory;

/** The donor's own tax statements. */
@Path("/v1/me/tax-statements")
@Produces(MediaType.APPLICATION_JSON)
class MyStatementsResource {

    private static final String PDF = "application/pdf";

    private final TaxHistory history;
    private final CurrentDonor donor;

    MyStatementsResource(TaxHistory history, CurrentDonor donor) {
        this.history = history;
        this.donor = donor;
    }

    /**
     * A statement.
     *
     * @param office who issued it
     * @param valid whether it still stands; a void one must not be used any more
     * @param replacedBy number of the one that stands for it; {@code null} for none
     */
    record MyStatement(
            UUID id,
            String number,
            String office,
            DocumentKind kind,
            String locale,
            int taxYear,
            LocalDate issuedOn,
            LocalDate from,
            LocalDate to,
            Money total,
            int gifts,
            boolean valid,
            String replaces,
            String replacedBy,
            Instant endedAt) {

        private static MyStatement of(StatementView it) {
            return new MyStatement(
                    it.id(),
                    it.number(),
                    it.office().value(),
                    it.kind(),
                    it.locale(),
                    it.taxYear(),
                    it.issuedOn(),
                    it.from(),
                    it.to(),
                    it.total(),
                    it.gifts(),
                    it.state() == StatementState.ISSUED,
                    it.replaces(),
                    it.replacedBy(),
                    it.endedAt());
        }
    }

    /** How much of the list. */
    record Wanted(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {}

    /** The donor's statements, latest first. */
    @GET
    @RolesAllowed(Roles.DONOR)
    public Listing<MyStatement> list(@BeanParam Wanted wanted) {
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        List<MyStatement> found =
                history
                        .ofDonors(
                                donor.donors(),
                                page.markAs(UUID::fromString).orElse(null),
                                page.limit() + 1)
                        .stream()
                        .map(MyStatement::of)
                        .toList();
        return Listing.of(found, page.limit(), last -> last.id().toString());
    }

    /** One statement. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.DONOR)
    public MyStatement show(@PathParam("id") String id) {
        return MyStatement.of(mine(id));
    }

    /** The document; a void one is marked as such. */
    @GET
    @Path("/{id}/pdf")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.DONOR)
    public Response document(@PathParam("id") String id) {
        StatementView statement = mine(id);
        StatementMark mark =
                statement.state() == StatementState.ISSUED
                        ? StatementMark.ORIGINAL
                        : StatementMark.CANCELLED;
        byte[] document =
                history.document(statement.id(), mark).orElseThrow(DomainProblem::notFound);
        return Response.ok(document, PDF)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + statement.number() + ".pdf\"")
                .build();
    }

    private StatementView mine(String id) {
        return history.find(PathId.read(id))
                .filter(it -> donor.donors().contains(it.donor()))
                .filter(it -> it.sha256() != null)
                .orElseThrow(DomainProblem::notFound);
    }
}
