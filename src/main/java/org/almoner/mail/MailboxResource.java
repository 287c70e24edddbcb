package org.almoner.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.almoner.mode.SandboxOnly;
import org.almoner.problem.DomainProblem;

/** The local mailbox, for people (pages that need no script) and for scripts (JSON). */
@Path("/dev/mailbox")
@SandboxOnly
class MailboxResource {

    private static final int SHOWN = 200;
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";
    private static final String CSP = "Content-Security-Policy";

    private final LocalMailbox mailbox;

    MailboxResource(LocalMailbox mailbox) {
        this.mailbox = mailbox;
    }

    @CheckedTemplate(basePath = "mail")
    static class Templates {
        static native TemplateInstance mailbox(List<CaughtMail> mails);
    }

    /** The list, as a page. */
    @GET
    @PermitAll
    @Produces(HTML)
    public Response page() {
        return Response.ok(Templates.mailbox(mailbox.newest(SHOWN)).render())
                .header(CSP, "default-src 'none'; style-src 'unsafe-inline'")
                .build();
    }

    /** The newest mails. */
    @GET
    @Path("messages")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public CaughtMail.Listing list() {
        return new CaughtMail.Listing(
                mailbox.newest(SHOWN).stream().map(CaughtMail::entry).toList());
    }

    /** One mail whole. */
    @GET
    @Path("messages/{id}")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public CaughtMail show(@PathParam("id") String id) {
        return found(id);
    }

    /** The HTML of one mail as a mail program would show it: no script, nothing fetched. */
    @GET
    @Path("messages/{id}/html")
    @PermitAll
    @Produces(HTML)
    public Response html(@PathParam("id") String id) {
        return Response.ok(found(id).html())
                .header(
                        CSP,
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
                .build();
    }

    /** The plain text of one mail. */
    @GET
    @Path("messages/{id}/text")
    @PermitAll
    @Produces(TEXT)
    public String text(@PathParam("id") String id) {
        return found(id).text();
    }

    private CaughtMail found(String id) {
        try {
            return mailbox.find(UUID.fromString(id)).orElseThrow(DomainProblem::notFound);
        } catch (IllegalArgumentException noId) {
            throw DomainProblem.notFound();
        }
    }
}
