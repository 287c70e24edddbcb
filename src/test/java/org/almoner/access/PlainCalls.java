package org.almoner.access;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls with nothing around them, for crowds and for the clock. */
final class PlainCalls {

    private static final Pattern REFRESH = Pattern.compile("^__Host-rt=([^;]+);");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private PlainCalls() {}

    /** What a browser sends along. */
    record Browsing(String browser, String refresh) {

        private String cookies() {
            String known = browser == null ? "" : Cookies.BROWSER + "=" + browser;
            String held = refresh == null ? "" : Cookies.REFRESH + "=" + refresh;
            return known.isEmpty() || held.isEmpty() ? known + held : known + "; " + held;
        }
    }

    /** A status, and the refresh token that came with it; {@code null} when none did. */
    record Came(int status, String refresh) {}

    static Came refresh(String browser, String refresh) throws IOException, InterruptedException {
        return came(
                call("/v1/tokens/refresh", new Browsing(browser, refresh))
                        .header("Portal-Request", "1")
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    static Came redeem(String browser, String code) throws IOException, InterruptedException {
        return came(
                call("/v1/tokens", new Browsing(browser, null))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}")));
    }

    /** The status of a look with an access token. */
    static int get(String path, String token) throws IOException, InterruptedException {
        return came(call(path, new Browsing(null, null))
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .status();
    }

    /** As a scanner of mails looks at a link. */
    static int look(String method, String path) throws IOException, InterruptedException {
        return came(call(path, new Browsing(null, null))
                        .method(method, HttpRequest.BodyPublishers.noBody()))
                .status();
    }

    static HttpResponse<String> ask(String email) throws IOException, InterruptedException {
        return send(
                call("/v1/sign-in-links", new Browsing(null, null))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"email\":\"" + email + "\",\"locale\":\"en\"}")));
    }

    /** Somebody signs up for the German newsletter. */
    static HttpResponse<String> signUp(String email) throws IOException, InterruptedException {
        return send(
                call("/v1/newsletter-signups", new Browsing(null, null))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"email\":\""
                                                + email
                                                + "\",\"country\":\"DE\",\"locale\":\"de\","
                                                + "\"page\":\"https://www.example.org/newsletter\","
                                                + "\"consents\":[{\"id\":\"de-newsletter-email\","
                                                + "\"version\":1,\"given\":true}]}")));
    }

    private static HttpRequest.Builder call(String path, Browsing browsing) {
        HttpRequest.Builder call =
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
        return browsing.cookies().isEmpty() ? call : call.header("Cookie", browsing.cookies());
    }

    private static HttpResponse<String> send(HttpRequest.Builder call)
            throws IOException, InterruptedException {
        return CLIENT.send(call.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Came came(HttpRequest.Builder call) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(call);
        String refresh =
                answer.headers().allValues("set-cookie").stream()
                        .map(REFRESH::matcher)
                        .filter(Matcher::find)
                        .map(it -> it.group(1))
                        .findFirst()
                        .orElse(null);
        return new Came(answer.statusCode(), refresh);
    }
}
