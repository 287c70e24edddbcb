package org.almoner.office;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a catalogue file, so that one start names all of it. */
public final class Findings {

    private final String file;
    private final List<String> sentences = new ArrayList<>();

    /**
     * @param file name of the file looked at
     */
    public Findings(String file) {
        this.file = file;
    }

    /** Notes a fault unless the rule is kept: where it is, and the rule in words. */
    public void require(boolean kept, String place, String rule) {
        if (!kept) {
            sentences.add(file + ", " + place + ": " + rule);
        }
    }

    /** As {@link #require}, for a text that must be there and not blank; tells whether it is. */
    public boolean requireText(String text, String place) {
        boolean there = text != null && !text.isBlank();
        require(there, place, "must be given");
        return there;
    }

    /**
     * Ends the look.
     *
     * @throws IllegalStateException when anything was found; the message has one line for each
     */
    public void conclude() {
        if (!sentences.isEmpty()) {
            throw new IllegalStateException(
                    "The catalogue is not valid:\n  " + String.join("\n  ", sentences));
        }
    }
}
