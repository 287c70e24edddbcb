package org.almoner.webhook;

/**
 * What came back of one call; never what the receiver wrote.
 *
 * @param statusClass such as {@code 2xx}; {@code null} when there was no answer
 * @param retryAfter the header as it came; {@code null} when there was none
 * @param millis how long it took
 */
record Answer(Outcome outcome, String statusClass, String retryAfter, long millis) {

    static Answer of(int status, String retryAfter, long millis) {
        return new Answer(Outcome.of(status), status / 100 + "xx", retryAfter, millis);
    }

    static Answer without(Outcome outcome, long millis) {
        return new Answer(outcome, null, null, millis);
    }
}
