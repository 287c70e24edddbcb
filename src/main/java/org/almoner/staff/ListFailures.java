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
        return Listing.of(
                found,
                wanted.limit(),
                last -> new FailuresTable.Mark(last.since(), last.id()).written());
    }
}
