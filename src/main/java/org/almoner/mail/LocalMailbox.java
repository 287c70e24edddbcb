package org.almoner.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.almoner.id.Ids;
import org.almoner.outbox.Delivery;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Catches mails as files in {@code <data>/mailbox}, one each, where no SMTP server is configured.
 * The newest thousand are kept, also across restarts.
 */
@Singleton
@Typed(LocalMailbox.class)
class LocalMailbox implements MailTransport {

    private static final Logger LOG = Logger.getLogger(LocalMailbox.class);
    private static final String SUFFIX = ".json";

    static final int KEPT = 1000;

    /** Looking through a thousand files takes longer than catching a mail. */
    static final int TIDY_EVERY = 100;

    private final Path directory;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource clock;
    private final AtomicInteger written = new AtomicInteger();

    LocalMailbox(
            @ConfigProperty(name = "almoner.data-directory", defaultValue = "data") Path data,
            ObjectMapper json,
            Ids ids,
            InstantSource clock) {
        this.directory = data.resolve("mailbox");
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Delivery send(Mail mail) {
        CaughtMail caught = caught(mail);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            Path unfinished = directory.resolve("unfinished-" + caught.id() + ".tmp");
            Files.write(unfinished, json.writeValueAsBytes(caught));
            Files.move(unfinished, fileOf(caught.id()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            return new Delivery.RetryLater(
                    "The mailbox cannot be written: " + failure.getClass().getSimpleName());
        }
        if (written.incrementAndGet() % TIDY_EVERY == 0) {
            tidy();
        }
        return new Delivery.Delivered();
    }

    private CaughtMail caught(Mail mail) {
        List<CaughtMail.Header> headers =
                List.of(
                        header("From", mail.fromName() + " <" + mail.from() + ">"),
                        header("To", mail.to()),
                        header("Reply-To", mail.replyTo()),
                        header("Subject", mail.subject()),
                        header("Message-ID", "<" + mail.messageId() + ">"),
                        header("Auto-Submitted", "auto-generated"),
                        header("Content-Language", mail.language()));
        return new CaughtMail(
                ids.next(),
                mail.to(),
                mail.subject(),
                clock.instant(),
                headers,
                mail.text(),
                withPictures(mail));
    }

    /** Browsers know no {@code cid:}, so the pictures stand where the mail names them. */
    private static String withPictures(Mail mail) {
        String html = mail.html();
        for (Mail.Picture picture : mail.pictures()) {
            html =
                    html.replace(
                            "cid:" + picture.contentId(),
                            "data:" + picture.mediaType() + ";base64," + picture.base64());
        }
        return html;
    }

    private static CaughtMail.Header header(String name, String value) {
        return new CaughtMail.Header(name, value);
    }

    /** The newest mails first. */
    List<CaughtMail> newest(int limit) {
        return files().stream().map(this::read).flatMap(Optional::stream).limit(limit).toList();
    }

    Optional<CaughtMail> find(UUID id) {
        return read(fileOf(id));
    }

    /** A file that cannot be read hides itself, not the others. */
    private Optional<CaughtMail> read(Path file) {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), CaughtMail.class));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failure) {
            // The parser's words would quote the mail.
            LOG.warnf("A caught mail cannot be read: %s", failure.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Ids sort by time, so the names of the files do. */
    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("The mailbox cannot be read", failure);
        }
    }

    private void tidy() {
        try {
            for (Path old : files().stream().skip(KEPT).toList()) {
                Files.deleteIfExists(old);
            }
        } catch (IOException | UncheckedIOException failure) {
            LOG.warnf("Old mails stay: %s", failure.getClass().getSimpleName());
        }
    }

    private Path fileOf(UUID id) {
        return directory.resolve(id + SUFFIX);
    }
}
