package org.almoner.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.almoner.outbox.Delivery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTransportTest {

    /** Soon over, for servers that say nothing; a loaded machine may need longer for a mail. */
    private static final Duration SHORT = Duration.ofMillis(400);

    private static Vertx vertx;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static SmtpTransport to(SmtpStub stub) {
        return to(stub, SmtpTransport.LIMIT);
    }

    private static SmtpTransport to(SmtpStub stub, Duration limit) {
        MailConfig config = SmtpSettings.limited(new MailConfig(), limit);
        config.setHostname("127.0.0.1").setPort(stub.port()).setMaxPoolSize(2);
        return new SmtpTransport(vertx, config, limit);
    }

    private static Mail mail(String fromName, String subject) {
        return new Mail(
                "0192f0c4-0000-7000-8000-000000000001.receipt.1@de.example.org",
                fromName,
                "spenden@de.example.org",
                "kontakt@de.example.org",
                "erika@example.org",
                subject,
                "Danke",
                "<p>Danke</p>",
                "de",
                List.of());
    }

    private static Mail mail() {
        return mail("Beispiel Hilfe", "Danke für Ihre Spende");
    }

    @Test
    void a_mail_arrives_with_our_headers() throws IOException {
        try (SmtpStub stub = new SmtpStub(SmtpStub.Mood.KIND)) {
            Delivery outcome = to(stub).send(mail("Müller, \"Hilfe\" <x@y>", "Danke"));
            assertInstanceOf(Delivery.Delivered.class, outcome);
            String sent = stub.mails().get(0);
            assertTrue(
                    sent.contains(
                            "Message-ID: <0192f0c4-0000-7000-8000-000000000001.receipt.1@de.example.org>"),
                    sent);
            assertEquals(1, sent.lines().filter(it -> it.startsWith("Message-ID:")).count());
            assertTrue(sent.contains("Auto-Submitted: auto-generated"), sent);
            assertTrue(sent.contains("Content-Language: de"), sent);
            assertTrue(sent.contains("Reply-To: kontakt@de.example.org"), sent);
            assertEquals(1, sent.lines().filter(it -> it.startsWith("From:")).count());
            assertTrue(
                    sent.lines()
                            .anyMatch(
                                    it ->
                                            it.startsWith("From: =?UTF-8?B?")
                                                    && it.endsWith("<spenden@de.example.org>")),
                    sent);
        }
    }

    @Test
    void each_mail_has_a_connection_of_its_own() throws IOException {
        try (SmtpStub stub = new SmtpStub(SmtpStub.Mood.KIND)) {
            SmtpTransport transport = to(stub);
            for (int i = 1; i <= 3; i++) {
                assertInstanceOf(Delivery.Delivered.class, transport.send(mail()));
                assertEquals(i, stub.connections());
            }
        }
    }

    /**
     * Twice as many senders as connections: the others wait, and none is forgotten (SmtpClient).
     */
    @Test
    void of_many_mails_at_the_same_time_none_waits_for_a_greeting_that_was_dropped()
            throws Exception {
        int mails = 200;
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try (SmtpStub stub = new SmtpStub(SmtpStub.Mood.KIND)) {
            SmtpTransport transport = to(stub);
            List<Callable<Delivery>> burst =
                    Collections.nCopies(mails, () -> transport.send(mail()));
            List<Delivery> outcomes = new ArrayList<>();
            for (Future<Delivery> outcome : senders.invokeAll(burst)) {
                outcomes.add(outcome.get());
            }
            assertEquals(Collections.nCopies(mails, new Delivery.Delivered()), outcomes);
            assertEquals(mails, stub.mails().size());
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void a_picture_travels_inside_the_mail_beside_its_html() throws IOException {
        try (SmtpStub stub = new SmtpStub(SmtpStub.Mood.KIND)) {
            Mail plain = mail();
            Mail.Picture code =
                    new Mail.Picture(
                            "girocode.1@de.example.org", "GiroCode.png", "image/png", "iVBORw0K");
            Mail withPicture =
                    new Mail(
                            plain.messageId(),
                            plain.fromName(),
                            plain.from(),
                            plain.replyTo(),
                            plain.to(),
                            plain.subject(),
                            plain.text(),
                            "<img src=\"cid:girocode.1@de.example.org\">",
                            plain.language(),
                            List.of(code));
            assertInstanceOf(Delivery.Delivered.class, to(stub).send(withPicture));
            String sent = stub.mails().get(0);
            int alternative = sent.indexOf("multipart/alternative");
            int text = sent.indexOf("text/plain");
            int related = sent.indexOf("multipart/related");
            int html = sent.indexOf("text/html");
            int picture = sent.indexOf("image/png");
            assertTrue(0 < alternative && alternative < text && text < related, sent);
            assertTrue(related < html && html < picture, sent);
            assertTrue(sent.contains("Content-ID: <girocode.1@de.example.org>"), sent);
            assertTrue(sent.contains("Content-Disposition: inline"), sent);
            assertTrue(sent.contains("iVBORw0K"), sent);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpStub.Mood.class,
            names = {
                "BUSY_GREETING_421",
                "BUSY_RECIPIENT_451",
                "BAD_SENDER_550",
                "HANGS_UP_AFTER_DATA"
            })
    void what_may_pass_is_tried_again(SmtpStub.Mood mood) throws IOException {
        try (SmtpStub stub = new SmtpStub(mood)) {
            assertInstanceOf(Delivery.RetryLater.class, to(stub).send(mail()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpStub.Mood.class,
            names = {"NO_SUCH_RECIPIENT_550", "TOO_LARGE_552"})
    void what_speaks_against_this_mail_is_final(SmtpStub.Mood mood) throws IOException {
        try (SmtpStub stub = new SmtpStub(mood)) {
            Delivery.Refused refused =
                    assertInstanceOf(Delivery.Refused.class, to(stub).send(mail()));
            assertTrue(refused.reason().startsWith("The mail server answered 55"));
        }
    }

    @Test
    void a_server_that_is_not_there_is_tried_again() throws IOException {
        SmtpStub stub = new SmtpStub(SmtpStub.Mood.KIND);
        stub.close();
        assertInstanceOf(Delivery.RetryLater.class, to(stub).send(mail()));
    }

    @Test
    void after_a_lost_answer_the_same_mail_comes_again_with_the_same_message_id()
            throws IOException {
        try (SmtpStub stub = new SmtpStub(SmtpStub.Mood.HANGS_UP_AFTER_DATA)) {
            SmtpTransport transport = to(stub);
            assertInstanceOf(Delivery.RetryLater.class, transport.send(mail()));
            stub.setMood(SmtpStub.Mood.KIND);
            assertInstanceOf(Delivery.Delivered.class, transport.send(mail()));
            assertEquals(2, stub.mails().size());
            assertEquals(messageId(stub.mails().get(0)), messageId(stub.mails().get(1)));
        }
    }

    private static String messageId(String mail) {
        return mail.lines().filter(it -> it.startsWith("Message-ID:")).findFirst().orElseThrow();
    }

    @Test
    void stalled_connections_do_not_keep_mails_from_leaving_once_the_server_recovers()
            throws IOException {
        try (SmtpStub stub = new SmtpStub(SmtpStub.Mood.STALLS)) {
            SmtpTransport transport = to(stub, SHORT);
            for (int i = 0; i < 3; i++) { // one more than the pool has
                assertInstanceOf(Delivery.RetryLater.class, transport.send(mail()));
            }
            stub.setMood(SmtpStub.Mood.KIND);
            Delivery last = null;
            for (int i = 0; i < 25 && !(last instanceof Delivery.Delivered); i++) {
                last = transport.send(mail());
            }
            assertInstanceOf(Delivery.Delivered.class, last);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: x@example.org",
                "a\nBcc: x@example.org",
                "a\rb",
                "a\u0000b",
                "a\u0085b",
                "a\u2028b"
            })
    void a_header_with_a_line_end_cannot_be_made(String evil) {
        assertThrows(IllegalArgumentException.class, () -> mail(evil, "Danke"));
        assertThrows(IllegalArgumentException.class, () -> mail("Hilfe", evil));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.org,b@example.org",
                "a@example.org b@example.org",
                "A <a@example.org>",
                "a@example.org\r\nBcc: b@example.org",
                "a@@example.org",
                "@example.org",
                "a@",
                "a"
            })
    void a_recipient_is_exactly_one_address(String evil) {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Mail(
                                "1@x.example",
                                "n",
                                "a@x.example",
                                "a@x.example",
                                evil,
                                "s",
                                "t",
                                "h",
                                "de",
                                List.of()));
    }
}
