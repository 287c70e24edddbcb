package org.almoner.payment.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * An append-only file of JSON lines, each line the facts of one deed, so that a deed is there whole
 * or not at all. A line torn by a crash is cut off at the next start.
 */
final class SimulatorJournal implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    // Not a channel: an interrupt would close it for everybody.
    private final RandomAccessFile file;
    private final Object forcing = new Object();
    private volatile long written;
    private volatile long forced;

    /** Another process plays with this journal. */
    static final class InUse extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        InUse() {
            super("Another process has the sandbox's journal open");
        }
    }

    private SimulatorJournal(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Opens the journal and hands over what it holds, in order.
     *
     * @throws InUse when another process has it open
     * @throws UncheckedIOException when it is damaged before its last line
     */
    static SimulatorJournal open(Path path, Consumer<JournalEntry> replay) {
        try {
            Files.createDirectories(path.getParent());
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            if (!isLocked(file)) {
                file.close();
                throw new InUse();
            }
            SimulatorJournal journal = new SimulatorJournal(file);
            journal.replay(path, replay);
            return journal;
        } catch (IOException failure) {
            throw new UncheckedIOException("The sandbox's journal cannot be opened", failure);
        }
    }

    private static boolean isLocked(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** Line by line, so that a long history needs no memory of its length. */
    private void replay(Path path, Consumer<JournalEntry> replay) throws IOException {
        long start = 0;
        try (InputStream content = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = content.read(); next >= 0; next = content.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                for (JournalEntry fact :
                        SandboxJson.read(line.toByteArray(), JournalEntry[].class)) {
                    replay.accept(fact);
                }
                start += line.size() + 1;
                line.reset();
            }
        }
        file.setLength(start);
        file.seek(start);
        written = start;
        forced = start;
    }

    /**
     * Appends the facts of one deed. Call {@link #force} before telling anybody.
     *
     * @return what to hand to {@link #force}
     */
    synchronized long append(List<JournalEntry> facts) {
        byte[] line =
                (SandboxJson.text(facts.toArray(new JournalEntry[0])) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        try {
            file.write(line);
        } catch (IOException failure) {
            throw new UncheckedIOException("The sandbox's journal cannot be written", failure);
        }
        written += line.length;
        return written;
    }

    /** What to hand to {@link #force} for everything appended so far. */
    long end() {
        return written;
    }

    /**
     * Returns when everything up to the position is on the disk; waiting callers share one sync.
     */
    void force(long position) {
        synchronized (forcing) {
            if (forced >= position) {
                return;
            }
            long upTo = written;
            try {
                file.getFD().sync();
            } catch (IOException failure) {
                throw new UncheckedIOException("The sandbox's journal is not on disk", failure);
            }
            forced = upTo;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("The sandbox's journal cannot be closed", failure);
        }
    }
}
