package org.almoner.payment.sepa;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderStatus;
import org.almoner.time.BusinessCalendar;

/**
 * Notes a collection, to be put into a batch by finance. Asked for again, the same payment gets the
 * same answer, whatever became of its mandate meanwhile.
 */
@ApplicationScoped
class AskForCollection {

    private final Mandates mandates;
    private final Collections collections;
    private final Offices offices;
    private final SepaSettings settings;
    private final InstantSource clock;

    AskForCollection(
            Mandates mandates,
            Collections collections,
            Offices offices,
            SepaSettings settings,
            InstantSource clock) {
        this.mandates = mandates;
        this.collections = collections;
        this.offices = offices;
        this.settings = settings;
        this.clock = clock;
    }

    /** In a transaction of its own; the mandate is locked, so that asking twice at once queues. */
    ProviderAnswer ask(PaymentRequest request, UUID mandate) {
        return QuarkusTransaction.requiringNew().call(() -> note(request, mandate));
    }

    private ProviderAnswer note(PaymentRequest request, UUID id) {
        Optional<Mandate> found =
                mandates.locked(id).filter(it -> it.office().equals(request.office()));
        if (found.isEmpty()) {
            return declined(request, "NO_MANDATE");
        }
        Mandate mandate = found.get();
        Optional<Collections.Collection> before = collections.of(request.payment());
        if (before.isPresent()) {
            return pending(request, mandate, before.get());
        }
        Optional<String> refusal = refusal(mandate, request);
        if (refusal.isPresent()) {
            return declined(request, refusal.get());
        }
        Instant now = clock.instant();
        mandate.activate(now);
        LocalDate due = dueFor(request.office(), now);
        mandate.collected(due, now);
        Collections.Collection collection =
                new Collections.Collection(request.payment(), mandate.id(), due);
        collections.add(collection, request.amount().minor(), now);
        return pending(request, mandate, collection);
    }

    private static Optional<String> refusal(Mandate mandate, PaymentRequest request) {
        if (!request.amount().currency().getCurrencyCode().equals("EUR")
                || !DirectDebit.isCollectable(request.amount().minor())) {
            return Optional.of("AMOUNT");
        }
        if (mandate.isUsedUp()) {
            return Optional.of("MANDATE_USED");
        }
        return switch (mandate.state()) {
            case PENDING, ACTIVE -> Optional.empty();
            case SUSPENDED, REVOKED, EXPIRED -> Optional.of("MANDATE_" + mandate.state());
        };
    }

    private LocalDate dueFor(String office, Instant now) {
        LocalDate today = offices.byCode(new OfficeCode(office)).dayOf(now);
        return BusinessCalendar.targetDayOnOrAfter(today.plusDays(settings.collectAfterDays()));
    }

    private static ProviderAnswer pending(
            PaymentRequest request, Mandate mandate, Collections.Collection collection) {
        return new ProviderAnswer(
                collection.endToEnd(),
                ProviderStatus.PENDING,
                request.amount(),
                null,
                new NextAction.DirectDebit(
                        request.amount(),
                        collection.due().toString(),
                        mandate.maskedAccount(),
                        mandate.reference(),
                        mandate.creditorName(),
                        mandate.creditorIdentifier()));
    }

    private static ProviderAnswer declined(PaymentRequest request, String code) {
        return new ProviderAnswer(
                Collections.Collection.endToEnd(request.payment()),
                ProviderStatus.DECLINED,
                request.amount(),
                code,
                new NextAction.None());
    }
}
