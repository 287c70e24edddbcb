package org.almoner.retention;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.almoner.erasure.DataClass;
import org.almoner.erasure.RetentionRule;

/**
 * The periods of an office as they are released: one line for each class of data, such as {@code
 * GIFT=96 CALENDAR_YEAR}, in months.
 */
record Periods(List<String> lines) {

    private static final int MONTHS = 12;
    private static final String FOR_EVER = "ever";

    static Periods of(Map<DataClass, RetentionRule> rules) {
        List<String> lines = new ArrayList<>();
        rules.forEach((data, rule) -> lines.add(data + "=" + period(rule)));
        return new Periods(List.copyOf(lines));
    }

    private static String period(RetentionRule rule) {
        return rule.isForEver()
                ? FOR_EVER
                : rule.years() * MONTHS + rule.months() + " " + rule.countedFrom();
    }

    /** Names them: two offices with the same periods have the same hash. */
    String hash() {
        try {
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Whether nothing goes earlier by these periods than by those that were released. A class that
     * was not known then is new, and wants to be looked at.
     */
    boolean areCoveredBy(Collection<String> released) {
        Map<String, String> before = new HashMap<>();
        released.forEach(line -> before.put(name(line), period(line)));
        return lines.stream()
                .allMatch(
                        line ->
                                before.containsKey(name(line))
                                        && isNotEarlier(period(line), before.get(name(line))));
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf('='));
    }

    private static String period(String line) {
        return line.substring(line.indexOf('=') + 1);
    }

    private static boolean isNotEarlier(String now, String before) {
        if (now.equals(before) || now.equals(FOR_EVER)) {
            return true;
        }
        if (before.equals(FOR_EVER)) {
            return false;
        }
        String[] one = now.split(" ", 2);
        String[] other = before.split(" ", 2);
        boolean sameStart =
                one[1].equals(other[1]) || other[1].equals(RetentionRule.CountedFrom.EVENT.name());
        return sameStart && Integer.parseInt(one[0]) >= Integer.parseInt(other[0]);
    }
}
