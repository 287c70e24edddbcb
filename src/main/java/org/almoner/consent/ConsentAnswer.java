package org.almoner.consent;

/**
 * A donor's answer to one text, as it came.
 *
 * @param given for a box: whether it is ticked; for a notice: {@code true}, it was shown
 */
public record ConsentAnswer(String id, Integer version, Boolean given) {}
