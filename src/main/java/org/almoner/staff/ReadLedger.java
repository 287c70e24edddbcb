package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.consent.ConsentChannel;
import org.almoner.consent.ConsentPurpose;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.http.QueryValue;
import org.almoner.problem.DomainProblem;
import org.almoner.signup.ConsentEntries;

/** Shows privacy officers the ledger of consents of their offices; each look is on the trail. */
@ApplicationScoped
class ReadLedger {

    private final ConsentEntries entries;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    ReadLedger(ConsentEntries entries, CurrentStaff staff, WriteDown writeDown) {
        this.entries = entries;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * What is asked for; whatever is {@code null} is not narrowed.
     *
     * @param from first day in UTC
     * @param to last day
     * @param donor a record
     */
    record Wish(
            @QueryParam("office") String office,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("purpose") String purpose,
            @QueryParam("channel") String channel,
            @QueryParam("donor") String donor,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {}

    /**
     * One page, the latest first.
     *
     * @throws DomainProblem 400 for what is no office code, day, purpose, channel, id or cursor
     */
    @Transactional
    Listing<ConsentEntries.Entry> page(Wish wish) {
        OfficeScope scope = OfficeScope.of(staff, wish.office());
        Days days = Days.between(wish.from(), wish.to());
        PageRequest page = PageRequest.of(wish.limit(), wish.cursor());
        TimeAndId mark = page.markAs(TimeAndId::read).orElse(TimeAndId.NONE);
        ConsentEntries.Filter filter =
                new ConsentEntries.Filter(
                        scope.every() ? null : List.copyOf(scope.codes()),
                        days.from(),
                        days.until(),
                        named("purpose", ConsentPurpose.class, wish.purpose()),
                        named("channel", ConsentChannel.class, wish.channel()),
                        donor(wish.donor()));
        List<ConsentEntries.Entry> found =
                entries.newestFirst(
                        filter, new ConsentEntries.Mark(mark.at(), mark.id()), page.limit() + 1);
        writeDown.look(
                "consents.read",
                filter.donor() == null ? "consents" : "donor/" + filter.donor(),
                scope);
        return Listing.of(found, page.limit(), it -> new TimeAndId(it.at(), it.id()).written());
    }

    private static <E extends Enum<E>> String named(String name, Class<E> kind, String asked) {
        E found = QueryValue.oneOf(name, asked, kind);
        return found == null ? null : found.name();
    }

    private static UUID donor(String asked) {
        try {
            return asked == null ? null : UUID.fromString(asked);
        } catch (IllegalArgumentException notAnId) {
            throw DomainProblem.invalid("query:donor", "not_an_id", "The id of a record.");
        }
    }
}
