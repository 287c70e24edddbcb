package bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs in as a donor does: asks for the mail, reads the code in the local mailbox, types it. */
final class PortalVisitor {

    private static final Pattern CODE = Pattern.compile("Code: ([0-9]{4} [0-9]{4})");
    private static final Pattern MAIL = Pattern.compile("\"id\":\"([^\"]+)\",\"to\":\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    private PortalVisitor(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    static String signIn(int port, String address) throws IOException, InterruptedException {
        return new PortalVisitor(port).visit(address).token();
    }

    /**
     * One sign-in to the first page.
     *
     * @param askMillis until the wish was answered
     * @param mailMillis from then until the mail was there
     * @param redeemMillis until the typed code was answered with tokens
     * @param pageMillis until the first page of the history was there
     */
    record Visit(
            String token,
            double askMillis,
            double mailMillis,
            double redeemMillis,
            double pageMillis) {}

    static PortalVisitor at(int port) {
        return new PortalVisitor(port);
    }

    Visit visit(String address) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> asked =
                post("/v1/sign-in-links", "", "{\"email\":\"" + address + "\",\"locale\":\"en\"}");
        long answered = System.nanoTime();
        String cookie = asked.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String code = code(address);
        for (int attempt = 0; code == null && attempt < 5000; attempt++) {
            Thread.sleep(2);
            code = code(address);
        }
        long arrived = System.nanoTime();
        HttpResponse<String> signedIn =
                post("/v1/tokens", cookie, "{\"code\":\"" + code + "\"}");
        String token = first(TOKEN, signedIn.body());
        long redeemed = System.nanoTime();
        HttpResponse<String> page =
                client.send(
                        HttpRequest.newBuilder(URI.create(base + "/v1/me/gifts"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (page.statusCode() != 200 || !page.body().contains("RECEIVED")) {
            throw new IOException("The first page answered " + page.statusCode());
        }
        long read = System.nanoTime();
        return new Visit(
                token,
                (answered - begun) / 1e6,
                (arrived - answered) / 1e6,
                (redeemed - arrived) / 1e6,
                (read - redeemed) / 1e6);
    }

    private String code(String address) throws IOException, InterruptedException {
        Matcher mail = MAIL.matcher(get("/dev/mailbox/messages"));
        while (mail.find()) {
            if (mail.group(2).equals(address)) {
                return first(CODE, get("/dev/mailbox/messages/" + mail.group(1) + "/text"));
            }
        }
        return null;
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("Not found: " + pattern + " in an answer of " + text.length());
        }
        return found.group(1);
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(base + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(String path, String cookie, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
