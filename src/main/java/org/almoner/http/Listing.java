package org.almoner.http;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param nextCursor what to ask for to continue; {@code null} when nothing is left
 */
public record Listing<T>(List<T> items, String nextCursor) {

    /**
     * The page of a list of which one more was looked for than fits.
     *
     * @param found what was found; more than the limit means that there is a next page
     * @param limit how many are shown
     * @param mark by which the next page finds the last one shown, see {@link PageRequest#markAs}
     */
    public static <T> Listing<T> of(List<T> found, int limit, Function<T, String> mark) {
        return found.size() <= limit
                ? new Listing<>(found, null)
                : new Listing<>(
                        found.subList(0, limit),
                        PageRequest.cursorFor(mark.apply(found.get(limit - 1))));
    }
}
