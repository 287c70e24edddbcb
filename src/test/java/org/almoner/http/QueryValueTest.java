package org.almoner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryValueTest {

    private enum Colour {
        RED,
        BLUE
    }

    @Test
    void what_is_not_given_is_null() {
        assertNull(QueryValue.day("until", null));
        assertNull(QueryValue.flag("mails", null));
        assertNull(QueryValue.oneOf("colour", null, Colour.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01", "2024-02-29", "9998-12-31"})
    void days_are_read(String text) {
        assertEquals(LocalDate.parse(text), QueryValue.day("until", text));
    }

    /** The database knows no year of nine digits. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1969-12-31",
                "9999-01-01",
                "+999999999-01-01",
                "-0001-01-01",
                "2023-02-29",
                "2026-1-1",
                "01.01.2026"
            })
    void other_days_are_refused(String text) {
        Violation why = refused(() -> QueryValue.day("until", text));
        assertEquals("query:until not_a_day", why.pointer() + " " + why.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "True", "1", "yes"})
    void flags_are_true_or_false(String text) {
        assertEquals(true, QueryValue.flag("mails", "true"));
        assertEquals(false, QueryValue.flag("mails", "false"));
        Violation why = refused(() -> QueryValue.flag("mails", text));
        assertEquals("query:mails not_a_flag", why.pointer() + " " + why.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "red", "GREEN"})
    void other_values_are_refused_with_those_there_are(String text) {
        assertEquals(Colour.RED, QueryValue.oneOf("colour", "RED", Colour.class));
        Violation why = refused(() -> QueryValue.oneOf("colour", text, Colour.class));
        assertEquals("query:colour unknown_value", why.pointer() + " " + why.code());
        assertEquals("One of RED, BLUE.", why.message());
    }

    private static Violation refused(Executable reading) {
        return assertThrows(DomainProblem.class, reading).violations().get(0);
    }
}
