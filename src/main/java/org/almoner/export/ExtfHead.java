package org.almoner.export;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The first line of a posting batch: 31 fields, version 700 of the header, category 21, format
 * version 13.
 */
final class ExtfHead {

    private static final int LONGEST_NAME = 30;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");

    /** Fields in quotes, empty ones too, from 0 on; DATEV's sample keeps to it. */
    private static final Set<Integer> TEXTS = Set.of(0, 3, 7, 8, 9, 16, 17, 21, 23, 26, 29, 30);

    private ExtfHead() {}

    static boolean isText(int field) {
        return TEXTS.contains(field);
    }

    /**
     * The fields in their order. The time of its making is that of the wish, so that a repetition
     * gives the same bytes.
     *
     * @param part such as {@code 1/3}; {@code null} when there is one batch only
     */
    static List<String> fields(Selection selection, String part) {
        ExportView export = selection.export();
        DatevBatch batch = selection.batch();
        DatevTerms terms = batch.terms();
        return List.of(
                "EXTF",
                "700",
                "21",
                "Buchungsstapel",
                "13",
                MOMENT.format(export.askedAt().atZone(selection.zone())),
                "",
                "AL",
                "Almoner",
                "",
                Integer.toString(terms.consultant()),
                Integer.toString(terms.client()),
                day(batch.fiscalYearBegins()),
                Integer.toString(terms.accountLength()),
                day(export.from()),
                day(export.to()),
                name(export.number(), part),
                Objects.requireNonNullElse(terms.initials(), ""),
                "1",
                "0",
                terms.locked() ? "1" : "0",
                batch.currency(),
                "",
                "",
                "",
                "",
                Objects.requireNonNullElse(terms.chart(), ""),
                "",
                "",
                "",
                "");
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** The number with blanks: whether a name may hold hyphens can be read in two ways. */
    private static String name(String number, String part) {
        String name = number.replace('-', ' ') + (part == null ? "" : " " + part);
        if (name.length() > LONGEST_NAME) {
            throw new CannotBeMade(ExportFailure.OUT_OF_FORMAT, "name of the batch");
        }
        return name;
    }
}
