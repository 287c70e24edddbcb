package org.almoner.payment.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The books and their journal under one lock: what is told to anybody is on the disk before. */
final class SimulatorLedger implements AutoCloseable {

    private final SimulatorBooks books = new SimulatorBooks();
    private final SimulatorJournal journal;

    SimulatorLedger(Path journalFile) {
        this.journal = SimulatorJournal.open(journalFile, books::apply);
    }

    /** One deed in the making: reads the books, collects facts that are written together. */
    static final class Deed {

        private final SimulatorBooks books;
        private final List<JournalEntry> facts = new ArrayList<>();

        private Deed(SimulatorBooks books) {
            this.books = books;
        }

        SimulatorBooks books() {
            return books;
        }

        void note(JournalEntry fact) {
            facts.add(fact);
        }
    }

    /** Reads the books. */
    synchronized <T> T read(Function<SimulatorBooks, T> question) {
        return question.apply(books);
    }

    /** Does something that must survive a crash before this returns. */
    <T> T deed(Function<Deed, T> work) {
        long[] end = new long[1];
        T result = write(work, end);
        journal.force(end[0]);
        return result;
    }

    /** Does something that may be forgotten in a crash because it would only be done again. */
    <T> T lightDeed(Function<Deed, T> work) {
        return write(work, new long[1]);
    }

    /** Returns when everything done so far is on the disk. */
    void force() {
        journal.force(journal.end());
    }

    private synchronized <T> T write(Function<Deed, T> work, long[] end) {
        Deed deed = new Deed(books);
        T result = work.apply(deed);
        if (!deed.facts.isEmpty()) {
            end[0] = journal.append(deed.facts);
            deed.facts.forEach(books::apply);
        }
        return result;
    }

    @Override
    public void close() {
        journal.close();
    }
}
