package org.almoner.payment.paypal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notifications that PayPal says it made, in pages with a link to the next. */
final class FakeEvents {

    private final List<ObjectNode> events = new ArrayList<>();
    private String elsewhere = "";

    /** Something happened to an order's money. */
    synchronized void toOrder(String type, String order) {
        ObjectNode resource = FakeJson.object().put("id", "any");
        resource.putObject("supplementary_data").putObject("related_ids").put("order_id", order);
        add(type, resource);
    }

    /** A dispute was opened or resolved. */
    synchronized void toDispute(String type, ObjectNode dispute) {
        add(type, dispute);
    }

    private void add(String type, ObjectNode resource) {
        ObjectNode event =
                FakeJson.object().put("id", "WH-" + events.size()).put("event_type", type);
        event.set("resource", resource);
        events.add(event);
    }

    /** Links to further pages lead to another server from now on. */
    synchronized void leadTo(String server) {
        elsewhere = server;
    }

    synchronized FakeKeys.Answer page(String query, URI base) {
        String type = value(query, "event_type");
        int size = Integer.parseInt(value(query, "page_size"));
        String from = value(query, "from");
        int first = from.isEmpty() ? 0 : Integer.parseInt(from);
        List<ObjectNode> all =
                events.stream().filter(it -> it.path("event_type").asText().equals(type)).toList();
        ObjectNode page = FakeJson.object();
        ArrayNode listed = page.putArray("events");
        all.stream().skip(first).limit(size).forEach(listed::add);
        ArrayNode links = page.putArray("links");
        if (first + size < all.size()) {
            links.addObject()
                    .put("rel", "next")
                    .put(
                            "href",
                            (elsewhere.isEmpty() ? base.toString() : elsewhere)
                                    + "/v1/notifications/webhooks-events?event_type="
                                    + type
                                    + "&page_size="
                                    + size
                                    + "&start_time="
                                    + value(query, "start_time")
                                    + "&from="
                                    + (first + size));
        }
        return FakeJson.ok(200, page);
    }

    private static String value(String query, String name) {
        Matcher found = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
        return found.find() ? found.group(1) : "";
    }
}
