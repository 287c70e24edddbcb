package org.almoner.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.almoner.webhook.WebhookContent;
import org.almoner.webhook.WebhookDesk;
import org.almoner.webhook.WebhookTaken;

/**
 * Sends each entry of a feed to the endpoints of its office as well, in the order of the feed. The
 * body is the entry as the feed would show it at that moment, so that nothing is sent whose ground
 * has fallen away. An entry counts as acknowledged when all endpoints have taken it.
 */
@ApplicationScoped
class PushHandOvers implements WebhookContent, WebhookTaken {

    private static final String TYPE = "hand_over.entry";

    /** Who got it, as far as the record of hand-overs is concerned. */
    private static final String BY_WEBHOOK = "webhooks";

    private final WebhookDesk webhooks;
    private final RenderEntries render;
    private final AcknowledgeHandOvers acknowledge;

    PushHandOvers(WebhookDesk webhooks, RenderEntries render, AcknowledgeHandOvers acknowledge) {
        this.webhooks = webhooks;
        this.render = render;
        this.acknowledge = acknowledge;
    }

    void born(@Observes EntriesBorn born) {
        webhooks.owe(
                born.office(),
                TYPE,
                born.entries().stream()
                        .map(it -> new WebhookDesk.Debt(it.id(), it.position()))
                        .toList());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Optional<byte[]> bodyOf(UUID entry) {
        return render.json(entry, BY_WEBHOOK).map(it -> it.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void taken(UUID entry, Instant at) {
        acknowledge.one(entry, BY_WEBHOOK);
    }
}
