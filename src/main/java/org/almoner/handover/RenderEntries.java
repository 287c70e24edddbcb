package org.almoner.handover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.almoner.contact.TransferDecision;
import org.almoner.donor.DonorId;
import org.almoner.office.OfficeCode;
import org.almoner.sql.Sql;
import org.almoner.strongbox.Strongbox;

/**
 * Renders entries from present data at the moment of asking, whoever asks: the feed that is pulled,
 * and what is pushed. An entry whose ground has fallen away since says so instead. Each rendering
 * is a hand-over and on record as such, in the same transaction.
 */
@ApplicationScoped
public class RenderEntries {

    private static final String AFTER =
            "SELECT "
                    + StoredEntry.COLUMNS
                    + " FROM handover_entry WHERE office = ? AND position > ? ORDER BY position LIMIT ?";

    private static final String ONE =
            "SELECT " + StoredEntry.COLUMNS + " FROM handover_entry WHERE id = ?";

    private final LookAtDonors look;
    private final RecordDeliveries record;
    private final FindChanges hashes;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Sql sql;

    RenderEntries(
            LookAtDonors look,
            RecordDeliveries record,
            Strongbox strongbox,
            ObjectMapper json,
            InstantSource clock,
            Sql sql) {
        this.look = look;
        this.record = record;
        this.hashes = new FindChanges(strongbox::fingerprint);
        this.json = json;
        this.clock = clock;
        this.sql = sql;
    }

    /**
     * The next entries of an office's feed, with as many statements for a hundred as for one.
     *
     * @param position behind which; 0 for the beginning
     * @param to whom they are handed: subject of a token, or the name of what pushes
     */
    @Transactional
    public List<FeedEntry> after(OfficeCode office, long position, int limit, String to) {
        return render(sql.read(AFTER, StoredEntry::read, office.value(), position, limit), to);
    }

    /**
     * One entry as JSON, the same as in the feed.
     *
     * @param to whom it is handed
     * @return empty when there is no such entry
     */
    @Transactional
    public Optional<String> json(UUID entry, String to) {
        return render(sql.read(ONE, StoredEntry::read, entry), to).stream()
                .findFirst()
                .map(this::written);
    }

    private String written(FeedEntry entry) {
        try {
            return json.writeValueAsString(entry);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An entry could not be written as JSON", impossible);
        }
    }

    private List<FeedEntry> render(List<StoredEntry> entries, String to) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Map<DonorId, Look> looks =
                look.of(entries.stream().map(StoredEntry::donor).distinct().toList(), now);
        List<FeedEntry> rendered = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        for (StoredEntry entry : entries) {
            FeedEntry one = render(entry, looks.get(entry.donor()));
            rendered.add(one);
            sent.add(one.person() == null ? null : hash(one, looks.get(entry.donor())));
        }
        record.record(rendered, sent, to, now);
        return rendered;
    }

    private String hash(FeedEntry entry, Look seen) {
        return hashes.hash(
                seen, entry.office(), seen.contents().get(entry.office()), entry.ground());
    }

    /** From what was born and how it is; pure. */
    static FeedEntry render(StoredEntry entry, Look seen) {
        if (!entry.kind().hasData()) {
            return without(entry, entry.kind(), entry.reason(), entry.answer());
        }
        TransferDecision decision = seen == null ? null : seen.decisions().get(entry.office());
        if (decision instanceof TransferDecision.Yes yes) {
            Content content = seen.contents().get(entry.office());
            return new FeedEntry(
                    entry.id(),
                    entry.office(),
                    entry.position(),
                    entry.donor().value(),
                    entry.from(),
                    entry.kind(),
                    null,
                    entry.madeAt(),
                    Ground.of(yes),
                    null,
                    null,
                    content.fields(),
                    content.person(),
                    content.mayContact(),
                    entry.acknowledgedAt());
        }
        if (decision instanceof TransferDecision.No no) {
            HandOverKind kind =
                    no.reason() == TransferDecision.Reason.ERASED
                            ? HandOverKind.ERASED
                            : HandOverKind.WITHDRAWN;
            return without(entry, kind, no.reason().name(), Ground.Answer.of(no.answer()));
        }
        return without(entry, HandOverKind.WITHDRAWN, TransferDecision.Reason.NO_RULE.name(), null);
    }

    private static FeedEntry without(
            StoredEntry entry, HandOverKind kind, String reason, Ground.Answer answer) {
        return new FeedEntry(
                entry.id(),
                entry.office(),
                entry.position(),
                entry.donor().value(),
                entry.from(),
                kind,
                kind == entry.kind() ? null : entry.kind(),
                entry.madeAt(),
                null,
                reason,
                answer,
                List.of(),
                null,
                null,
                entry.acknowledgedAt());
    }
}
