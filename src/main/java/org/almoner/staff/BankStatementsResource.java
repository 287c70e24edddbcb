package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.bank.BankFiles;
import org.almoner.bank.FileView;
import org.almoner.bank.TakeBankFile;
import org.almoner.http.Listing;
import org.almoner.http.PathId;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** Files of banks: what they told, and what became of it. */
@Path("/v1/staff/bank-statements")
@Produces(MediaType.APPLICATION_JSON)
class BankStatementsResource {

    private final TakeBankFile takeFile;
    private final BankFiles files;
    private final CurrentStaff staff;

    BankStatementsResource(TakeBankFile takeFile, BankFiles files, CurrentStaff staff) {
        this.takeFile = takeFile;
        this.files = files;
        this.staff = staff;
    }

    /** Takes a file; the file itself is the key under which this happens once. */
    @POST
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @RolesAllowed(Roles.FINANCE)
    public Response take(@QueryParam("office") String office, InputStream body) {
        OfficeCode code = OfficeScope.required(office);
        staff.requireOffice(code);
        staff.requireSecondFactor();
        TakeBankFile.Taken taken = takeFile.take(code, body, staff.subject());
        return Response.status(taken.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .entity(taken.file())
                .build();
    }

    /** Files of the caller's offices, the latest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<FileView> list(@BeanParam NewestFirst wanted) {
        return wanted.of(staff, files::page, it -> new TimeAndId(it.takenAt(), it.id()));
    }

    /** A file with its statements. */
    record Whole(FileView file, List<FileView.StatementView> statements) {}

    /** One file. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.FINANCE)
    public Whole show(@PathParam("id") String id) {
        FileView file = files.find(PathId.read(id)).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(new OfficeCode(file.office()));
        return new Whole(file, files.statements(file.id()));
    }
}
