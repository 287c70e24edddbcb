package org.almoner.handover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.almoner.contact.TransferDecision;
import org.almoner.office.OfficeCode;

/** What offices must be told, from how things are and what they were told last. */
final class FindChanges {

    private final UnaryOperator<String> seal;

    /**
     * @param seal makes a keyed hash of what an office gets
     */
    FindChanges(UnaryOperator<String> seal) {
        this.seal = seal;
    }

    /**
     * In the order of the offices' codes; empty when nobody has to hear anything.
     *
     * @param told what each office was told last of this donor
     */
    List<Birth> of(Look look, Map<OfficeCode, Holding> told) {
        var offices = new TreeSet<>(java.util.Comparator.comparing(OfficeCode::value));
        offices.addAll(look.decisions().keySet());
        offices.addAll(told.keySet());
        List<Birth> births = new ArrayList<>();
        for (OfficeCode office : offices) {
            one(look, office, told.get(office)).ifPresent(births::add);
        }
        return births;
    }

    /** All of many looks. */
    List<Birth> ofAll(Collection<Look> looks, Map<?, Map<OfficeCode, Holding>> told) {
        return looks.stream()
                .flatMap(it -> of(it, told.getOrDefault(it.view().id(), Map.of())).stream())
                .toList();
    }

    private Optional<Birth> one(Look look, OfficeCode office, Holding told) {
        TransferDecision decision = look.decisions().get(office);
        if (told != null && told.state() == Holding.State.ERASED) {
            return Optional.empty();
        }
        if (decision instanceof TransferDecision.Yes yes) {
            return given(look, office, Ground.of(yes), told);
        }
        // An office that is not in the catalogue any more has no decision, and no ground either.
        TransferDecision.No no =
                decision == null
                        ? new TransferDecision.No(TransferDecision.Reason.NO_RULE, null, null)
                        : (TransferDecision.No) decision;
        if (told == null) {
            return Optional.empty();
        }
        if (no.reason() == TransferDecision.Reason.ERASED) {
            return Optional.of(ended(look, office, HandOverKind.ERASED, no));
        }
        return told.isHeld()
                ? Optional.of(ended(look, office, HandOverKind.WITHDRAWN, no))
                : Optional.empty();
    }

    private Optional<Birth> given(Look look, OfficeCode office, Ground ground, Holding told) {
        Content content = look.contents().get(office);
        String hash = hash(look, office, content, ground);
        boolean isHeld = told != null && told.isHeld();
        if (isHeld && told.hash().equals(hash)) {
            return Optional.empty();
        }
        return Optional.of(
                new Birth(
                        office,
                        look.view().id(),
                        look.view().office(),
                        isHeld ? HandOverKind.CHANGED : HandOverKind.INITIAL,
                        ground,
                        null,
                        ground.answer(),
                        content.fields(),
                        hash));
    }

    /** Of two people who say the same, and of two offices that get the same, hashes differ. */
    String hash(Look look, OfficeCode office, Content content, Ground ground) {
        return seal.apply(
                "hand-over|" + office + "|" + look.view().id() + "|" + content.canonical(ground));
    }

    private static Birth ended(
            Look look, OfficeCode office, HandOverKind kind, TransferDecision.No no) {
        return new Birth(
                office,
                look.view().id(),
                look.view().office(),
                kind,
                null,
                no.reason().name(),
                Ground.Answer.of(no.answer()),
                List.of(),
                null);
    }
}
