package org.almoner.problem;

/**
 * One thing wrong with the input.
 *
 * @param pointer JSON pointer (RFC 6901) of the field, such as {@code /address/postcode}; for a
 *     header or query parameter its name after {@code header:} or {@code query:}
 * @param code stable snake_case name of the broken rule, for programs
 * @param message the rule in one English sentence, for developers; never repeats the value
 */
public record Violation(String pointer, String code, String message) {}
