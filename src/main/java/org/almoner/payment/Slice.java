package org.almoner.payment;

import java.util.List;

/**
 * A piece of a provider's list, which may be long.
 *
 * @param items in the list's own order
 * @param next what to ask with for the piece behind this one, as the gateway made it and only it
 *     reads it; {@code null} when this is the last
 */
public record Slice<T>(List<T> items, String next) {

    public Slice {
        items = List.copyOf(items);
    }

    /** The last piece. */
    public static <T> Slice<T> last(List<T> items) {
        return new Slice<>(items, null);
    }
}
