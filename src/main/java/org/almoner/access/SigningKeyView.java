package org.almoner.access;

import java.time.Instant;

/**
 * A key of donors' tokens as staff see it.
 *
 * @param kid its name in tokens and in the published set
 * @param state {@code NEXT}, {@code ACTIVE}, {@code RETIRED}, {@code REVOKED} or {@code EXPIRED}
 * @param activeAt since when it signs or signed; {@code null} before
 * @param retiredAt since when it only verifies; {@code null} before
 */
public record SigningKeyView(String kid, String state, Instant activeAt, Instant retiredAt) {}
