package org.almoner.http;

import java.util.UUID;
import org.almoner.problem.DomainProblem;

/** Ids in paths: whatever is no UUID cannot exist. */
public final class PathId {

    private PathId() {}

    public static UUID read(String text) {
        if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return UUID.fromString(text);
        }
        throw DomainProblem.notFound();
    }
}
