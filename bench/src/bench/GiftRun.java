package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/** A complete wizard run as the website makes it: four calls, ending with a settled gift. */
final class GiftRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    private GiftRun() {}

    /**
     * Makes one gift, of a donor of its own: the address is another one each time, and with it the
     * donor, the chain of consents and every hash.
     *
     * @return the draft's id, by which what this run did can be told from other work
     * @throws IOException when any call is answered otherwise than it must be
     */
    static String make(HttpLine line) throws IOException {
        String id = newId();
        JsonNode draft =
                expect(
                        201,
                        line.send(
                                "POST",
                                "/v1/gift-drafts",
                                "",
                                "{\"country\":\"DE\",\"locale\":\"de\",\"cadence\":\"ONCE\","
                                        + "\"amount\":{\"minor\":2500,\"currency\":\"EUR\"}}"));
        String path = "/v1/gift-drafts/" + draft.get("id").asText();
        String token = "Draft-Token: " + draft.get("draftToken").asText() + "\r\n";
        expect(200, line.send("PUT", path + "/donor", token, donor(id)));
        expect(
                200,
                line.send(
                        "PUT",
                        path + "/payment-method",
                        token,
                        "{\"method\":\"SANDBOX\",\"scenario\":\"SUCCEEDS\"}"));
        String key = "Idempotency-Key: bench-completion-" + id + "\r\n";
        JsonNode gift =
                expect(201, line.send("POST", path + "/completion", token + key, "{}"));
        if (!"RECEIVED".equals(gift.path("status").asText())) {
            throw new IOException("The gift is not received: " + gift);
        }
        return draft.get("id").asText();
    }

    /** Of one length, every place random: the replay makes ids of its own by the same pattern. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder();
        for (int place = 0; place < 16; place++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    private static String donor(String id) {
        return "{\"kind\":\"PERSON\",\"firstName\":\"Erika\",\"lastName\":\"Beispiel\",\"email\":"
                + "\"erika."
                + id
                + "@example.org\",\"address\":{\"street\":\"Musterweg\",\"houseNumber\":\"7\","
                + "\"postcode\":\"10115\",\"town\":\"Berlin\",\"country\":\"DE\"},"
                + "\"consents\":[{\"id\":\"de-privacy\",\"version\":1,\"given\":true},"
                + "{\"id\":\"de-transfer\",\"version\":1,\"given\":true}]}";
    }

    private static JsonNode expect(int status, HttpLine.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException(
                    "Expected " + status + ", got " + answer.status() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
