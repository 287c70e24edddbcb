package org.almoner.portal;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.almoner.access.CurrentDonor;
import org.almoner.access.Roles;
import org.almoner.account.ContactView;
import org.almoner.account.RequestAddressChange;
import org.almoner.account.ShowContact;
import org.almoner.donor.EmailAddress;
import org.almoner.donor.PlainText;
import org.almoner.http.Version;
import org.almoner.problem.DomainProblem;

/** A donor's contact data, and how to change them. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ProfileResource {

    private final ShowContact show;
    private final ChangeProfile change;
    private final RequestAddressChange addresses;
    private final CurrentDonor donor;

    ProfileResource(
            ShowContact show,
            ChangeProfile change,
            RequestAddressChange addresses,
            CurrentDonor donor) {
        this.show = show;
        this.change = change;
        this.addresses = addresses;
        this.donor = donor;
    }

    /** The body of a wish for another address. */
    record Wish(@NotNull String email) {

        @Override
        public String toString() {
            return "Wish";
        }
    }

    /** Contact data as they are today. */
    @GET
    @RolesAllowed(Roles.DONOR)
    public Response show() {
        return answer(show.of(donor.account()));
    }

    /** Changes some of them, from now on and for all mails to come. */
    @PATCH
    @RolesAllowed(Roles.DONOR)
    public Response change(
            @HeaderParam("If-Match") String version, @NotNull @Valid ContactChanges body) {
        return answer(change.change(Version.required(version), body));
    }

    /** Asks another mailbox whether it is the donor's; the answer tells nothing about it. */
    @POST
    @Path("/email-changes")
    @RolesAllowed(Roles.DONOR)
    public Response changeEmail(@NotNull @Valid Wish body) {
        donor.requireFresh();
        EmailAddress email =
                EmailAddress.parse(body.email())
                        .filter(it -> !PlainText.holdsCardNumber(it.value()))
                        .orElseThrow(
                                () ->
                                        DomainProblem.invalid(
                                                "/email",
                                                "invalid_email",
                                                "Not a mail address, or more than one"));
        addresses.request(donor.account(), email);
        return Response.accepted().build();
    }

    private static Response answer(ContactView person) {
        return Response.ok(Profile.of(person))
                .header("ETag", "\"" + person.version() + "\"")
                .build();
    }
}
