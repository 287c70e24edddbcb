package org.almoner.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A browser in which a donor is signed in.
 *
 * @param browser such as {@code Firefox, Linux}
 * @param current whether it is the one that asks
 */
public record SessionView(
        UUID id, String browser, Instant signedInAt, Instant usedAt, boolean current) {}
