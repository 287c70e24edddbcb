package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.almoner.http.Listing;
import org.almoner.http.PageRequest;

/** Shows what waits for a person in the caller's offices. */
@ApplicationScoped
class ListFailures {

    private final FailuresTable failures;
    private final WriteDown writeDown;

    ListFailures(FailuresTable failures, WriteDown writeDown) {
        this.failures = failures;
        this.writeDown = writeDown;
    }

    @Transactional
    Listing<Failure> list(OfficeScope scope, Optional<Failure.Kind> kind, PageRequest wanted) {
        List<Failure> found =
                failures.find(
                        scope, kind, wanted.markAs(FailuresTable.Mark::read), wanted.limit() + 1);
        writeDown.look("failures.listed", "failures", scope);
        if (found.size() <= wanted.limit()) {
            return new Listing<>(found, null);
        }
        List<Failure> shown = found.subList(0, wanted.limit());
        Failure last = shown.get(shown.size() - 1);
        String mark = new FailuresTable.Mark(last.since(), last.id()).written();
        return new Listing<>(shown, PageRequest.cursorFor(mark));
    }
}
