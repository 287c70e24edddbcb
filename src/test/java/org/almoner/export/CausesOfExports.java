package org.almoner.export;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The causes of bookings that exports find again. */
public final class CausesOfExports {

    private CausesOfExports() {}

    /** Their names. */
    public static String[] named() {
        List<String> names = new ArrayList<>();
        Matcher quoted = Pattern.compile("'([A-Z_]+)'").matcher(Layouts.ANY_CAUSE);
        while (quoted.find()) {
            names.add(quoted.group(1));
        }
        return names.toArray(String[]::new);
    }
}
