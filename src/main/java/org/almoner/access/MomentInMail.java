package org.almoner.access;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.almoner.letter.LetterParts;

/** How a moment is written in a mail: day and time as the reader's country does, and the zone. */
final class MomentInMail {

    private MomentInMail() {}

    static String of(ZonedDateTime at, LetterParts parts) {
        String time =
                DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(parts.locale())
                        .format(at);
        String zone = DateTimeFormatter.ofPattern("zzz", parts.locale()).format(at);
        return parts.day(at.toLocalDate()) + ", " + time + " (" + zone + ")";
    }
}
