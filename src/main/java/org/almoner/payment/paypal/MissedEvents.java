package org.almoner.payment.paypal;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.NotifiesUs.ByReference;
import org.almoner.payment.NotifiesUs.Matter;
import org.almoner.payment.PaymentId;
import org.almoner.payment.ProviderReport;
import org.almoner.payment.Slice;

/**
 * Finds what a lost notification would have told of payments that are decided, by PayPal's own list
 * of its notifications (Webhooks Management v1): refunds made on PayPal's pages, reversals,
 * disputes. Payments that wait are not in it, for each is asked after by itself. Only which payment
 * an event is about is believed; its state is looked up.
 */
final class MissedEvents {

    private static final String LIST = "/v1/notifications/webhooks-events";

    private static final List<String> TYPES =
            List.of(
                    "PAYMENT.CAPTURE.REFUNDED",
                    "PAYMENT.CAPTURE.REVERSED",
                    "CUSTOMER.DISPUTE.CREATED",
                    "CUSTOMER.DISPUTE.RESOLVED");

    private final PaypalAccounts accounts;
    private final PaypalConnection connection;
    private final Orders orders;

    MissedEvents(PaypalAccounts accounts, PaypalConnection connection, Orders orders) {
        this.accounts = accounts;
        this.connection = connection;
        this.orders = orders;
    }

    /**
     * How far a walk is.
     *
     * @param account which of the accounts, from 0
     * @param type which of the types, from 0
     * @param page the query of the page; empty for the first
     */
    private record Position(int account, int type, String page) {

        static Position read(String cursor) {
            if (cursor == null) {
                return new Position(0, 0, "");
            }
            String[] parts = cursor.split(" ", 3);
            return new Position(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
        }

        String cursor() {
            return account + " " + type + " " + page;
        }
    }

    Slice<ProviderReport> since(Instant since, String cursor, int limit) throws GatewayUnavailable {
        Position at = Position.read(cursor);
        if (at.account() >= accounts.all().size()) {
            return Slice.last(List.of());
        }
        PaypalAccount account = accounts.all().get(at.account());
        String query = at.page().isEmpty() ? first(since, TYPES.get(at.type()), limit) : at.page();
        PaypalHttp.Answer answer = connection.get(account, LIST + "?" + query);
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        Told.Events events = answer.as(Told.Events.class);
        Optional<Position> next = following(events, at);
        return new Slice<>(reports(account, events), next.map(Position::cursor).orElse(null));
    }

    private static String first(Instant since, String type, int limit) {
        return "event_type="
                + type
                + "&page_size="
                + limit
                + "&start_time="
                + since.truncatedTo(ChronoUnit.SECONDS);
    }

    private Optional<Position> following(Told.Events events, Position at) {
        Optional<String> page = nextPage(events);
        if (page.isPresent() && !page.get().equals(at.page())) {
            return Optional.of(new Position(at.account(), at.type(), page.get()));
        }
        if (at.type() + 1 < TYPES.size()) {
            return Optional.of(new Position(at.account(), at.type() + 1, ""));
        }
        return at.account() + 1 < accounts.all().size()
                ? Optional.of(new Position(at.account() + 1, 0, ""))
                : Optional.empty();
    }

    /** Of the link to the next page its query alone is believed; PayPal is where it always is. */
    private static Optional<String> nextPage(Told.Events events) {
        return events.links().stream()
                .filter(link -> "next".equals(link.rel()) && link.href() != null)
                .map(link -> uri(link.href()))
                .flatMap(Optional::stream)
                .filter(uri -> LIST.equals(uri.getPath()) && uri.getRawQuery() != null)
                .map(URI::getRawQuery)
                .findFirst();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private List<ProviderReport> reports(PaypalAccount account, Told.Events events)
            throws GatewayUnavailable {
        Set<String> named = new LinkedHashSet<>();
        for (Told.Event event : events.events()) {
            order(account, event).ifPresent(named::add);
        }
        List<ProviderReport> reports = new ArrayList<>();
        for (String id : named) {
            Optional<Told.Order> order = orders.order(account, id);
            Optional<PaymentId> payment = order.flatMap(MissedEvents::payment);
            if (payment.isPresent()) {
                reports.add(orders.report(account, payment.get(), order.get()));
            }
        }
        return reports;
    }

    /** The order an event is about; a dispute names the capture instead. */
    private Optional<String> order(PaypalAccount account, Told.Event event)
            throws GatewayUnavailable {
        if (event.eventType() == null || event.resource() == null) {
            return Optional.empty();
        }
        Matter about = ReadEvent.about(event.eventType(), event.resource());
        if (about instanceof ByReference named) {
            return Optional.of(named.reference());
        }
        String capture =
                event.resource()
                        .at("/disputed_transactions/0/seller_transaction_id")
                        .asText(event.resource().path("id").asText(""));
        return about instanceof PaymentId && !capture.isEmpty()
                ? orders.ofCapture(account, capture)
                : Optional.empty();
    }

    /** Ours by the name that we gave it; on the same account others may be paid, too. */
    private static Optional<PaymentId> payment(Told.Order order) {
        try {
            return order.purchaseUnits().stream()
                    .findFirst()
                    .map(Told.Unit::customId)
                    .map(UUID::fromString)
                    .map(PaymentId::new);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
