package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.almoner.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * F9: nobody learns from an answer, nor from the time it takes, whether somebody is known by an
 * address. 60 requests of each kind, or as many as the system property {@code
 * almoner.access.addresses} says (2000 for the whole figure, which then holds the times, too).
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class KnownOrUnknownTest {

    private static final int SMALL = 60;
    private static final int EACH = Integer.getInteger("almoner.access.addresses", SMALL);
    private static final int DONORS = 20;

    /** All that an answer says but its own name, the moment, and what a cookie's value is. */
    static String shape(HttpResponse<String> answer) {
        TreeSet<String> headers = new TreeSet<>();
        answer.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (!name.equals("x-request-id") && !name.equals("date")) {
                                headers.add(name + ": " + withoutSecret(values));
                            }
                        });
        return answer.statusCode() + "\n" + headers + "\n" + answer.body();
    }

    private static List<String> withoutSecret(List<String> values) {
        return values.stream()
                .map(it -> it.replaceFirst("^__Host-lr=[A-Za-z0-9_-]{43};", "__Host-lr=SECRET;"))
                .toList();
    }

    /** Known addresses and as many that are not, each asked for as often as all the others. */
    private record Addresses(List<String> known, List<String> unknown) {

        static Addresses of(int each) {
            Addresses made = new Addresses(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < each; i++) {
                String email = SignInCalls.freshAddress();
                SignInCalls.donor("Erika", "Beispiel", email);
                made.known.add(email);
                made.unknown.add(SignInCalls.freshAddress());
            }
            return made;
        }

        void askForEach(int times, Asking asking) throws Exception {
            for (int time = 0; time < times; time++) {
                for (int i = 0; i < known.size(); i++) {
                    asking.ask(known.get(i));
                    asking.ask(unknown.get(i));
                }
            }
        }
    }

    /** A call that names somebody's address. */
    private interface Asking {

        HttpResponse<String> ask(String email) throws Exception;
    }

    @Test
    void saysTheSameInTheSameTime() throws Exception {
        Addresses addresses = Addresses.of(Math.max(DONORS, EACH / 10));
        Addresses.of(DONORS).askForEach(1, PlainCalls::ask);
        compare("known or unknown address", addresses, PlainCalls::ask);
    }

    @Test
    void saysTheSameInTheSameTimeOfASignUpForTheNewsletter() throws Exception {
        Addresses addresses = Addresses.of(Math.max(DONORS, EACH / 10));
        Addresses.of(DONORS).askForEach(1, PlainCalls::signUp);
        compare("known or unknown address of a sign-up", addresses, PlainCalls::signUp);
    }

    /** Nothing is written for them any more, and that depends on how often they were asked for. */
    @Test
    void saysTheSameInTheSameTimeWhereTooManySignInsWereAskedFor() throws Exception {
        Addresses addresses = Addresses.of(5);
        addresses.askForEach(AskToSignIn.OF_A_MAILBOX.get(0).most() + 1, PlainCalls::ask);
        compare("known or unknown address beyond its limit", addresses, PlainCalls::ask);
    }

    private static void compare(String what, Addresses addresses, Asking asking) throws Exception {
        List<Boolean> order = new ArrayList<>(Collections.nCopies(EACH, true));
        order.addAll(Collections.nCopies(EACH, false));
        Collections.shuffle(order, new Random(EACH));
        String expected = shape(asking.ask(SignInCalls.freshAddress()));
        assertTrue(expected.startsWith("202"), expected);
        int size = addresses.known.size();
        long[] ofKnown = new long[EACH];
        long[] ofUnknown = new long[EACH];
        int knowns = 0;
        int unknowns = 0;
        for (boolean isKnown : order) {
            String email =
                    isKnown
                            ? addresses.known.get(knowns % size)
                            : addresses.unknown.get(unknowns % size);
            long begun = System.nanoTime();
            HttpResponse<String> answer = asking.ask(email);
            long took = System.nanoTime() - begun;
            assertEquals(expected, shape(answer));
            if (isKnown) {
                ofKnown[knowns++] = took;
            } else {
                ofUnknown[unknowns++] = took;
            }
        }
        MannWhitney times = MannWhitney.of(ofUnknown, ofKnown);
        System.out.printf(
                "TRIAL %s: %d requests each, bytes equal, p %.3f, medians %.3f ms apart%n",
                what, EACH, times.p(), times.medianGap() / 1e6);
        if (EACH > SMALL) {
            assertTrue(
                    times.p() > 0.01 || Math.abs(times.medianGap()) < 1_000_000, times.toString());
        }
    }

    /** The comparison sees one letter and one header more. */
    @Test
    void theDetectorFires() throws Exception {
        HttpResponse<String> accepted = PlainCalls.ask(SignInCalls.freshAddress());
        HttpResponse<String> refused = PlainCalls.ask("nobody");
        assertNotEquals(shape(accepted), shape(refused));
        assertEquals(
                "[__Host-lr=SECRET; Path=/]",
                withoutSecret(List.of("__Host-lr=" + "x".repeat(43) + "; Path=/")).toString());
        assertNotEquals(
                withoutSecret(List.of("__Host-lr=" + "x".repeat(43) + "; Path=/")),
                withoutSecret(List.of("__Host-lr=" + "x".repeat(44) + "; Path=/")));
        assertTrue(
                Map.copyOf(accepted.headers().map()).containsKey("set-cookie"), "cookies are seen");
    }
}
