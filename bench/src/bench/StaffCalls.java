package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a member of the finance staff asks of the service; any answer but a good one is thrown. */
final class StaffCalls {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private String token;

    StaffCalls(Service service) {
        address = "http://127.0.0.1:" + service.port();
    }

    /** A file that was taken. */
    record Taken(double seconds, long bytes) {}

    void signIn() throws Exception {
        token =
                text(
                        "accessToken",
                        post(
                                "/dev/staff-tokens",
                                "{\"name\":\"Bench\",\"roles\":[\"finance\"],\"offices\":[\"DE\"]}"));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    String post(String path, String body) throws Exception {
        return answer(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    String get(String path) throws Exception {
        return answer(request(path).GET().build());
    }

    String answer(HttpRequest request) throws Exception {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(request.uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /**
     * Takes a file away and holds it against its hash.
     *
     * @param to gets it, too
     */
    Taken take(String path, String accept, String sha256, OutputStream to) throws Exception {
        long began = System.nanoTime();
        HttpResponse<InputStream> file =
                http.send(
                        request(path).header("Accept", accept).GET().build(),
                        BodyHandlers.ofInputStream());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = file.body()) {
            for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) {
                digest.update(buffer, 0, some);
                to.write(buffer, 0, some);
                bytes += some;
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new IOException("The file is not the one on record");
        }
        return new Taken((System.nanoTime() - began) / 1e9, bytes);
    }

    static String text(String member, String json) throws IOException {
        return found("\"" + member + "\":\"([^\"]*)\"", json);
    }

    static long amount(String member, String json) throws IOException {
        return Long.parseLong(found("\"" + member + "\":([0-9]+)", json));
    }

    private static String found(String pattern, String json) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) {
            throw new IOException("The answer lacks " + pattern);
        }
        return matcher.group(1);
    }
}
