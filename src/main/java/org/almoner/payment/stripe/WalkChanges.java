package org.almoner.payment.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.SetupIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.SetupIntentListParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodReport;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.Slice;
import org.jboss.logging.Logger;

/**
 * Walks through what changed at Stripe, account after account, newest first. Of each account first
 * the intents made since then, and then the events by which money of older ones moved: a dispute
 * may be decided months after the gift.
 */
final class WalkChanges {

    private static final Logger LOG = Logger.getLogger(WalkChanges.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What moves money of an intent that was paid long ago. */
    private static final List<String> MOVES =
            List.of(
                    "charge.refunded",
                    "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.closed",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated",
                    "refund.created",
                    "refund.updated",
                    "refund.failed");

    private final StripeAccounts accounts;
    private final ReadPayments payments;

    WalkChanges(StripeAccounts accounts, ReadPayments payments) {
        this.accounts = accounts;
        this.payments = payments;
    }

    /** Where a walk stands: account, part of it, and the last thing seen of that part. */
    private record Place(int account, String part, String after) {

        private static final String INTENTS = "i";
        private static final String EVENTS = "e";

        static Place of(String cursor) throws GatewayUnavailable {
            if (cursor == null) {
                return new Place(0, INTENTS, null);
            }
            String[] parts = cursor.split("/", 3);
            if (parts.length != 3 || !parts[0].matches("[0-9]{1,4}")) {
                throw GatewayUnavailable.notReached("The cursor is none of ours");
            }
            return new Place(
                    Integer.parseInt(parts[0]), parts[1], parts[2].isEmpty() ? null : parts[2]);
        }

        Place behind(String last) {
            return new Place(account, part, last);
        }

        String cursor() {
            return account + "/" + part + "/" + (after == null ? "" : after);
        }
    }

    Slice<ProviderReport> payments(Instant since, String cursor, int limit)
            throws GatewayUnavailable {
        Place place = Place.of(cursor);
        if (place.account() >= accounts.all().size()) {
            return new Slice<>(List.of(), null);
        }
        StripeAccount account = accounts.all().get(place.account());
        return place.part().equals(Place.EVENTS)
                ? moves(account, place, since, limit)
                : intents(account, place, since, limit);
    }

    private Slice<ProviderReport> intents(
            StripeAccount account, Place place, Instant since, int limit)
            throws GatewayUnavailable {
        PaymentIntentListParams.Builder params =
                PaymentIntentListParams.builder()
                        .setCreated(
                                PaymentIntentListParams.Created.builder()
                                        .setGte(since.getEpochSecond())
                                        .build())
                        .setLimit((long) limit)
                        .addExpand("data." + ReadPayments.WITH_REFUNDS);
        if (place.after() != null) {
            params.setStartingAfter(place.after());
        }
        StripeCollection<PaymentIntent> told =
                account.read(
                        client ->
                                client.v1()
                                        .paymentIntents()
                                        .list(
                                                params.build(),
                                                StripeAccount.within(StripeAccount.USUALLY)));
        List<ProviderReport> reports = new ArrayList<>();
        for (PaymentIntent one : told.getData()) {
            if (ReadPayments.ours(one.getMetadata()).isPresent()) {
                report(account, one).ifPresent(reports::add);
            }
        }
        boolean isMore = told.getHasMore() && !told.getData().isEmpty();
        return new Slice<>(
                reports,
                isMore
                        ? place.behind(told.getData().get(told.getData().size() - 1).getId())
                                .cursor()
                        : new Place(place.account(), Place.EVENTS, null).cursor());
    }

    /** One that makes no sense is passed over: it must not hide all others. */
    private Optional<ProviderReport> report(StripeAccount account, PaymentIntent told) {
        try {
            return Optional.of(payments.report(account, told, null, false));
        } catch (GatewayUnavailable unclear) {
            LOG.warnf("An intent of %s is passed over: %s", account, unclear.getMessage());
            return Optional.empty();
        }
    }

    private Slice<ProviderReport> moves(
            StripeAccount account, Place place, Instant since, int limit)
            throws GatewayUnavailable {
        EventListParams.Builder params =
                EventListParams.builder()
                        .setCreated(
                                EventListParams.Created.builder()
                                        .setGte(since.getEpochSecond())
                                        .build())
                        .addAllType(MOVES)
                        .setLimit((long) limit);
        if (place.after() != null) {
            params.setStartingAfter(place.after());
        }
        StripeCollection<Event> told =
                account.read(
                        client ->
                                client.v1()
                                        .events()
                                        .list(
                                                params.build(),
                                                StripeAccount.within(StripeAccount.USUALLY)));
        Set<String> moved = new LinkedHashSet<>();
        told.getData().forEach(event -> intentOf(event).ifPresent(moved::add));
        List<ProviderReport> reports = new ArrayList<>();
        for (String reference : moved) {
            older(account, reference, since).ifPresent(reports::add);
        }
        boolean isMore = told.getHasMore() && !told.getData().isEmpty();
        return new Slice<>(
                reports,
                isMore
                        ? place.behind(told.getData().get(told.getData().size() - 1).getId())
                                .cursor()
                        : next(place.account()));
    }

    private String next(int account) {
        return account + 1 < accounts.all().size()
                ? new Place(account + 1, Place.INTENTS, null).cursor()
                : null;
    }

    /** An intent that the first part of the walk did not meet. */
    private Optional<ProviderReport> older(StripeAccount account, String reference, Instant since)
            throws GatewayUnavailable {
        Optional<PaymentIntent> told =
                ReadPayments.intent(account, reference, StripeAccount.SHORT)
                        .filter(it -> ReadPayments.ours(it.getMetadata()).isPresent())
                        .filter(it -> it.getCreated() < since.getEpochSecond());
        return told.isPresent() ? report(account, told.get()) : Optional.empty();
    }

    /** The intent an event is about, whatever version of the API wrote it. */
    private static Optional<String> intentOf(Event event) {
        try {
            JsonNode intent =
                    JSON.readTree(event.getDataObjectDeserializer().getRawJson())
                            .path("payment_intent");
            return intent.isTextual() ? Optional.of(intent.textValue()) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException odd) {
            return Optional.empty();
        }
    }

    Slice<MethodReport> methods(Instant since, String cursor, int limit) throws GatewayUnavailable {
        Place place = Place.of(cursor);
        if (place.account() >= accounts.all().size()) {
            return new Slice<>(List.of(), null);
        }
        StripeAccount account = accounts.all().get(place.account());
        SetupIntentListParams.Builder params =
                SetupIntentListParams.builder()
                        .setCreated(
                                SetupIntentListParams.Created.builder()
                                        .setGte(since.getEpochSecond())
                                        .build())
                        .setLimit((long) limit)
                        .addExpand("data.payment_method");
        if (place.after() != null) {
            params.setStartingAfter(place.after());
        }
        StripeCollection<SetupIntent> told = SaveCards.list(account, params.build());
        List<MethodReport> reports = new ArrayList<>();
        for (SetupIntent one : told.getData()) {
            if (SaveCards.ours(one.getMetadata()).isPresent()) {
                try {
                    reports.add(SaveCards.report(account, one, null));
                } catch (GatewayUnavailable unclear) {
                    LOG.warnf("A card of %s is passed over: %s", account, unclear.getMessage());
                }
            }
        }
        boolean isMore = told.getHasMore() && !told.getData().isEmpty();
        return new Slice<>(
                reports,
                isMore
                        ? place.behind(told.getData().get(told.getData().size() - 1).getId())
                                .cursor()
                        : next(place.account()));
    }
}
