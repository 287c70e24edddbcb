package org.almoner.payment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Turns a good answer into one no sane provider would give. */
final class Spoiling {

    private static final int A_LOT = 1024 * 1024;

    private Spoiling() {}

    static SimulatorAnswer spoil(SimulatorAnswer answer, SimulatorFaults.Garbage garbage) {
        return switch (garbage) {
            case NONE -> answer;
            case MALFORMED ->
                    new SimulatorAnswer(
                            answer.status(),
                            answer.headers(),
                            Arrays.copyOf(answer.body(), answer.body().length / 2));
            case OVERSIZED -> {
                byte[] blanks = new byte[A_LOT];
                Arrays.fill(blanks, (byte) ' ');
                System.arraycopy(answer.body(), 0, blanks, 0, answer.body().length);
                yield new SimulatorAnswer(answer.status(), answer.headers(), blanks);
            }
            case NEGATIVE ->
                    SimulatorAnswer.jsonText(
                            answer.status(),
                            new String(answer.body(), StandardCharsets.UTF_8)
                                    .replace("\"minor\":", "\"minor\":-"));
            case HTML ->
                    new SimulatorAnswer(
                            200,
                            Map.of("Content-Type", "text/html"),
                            "<h1>Welcome</h1>".getBytes(StandardCharsets.UTF_8));
            case REDIRECT ->
                    new SimulatorAnswer(
                            302, Map.of("Location", "http://127.0.0.1:1/"), new byte[0]);
        };
    }
}
