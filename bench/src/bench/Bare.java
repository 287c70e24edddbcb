package bench;

import java.io.IOException;
import java.time.Duration;

/**
 * What HTTP alone costs here: requests that are turned away for want of a token, with neither SQL
 * nor a signature. No read can be faster than this and its statements one after the other.
 */
final class Bare {

    private Bare() {}

    static double rate(Service service, int connections, Duration time) throws Exception {
        return Load.drive(connections, time, () -> turnedAway(service)).rate();
    }

    /** The ratio that could be reached if everything but these two cost nothing. */
    static double ceiling(double bare, double statements) {
        return bare / (bare + statements);
    }

    private static Load.Connection turnedAway(Service service) {
        HttpLine line = new HttpLine(service.port());
        return new Load.Connection() {
            @Override
            public void runOnce() throws IOException {
                int status = line.send("GET", "/v1/me", "", "").status();
                if (status != 401) {
                    throw new IOException("Without a token the answer was " + status);
                }
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }
}
