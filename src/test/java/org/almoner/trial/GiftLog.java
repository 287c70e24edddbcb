package org.almoner.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What clients wanted and what they were told, on the disk before anything else happens. */
final class GiftLog implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private GiftLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static GiftLog at(Path file) {
        try {
            return new GiftLog(
                    file,
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A client is about to say yes. */
    void intends(String draft) {
        write("INTENT " + draft);
    }

    /** A client was told that its gift is made. */
    void wasTold(String draft, String donation) {
        write("ACK " + draft + " " + donation);
    }

    private synchronized void write(String line) {
        try {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(false);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The drafts that clients meant to complete, read back from the disk. */
    Set<String> intents() {
        Set<String> drafts = new LinkedHashSet<>();
        lines().forEach(
                        line -> {
                            String[] parts = line.split(" ");
                            if (parts[0].equals("INTENT")) {
                                drafts.add(parts[1]);
                            }
                        });
        return drafts;
    }

    /** The gifts that clients were told of, by draft. */
    Map<String, String> acks() {
        Map<String, String> acks = new LinkedHashMap<>();
        lines().forEach(
                        line -> {
                            String[] parts = line.split(" ");
                            if (parts[0].equals("ACK")) {
                                String before = acks.put(parts[1], parts[2]);
                                if (before != null && !before.equals(parts[2])) {
                                    throw new AssertionError("Two gifts told of draft " + parts[1]);
                                }
                            }
                        });
        return acks;
    }

    private java.util.List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
