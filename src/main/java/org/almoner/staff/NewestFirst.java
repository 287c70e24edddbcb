package org.almoner.staff;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.almoner.access.CurrentStaff;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;
import org.almoner.problem.DomainProblem;

/**
 * Which page is wanted of a list that is ordered by time, the latest first, and of which office.
 *
 * @param office {@code null} for all offices of the caller
 * @param limit how many at most; {@code null} for as many as usual
 * @param cursor where the page before ended; {@code null} to begin
 */
record NewestFirst(
        @QueryParam("office") String office,
        @QueryParam("limit") String limit,
        @QueryParam("cursor") String cursor) {

    /** Reads a page of such a list. */
    interface Source<T> {

        /**
         * Some of it.
         *
         * @param offices codes; {@code null} for every office
         * @param before behind what was recorded then; {@code null} to begin
         * @param id behind this one of that moment
         */
        List<T> page(List<String> offices, Instant before, UUID id, int most);
    }

    /**
     * The page.
     *
     * @param place when and as what an item stands in the list
     * @throws DomainProblem 400 for what is no office code, limit or cursor
     */
    <T> Listing<T> of(CurrentStaff staff, Source<T> source, Function<T, TimeAndId> place) {
        OfficeScope scope = OfficeScope.of(staff, office);
        PageRequest page = PageRequest.of(limit, cursor);
        TimeAndId mark = page.markAs(TimeAndId::read).orElse(TimeAndId.NONE);
        List<T> found =
                source.page(
                        scope.every() ? null : List.copyOf(scope.codes()),
                        mark.at(),
                        mark.id(),
                        page.limit() + 1);
        return Listing.of(found, page.limit(), it -> place.apply(it).written());
    }
}
