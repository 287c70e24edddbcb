package org.almoner.http;

import java.util.List;

/**
 * One page of a list.
 *
 * @param nextCursor what to ask for to continue; {@code null} when nothing is left
 */
public record Listing<T>(List<T> items, String nextCursor) {}
