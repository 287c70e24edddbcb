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
        return new PortalVisitor(port).signIn(address);
    }

    private String signIn(String address) throws IOException, InterruptedException {
        HttpResponse<String> asked =
                post("/v1/sign-in-links", "", "{\"email\":\"" + address + "\",\"locale\":\"en\"}");
        String cookie = asked.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        for (int attempt = 0; attempt < 100; attempt++) {
            String code = code(address);
            if (code != null) {
                HttpResponse<String> signedIn =
                        post("/v1/tokens", cookie, "{\"code\":\"" + code + "\"}");
                return first(TOKEN, signedIn.body());
            }
            Thread.sleep(100);
        }
        throw new IOException("No mail came");
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
