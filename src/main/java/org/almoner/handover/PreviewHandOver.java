package org.almoner.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.contact.TransferDecision;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.strongbox.Strongbox;

/** Shows what an office would be sent of a donor, or why nothing is; hands nothing over. */
@ApplicationScoped
public class PreviewHandOver {

    private final LookAtDonors look;
    private final HoldingTable holdings;
    private final FindChanges changes;
    private final InstantSource clock;

    PreviewHandOver(
            LookAtDonors look, HoldingTable holdings, Strongbox strongbox, InstantSource clock) {
        this.look = look;
        this.holdings = holdings;
        this.changes = new FindChanges(strongbox::fingerprint);
        this.clock = clock;
    }

    /** A field with its value. */
    public record Field(String name, String value) {

        @Override
        public String toString() {
            return "Field[" + name + "]";
        }
    }

    /**
     * What would be sent. Of ground and reason one is there.
     *
     * @param from the office of the record
     * @param sent whether the office may have it
     * @param next what its feed would tell next; {@code null} when it knows all already
     * @param told what it was told last, and by which entry; both {@code null} when nothing
     */
    public record Preview(
            UUID donor,
            OfficeCode office,
            OfficeCode from,
            Instant at,
            boolean sent,
            HandOverKind next,
            Ground ground,
            String reason,
            Ground.Answer answer,
            List<Field> fields,
            List<MayContact> mayContact,
            String told,
            UUID toldBy) {

        @Override
        public String toString() {
            return "Preview[" + donor + "]";
        }
    }

    /** For one record and one office; empty when there is no such record or office. */
    @Transactional
    public Optional<Preview> of(DonorId donor, OfficeCode office) {
        Instant now = clock.instant();
        Look seen = look.of(List.of(donor), now).get(donor);
        TransferDecision decision = seen == null ? null : seen.decisions().get(office);
        if (decision == null) {
            return Optional.empty();
        }
        Map<OfficeCode, Holding> told = holdings.of(List.of(donor)).getOrDefault(donor, Map.of());
        Holding last = told.get(office);
        HandOverKind next =
                changes.of(seen, told).stream()
                        .filter(it -> it.office().equals(office))
                        .map(Birth::kind)
                        .findFirst()
                        .orElse(null);
        Content content = seen.contents().get(office);
        TransferDecision.No no = decision instanceof TransferDecision.No it ? it : null;
        return Optional.of(
                new Preview(
                        donor.value(),
                        office,
                        seen.view().office(),
                        now,
                        decision.isYes(),
                        next,
                        decision instanceof TransferDecision.Yes yes ? Ground.of(yes) : null,
                        no == null ? null : no.reason().name(),
                        no == null ? null : Ground.Answer.of(no.answer()),
                        fields(content),
                        content == null ? List.of() : content.mayContact(),
                        last == null ? null : last.state().name(),
                        last == null ? null : last.entry()));
    }

    private static List<Field> fields(Content content) {
        return content == null
                ? List.of()
                : content.person().fields().entrySet().stream()
                        .map(it -> new Field(it.getKey(), it.getValue()))
                        .toList();
    }
}
