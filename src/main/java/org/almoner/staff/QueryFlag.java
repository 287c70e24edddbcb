package org.almoner.staff;

import org.almoner.problem.DomainProblem;

/** Reads a yes or no of the query. */
final class QueryFlag {

    private QueryFlag() {}

    /**
     * What was asked for.
     *
     * @param name of the parameter, for whoever got it wrong
     * @return {@code null} when nothing was
     * @throws DomainProblem 400 for anything but {@code true} and {@code false}
     */
    static Boolean read(String name, String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw DomainProblem.invalid(
                            "query:" + name, "not_a_flag", "Either true or false.");
        };
    }
}
