package org.almoner.strongbox;

/**
 * A sealed value does not open: it was changed, belongs to another place, or its key is not on this
 * instance's ring. The message holds nothing of the value.
 */
public class CannotOpen extends RuntimeException {

    CannotOpen(String message) {
        super(message);
    }
}
