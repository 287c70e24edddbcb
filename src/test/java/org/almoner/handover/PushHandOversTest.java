package org.almoner.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.almoner.TestDatabase;
import org.almoner.donor.DonorId;
import org.almoner.webhook.OfficeSystem;
import org.almoner.webhook.SendByHand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a feed says reaches the systems of its office by webhooks, too. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PushHandOversTest extends HandOverCase {

    @Inject SendByHand send;

    private OfficeSystem system;
    private String secret;

    @BeforeEach
    void anOfficeListens() {
        send.clear();
        system = new OfficeSystem();
        secret = send.endpoint(system);
    }

    @AfterEach
    void itStopsListening() {
        system.close();
        send.clear();
    }

    private static List<JsonPath> about(OfficeSystem of, DonorId donor) {
        return of.received().stream()
                .map(it -> JsonPath.from(it.body()))
                .filter(it -> donor.value().toString().equals(it.getString("data.donor")))
                .toList();
    }

    private Map<String, Object> entry(DonorId donor, String kind) {
        return HandOverCase.about(fetched("NL", 0), donor).stream()
                .filter(it -> kind.equals(it.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_entry_is_sent_as_the_feed_shows_it_and_counts_as_acknowledged() {
        DonorId donor = mover();
        work.run();
        send.work();
        JsonPath told = about(system, donor).get(0);
        assertEquals("hand_over.entry", told.getString("type"));
        assertTrue(system.received().stream().allMatch(it -> it.isSignedWith(secret)));
        Map<String, Object> shown = entry(donor, "INITIAL");
        assertNotNull(shown.get("acknowledgedAt"));
        for (String part : List.of("id", "kind", "position", "fields", "person", "ground")) {
            assertEquals(shown.get(part), told.get("data." + part), part);
        }
        assertEquals("Moved", told.getString("data.person.lastName"));
        assertNull(told.get("data.person.iban"));
    }

    @Test
    void what_was_withdrawn_before_it_could_be_sent_is_sent_without_the_person() {
        DonorId donor = mover();
        work.run();
        system.answerAlways(503);
        send.work();
        says(donor, "DE", MOVING, false);
        work.run();
        system.answerAlways(204);
        send.letTimePass();
        send.work();
        List<JsonPath> told = about(system, donor);
        JsonPath afterwards = told.get(told.size() - 2);
        assertEquals("WITHDRAWN", afterwards.getString("data.kind"));
        assertEquals("INITIAL", afterwards.getString("data.madeAs"));
        assertNull(afterwards.get("data.person"));
        assertEquals("WITHDRAWN", told.get(told.size() - 1).getString("data.kind"));
        assertNotNull(entry(donor, "WITHDRAWN").get("acknowledgedAt"));
    }

    @Test
    void a_withdrawal_stays_open_until_every_system_of_the_office_has_taken_it() {
        try (OfficeSystem second = new OfficeSystem()) {
            send.endpoint(second);
            DonorId donor = mover();
            work.run();
            send.work();
            says(donor, "DE", MOVING, false);
            work.run();
            second.answerAlways(500);
            send.work();
            assertTrue(isOpen(donor), "one of two systems has not heard of it");
            second.answerAlways(200);
            send.letTimePass();
            send.work();
            assertFalse(isOpen(donor));
            assertEquals(
                    List.of("INITIAL", "WITHDRAWN"),
                    Stream.of(0, 1)
                            .map(it -> about(system, donor).get(it).getString("data.kind"))
                            .toList());
        }
    }

    private boolean isOpen(DonorId donor) {
        return machine("NL")
                .queryParam("office", "NL")
                .queryParam("limit", 100)
                .get("/v1/staff/hand-overs/open")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.donor")
                .contains(donor.value().toString());
    }
}
