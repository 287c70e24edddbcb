package org.almoner.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.almoner.id.TestIds;
import org.almoner.outbox.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMailboxTest {

    private static final Instant START = Instant.parse("2026-11-24T10:15:32Z");

    @TempDir Path data;

    private final AtomicLong now = new AtomicLong(START.toEpochMilli());

    /** Each look at the clock is a millisecond later, so that ids sort as mails arrived. */
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.getAndIncrement());

    private LocalMailbox mailbox() {
        ObjectMapper json =
                new ObjectMapper()
                        .registerModule(new JavaTimeModule())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        return new LocalMailbox(data, json, TestIds.of(clock), clock);
    }

    private static Mail mail(String subject, Mail.Picture... pictures) {
        return new Mail(
                "1.receipt.1@de.example.org",
                "Beispiel Hilfe",
                "spenden@de.example.org",
                "kontakt@de.example.org",
                "erika@example.org",
                subject,
                "Danke",
                "<p>Danke</p><img src=\"cid:code@de.example.org\">",
                "de",
                List.of(pictures));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("mailbox"))) {
            return files.toList();
        }
    }

    private static List<String> subjects(LocalMailbox mailbox, int limit) {
        return mailbox.newest(limit).stream().map(CaughtMail::subject).toList();
    }

    @Test
    void a_mailbox_that_never_caught_anything_is_empty() {
        assertEquals(List.of(), mailbox().newest(10));
    }

    @Test
    void a_caught_mail_is_one_whole_file_with_everything_that_would_have_been_sent()
            throws IOException {
        LocalMailbox mailbox = mailbox();
        assertInstanceOf(Delivery.Delivered.class, mailbox.send(mail("Danke für 25,00 €")));
        CaughtMail caught = mailbox.newest(1).get(0);
        assertEquals(
                List.of(data.resolve("mailbox").resolve(caught.id() + ".json")),
                files(),
                "nothing half written stays");
        assertEquals("erika@example.org", caught.to());
        assertEquals("Danke für 25,00 €", caught.subject());
        assertEquals("Danke", caught.text());
        assertEquals(
                List.of(
                        "From: Beispiel Hilfe <spenden@de.example.org>",
                        "To: erika@example.org",
                        "Reply-To: kontakt@de.example.org",
                        "Subject: Danke für 25,00 €",
                        "Message-ID: <1.receipt.1@de.example.org>",
                        "Auto-Submitted: auto-generated",
                        "Content-Language: de"),
                caught.headers().stream().map(it -> it.name() + ": " + it.value()).toList());
    }

    @Test
    void mails_are_still_there_in_the_next_life_and_the_newest_comes_first() {
        mailbox().send(mail("first"));
        mailbox().send(mail("second"));
        LocalMailbox reborn = mailbox();
        assertEquals(List.of("second", "first"), subjects(reborn, 10));
        assertEquals(List.of("second"), subjects(reborn, 1));
        CaughtMail first = reborn.newest(2).get(1);
        assertEquals(first, reborn.find(first.id()).orElseThrow());
    }

    @Test
    void an_unknown_mail_is_not_found() {
        assertTrue(mailbox().find(UUID.randomUUID()).isEmpty());
    }

    @Test
    void a_file_that_cannot_be_read_hides_itself_and_no_other() throws IOException {
        LocalMailbox mailbox = mailbox();
        mailbox.send(mail("whole"));
        UUID torn = TestIds.of(clock).next();
        Files.writeString(data.resolve("mailbox").resolve(torn + ".json"), "{\"id\":");
        Files.writeString(data.resolve("mailbox").resolve("unfinished-1.tmp"), "{");
        assertEquals(List.of("whole"), subjects(mailbox, 1));
        assertTrue(mailbox.find(torn).isEmpty());
    }

    @Test
    void the_newest_thousand_are_kept() throws IOException {
        LocalMailbox mailbox = mailbox();
        int sent = LocalMailbox.KEPT + LocalMailbox.TIDY_EVERY;
        IntStream.rangeClosed(1, sent).forEach(i -> mailbox.send(mail("mail " + i)));
        assertEquals(LocalMailbox.KEPT, files().size());
        List<String> kept = subjects(mailbox, sent);
        assertEquals("mail " + sent, kept.get(0));
        assertEquals("mail " + (LocalMailbox.TIDY_EVERY + 1), kept.get(kept.size() - 1));
    }

    @Test
    void a_mailbox_that_cannot_be_written_is_tried_again_later() throws IOException {
        Files.writeString(data.resolve("mailbox"), "a file where the directory should be");
        Delivery.RetryLater later =
                assertInstanceOf(Delivery.RetryLater.class, mailbox().send(mail("Danke")));
        assertFalse(later.reason().contains(data.toString()));
    }

    @Test
    void pictures_stand_where_the_mail_names_them() {
        LocalMailbox mailbox = mailbox();
        mailbox.send(
                mail(
                        "Danke",
                        new Mail.Picture(
                                "code@de.example.org", "GiroCode.png", "image/png", "AAAA")));
        assertEquals(
                "<p>Danke</p><img src=\"data:image/png;base64,AAAA\">",
                mailbox.newest(1).get(0).html());
    }
}
