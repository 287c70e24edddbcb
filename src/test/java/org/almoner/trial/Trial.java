package org.almoner.trial;

import java.util.Locale;

/** What a trial tells whoever watches the build. */
final class Trial {

    private Trial() {}

    /** Prints one line of counts. */
    static void say(String format, Object... values) {
        System.out.println("TRIAL " + String.format(Locale.ROOT, format, values));
    }
}
