package org.almoner.staff;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.access.Roles;
import org.almoner.bank.Decision;
import org.almoner.bank.EntryView;
import org.almoner.bank.Proposal;
import org.almoner.bank.UnmatchedEntries;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.PathId;
import org.almoner.idempotency.IdempotencyKey;
import org.almoner.problem.DomainProblem;
import org.almoner.reconciliation.Payouts;

/** Money that nothing fitted, and what a person does with it. */
@Path("/v1/staff/unmatched-entries")
@Produces(MediaType.APPLICATION_JSON)
class UnmatchedEntriesResource {

    private static final int MOST_PAYOUTS = 10;

    private final ShowUnmatchedEntries show;
    private final DecideEntryByHand decide;
    private final Payouts payouts;
    private final CurrentStaff staff;

    UnmatchedEntriesResource(
            ShowUnmatchedEntries show,
            DecideEntryByHand decide,
            Payouts payouts,
            CurrentStaff staff) {
        this.show = show;
        this.decide = decide;
        this.payouts = payouts;
        this.staff = staff;
    }

    /** Which part of the queue. */
    record Wanted(
            @QueryParam("office") String office,
            @QueryParam("reason") String reason,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    /** What waits at the caller's offices, the oldest first. */
    @GET
    @RolesAllowed(Roles.FINANCE)
    public Listing<EntryView> list(@BeanParam Wanted wanted) {
        PageRequest page = PageRequest.of(wanted.limit(), wanted.cursor());
        Mark mark = page.markAs(Mark::read).orElse(new Mark(null, null));
        OfficeScope scope = OfficeScope.of(staff, wanted.office());
        List<EntryView> found =
                show.page(
                        scope,
                        new UnmatchedEntries.Wanted(
                                scope.every() ? null : List.copyOf(scope.codes()),
                                reason(wanted.reason()),
                                mark.day(),
                                mark.id()),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), it -> new Mark(it.bookedOn(), it.id()).written());
    }

    private static String reason(String text) {
        if (text != null && !text.matches("[a-z][a-z0-9_]{0,39}")) {
            throw DomainProblem.invalid(
                    "query:reason", "not_a_reason", "A reason as the entries have it.");
        }
        return text;
    }

    /** Where a page ended. */
    private record Mark(LocalDate day, UUID id) {

        static Mark read(String text) {
            String[] parts = text.split("/", 2);
            return new Mark(LocalDate.parse(parts[0]), UUID.fromString(parts[1]));
        }

        String written() {
            return day + "/" + id;
        }
    }

    /** An entry with what it may belong to: gifts and donors, and payouts of the same amount. */
    record Whole(EntryView entry, List<Proposal> proposals, List<Payouts.PayoutView> payouts) {}

    /** One entry that waits or waited. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.FINANCE)
    public Whole show(@PathParam("id") String id) {
        EntryView entry = show.one(PathId.read(id));
        return new Whole(entry, show.proposals(entry.id()), payoutsFor(entry));
    }

    private List<Payouts.PayoutView> payoutsFor(EntryView entry) {
        return entry.state().equals("WAITING") && entry.direction() == EntryView.Direction.IN
                ? payouts.fitting(entry.office(), entry.amount(), entry.bookedOn(), MOST_PAYOUTS)
                : List.of();
    }

    /** To whom money is to be sent back. */
    @GET
    @Path("/{id}/return-note")
    @RolesAllowed(Roles.FINANCE)
    public UnmatchedEntries.ReturnNote returnNote(@PathParam("id") String id) {
        return show.returnNote(PathId.read(id));
    }

    /**
     * A gift to be made of the money.
     *
     * @param campaign {@code null} when nothing is said
     */
    record NewGift(@NotNull UUID donor, UUID campaign) {}

    /** Why something is done. */
    record Why(
            @NotBlank
                    @Size(max = 500)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "one line of text")
                    String reason) {

        @Override
        public String toString() {
            return "Why[…]";
        }
    }

    /** What is decided: exactly one of the five. */
    record Assignment(
            UUID gift,
            @Valid NewGift newGift,
            UUID payout,
            @Valid Why sentBack,
            @Valid Why setAside) {

        Decision decision() {
            List<Decision> wishes = new ArrayList<>();
            if (gift != null) {
                wishes.add(new Decision.Assign(gift));
            }
            if (newGift != null) {
                wishes.add(new Decision.MakeGift(newGift.donor(), newGift.campaign()));
            }
            if (payout != null) {
                wishes.add(new Decision.IsPayout(payout));
            }
            if (sentBack != null) {
                wishes.add(new Decision.SendBack(sentBack.reason().strip()));
            }
            if (setAside != null) {
                wishes.add(new Decision.SetAside(setAside.reason().strip()));
            }
            if (wishes.size() != 1) {
                throw DomainProblem.invalid(
                        "", "exactly_one", "One of gift, newGift, payout, sentBack and setAside.");
            }
            return wishes.get(0);
        }

        @Override
        public String toString() {
            return "Assignment[…]";
        }
    }

    /** Decides about an entry, once per key. */
    @POST
    @Path("/{id}/assignment")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FINANCE)
    public Response assign(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid Assignment wish) {
        IdempotencyKey intention = IdempotencyKey.required(key);
        return decide.decide(PathId.read(id), intention, wish.decision()).response();
    }
}
