package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.almoner.access.CurrentStaff;
import org.almoner.handover.AcknowledgeHandOvers;
import org.almoner.handover.FeedEntry;
import org.almoner.handover.HandOverHistory;
import org.almoner.handover.RenderEntries;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/**
 * Hands an office what is new for it and takes its acknowledgements, each on the audit trail. A
 * foreign office is like one that does not exist.
 */
@ApplicationScoped
class HandOver {

    private final RenderEntries render;
    private final HandOverHistory history;
    private final AcknowledgeHandOvers acknowledge;
    private final CurrentStaff staff;
    private final WriteDown writeDown;

    HandOver(
            RenderEntries render,
            HandOverHistory history,
            AcknowledgeHandOvers acknowledge,
            CurrentStaff staff,
            WriteDown writeDown) {
        this.render = render;
        this.history = history;
        this.acknowledge = acknowledge;
        this.staff = staff;
        this.writeDown = writeDown;
    }

    /**
     * A piece of a feed.
     *
     * @param cursor where to go on, now or next week; always there
     * @param more whether there is something behind it already
     */
    record Feed(List<FeedEntry> items, String cursor, boolean more) {}

    /**
     * What comes behind the cursor.
     *
     * @throws DomainProblem 404 for a foreign office
     */
    @Transactional
    Feed feed(OfficeCode office, PageRequest page) {
        staff.requireOffice(office);
        long behind = position(page);
        List<FeedEntry> items = render.after(office, behind, page.limit(), staff.subject());
        if (items.isEmpty()) {
            return new Feed(items, PageRequest.cursorFor(String.valueOf(behind)), false);
        }
        long last = items.get(items.size() - 1).position();
        writeDown.act(
                "hand-overs.fetched",
                "hand-overs/" + items.get(0).position() + "-" + last,
                office.value(),
                null);
        return new Feed(
                items, PageRequest.cursorFor(String.valueOf(last)), history.end(office) > last);
    }

    /**
     * Withdrawals and erasures that wait; what is shown names nobody.
     *
     * @throws DomainProblem 404 for a foreign office
     */
    @Transactional
    Listing<HandOverHistory.Open> open(OfficeCode office, PageRequest page) {
        staff.requireOffice(office);
        return Listing.of(
                history.open(office, position(page), page.limit() + 1),
                page.limit(),
                last -> String.valueOf(last.position()));
    }

    /**
     * Acknowledges one entry; a second time changes nothing.
     *
     * @throws DomainProblem 404 for an unknown entry, or one of a foreign office; 409 for one that
     *     was never handed over
     */
    @Transactional
    HandOverHistory.Entry acknowledge(UUID id) {
        HandOverHistory.Entry entry = history.find(id).orElseThrow(DomainProblem::notFound);
        staff.requireOffice(entry.office());
        if (entry.acknowledgedAt() != null) {
            return entry;
        }
        HandOverHistory.Entry done = acknowledge.one(id, staff.subject());
        writeDown.act("hand-over.acknowledged", "hand-over/" + id, entry.office().value(), null);
        return done;
    }

    /**
     * Acknowledges all up to a position; a second time changes nothing.
     *
     * @throws DomainProblem 404 for a foreign office; 400 for a position beyond the end; 409 when
     *     one of them was never handed over
     */
    @Transactional
    AcknowledgeHandOvers.Acknowledged acknowledge(OfficeCode office, long upTo) {
        staff.requireOffice(office);
        AcknowledgeHandOvers.Acknowledged done = acknowledge.upTo(office, upTo, staff.subject());
        if (done.acknowledged() > 0) {
            writeDown.act("hand-overs.acknowledged", "hand-overs/-" + upTo, office.value(), null);
        }
        return done;
    }

    private static long position(PageRequest page) {
        return page.markAs(
                        mark -> {
                            long position = Long.parseLong(mark);
                            if (position < 0) {
                                throw new IllegalArgumentException("A position is never negative");
                            }
                            return position;
                        })
                .orElse(0L);
    }
}
