package org.almoner.payment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the simulator answers a call with; {@code null} as body cuts the connection instead. */
record SimulatorAnswer(int status, Map<String, String> headers, byte[] body) {

    static SimulatorAnswer json(int status, Object body) {
        return jsonText(status, SandboxJson.text(body));
    }

    static SimulatorAnswer jsonText(int status, String body) {
        return new SimulatorAnswer(
                status,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static SimulatorAnswer error(int status, String code) {
        return json(status, Map.of("error", code));
    }

    /** The connection is cut without a word. */
    static SimulatorAnswer none() {
        return new SimulatorAnswer(0, Map.of(), null);
    }

    boolean isCut() {
        return body == null;
    }
}
