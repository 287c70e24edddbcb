package org.almoner.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.almoner.problem.InputRefused;

/**
 * Reads days and moments as the framework does, and refuses those outside of the years 1 to 9998:
 * the notation allows for nine digits, the database does not.
 */
final class TimeFromJson<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9998, 12, 31);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final transient JsonDeserializer<? extends T> any;
    private final transient Predicate<T> isOurs;

    private TimeFromJson(Class<T> type, JsonDeserializer<? extends T> any, Predicate<T> isOurs) {
        super(type);
        this.any = any;
        this.isOurs = isOurs;
    }

    static TimeFromJson<LocalDate> day() {
        return new TimeFromJson<>(
                LocalDate.class,
                LocalDateDeserializer.INSTANCE,
                it -> !it.isBefore(FIRST_DAY) && !it.isAfter(LAST_DAY));
    }

    static TimeFromJson<Instant> moment() {
        return new TimeFromJson<>(
                Instant.class,
                InstantDeserializer.INSTANT,
                it -> !it.isBefore(FIRST) && it.isBefore(END));
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        T time = any.deserialize(parser, context);
        if (time != null && !isOurs.test(time)) {
            throw new InputRefused(parser, "out_of_range", "A year from 1 to 9998.");
        }
        return time;
    }
}
