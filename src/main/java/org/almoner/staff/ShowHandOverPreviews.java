package org.almoner.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.almoner.donor.DonorId;
import org.almoner.handover.PreviewHandOver;
import org.almoner.handover.PreviewMove;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;

/** Shows previews of records of the caller's offices, and puts the look on the trail. */
@ApplicationScoped
class ShowHandOverPreviews {

    private final JoinDonors people;
    private final PreviewHandOver handOvers;
    private final PreviewMove moves;
    private final WriteDown writeDown;

    ShowHandOverPreviews(
            JoinDonors people, PreviewHandOver handOvers, PreviewMove moves, WriteDown writeDown) {
        this.people = people;
        this.handOvers = handOvers;
        this.moves = moves;
        this.writeDown = writeDown;
    }

    /**
     * What an office would be sent.
     *
     * @throws DomainProblem 404 for an unknown record, or one of a foreign office; 400 for an
     *     office that does not exist
     */
    @Transactional
    PreviewHandOver.Preview handOver(UUID record, OfficeCode office) {
        people.seen(record);
        PreviewHandOver.Preview preview =
                handOvers
                        .of(new DonorId(record), office)
                        .orElseThrow(
                                () ->
                                        DomainProblem.invalid(
                                                "query:office",
                                                "unknown_office",
                                                "There is no such office."));
        writeDown.act("hand-over-preview.shown", "donor/" + record, preview.from().value(), null);
        return preview;
    }

    /**
     * What a move changes.
     *
     * @throws DomainProblem 404 for an unknown record, or one of a foreign office
     */
    @Transactional
    PreviewMove.Move move(UUID record) {
        people.seen(record);
        PreviewMove.Move move = moves.of(new DonorId(record)).orElseThrow(DomainProblem::notFound);
        writeDown.act("move-preview.shown", "donor/" + record, move.from().value(), null);
        return move;
    }
}
