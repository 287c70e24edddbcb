package org.almoner.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.almoner.money.Money;

/**
 * The JSON of the wire (FW-1 to FW-3): nothing is converted, cut, guessed or ignored. Only requests
 * and answers of resources use it; what we stored ourselves is read by the plain mapper.
 */
@Provider
class StrictJson implements ContextResolver<ObjectMapper> {

    static final int DEEPEST = 20;
    private static final int LONGEST_TEXT = 32 * 1024;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 200;

    private final ObjectMapper wire;

    StrictJson(ObjectMapper plain) {
        this.wire = strict(plain.copy());
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return wire;
    }

    @SuppressWarnings("deprecation") // a copy of the framework's mapper has no builder
    static ObjectMapper strict(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxStringLength(LONGEST_TEXT)
                                .maxNumberLength(LONGEST_NUMBER)
                                .maxNameLength(LONGEST_NAME)
                                .build());
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
        mapper.enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
        for (LogicalType type :
                new LogicalType[] {
                    LogicalType.Textual,
                    LogicalType.Enum,
                    LogicalType.DateTime,
                    LogicalType.OtherScalar,
                    LogicalType.Boolean,
                    LogicalType.Integer
                }) {
            refuseOtherShapes(mapper, type);
        }
        mapper.registerModule(
                new SimpleModule("almoner-wire")
                        .addDeserializer(String.class, new CleanText())
                        .addDeserializer(Money.class, new MoneyFromJson())
                        .addDeserializer(LocalDate.class, TimeFromJson.day())
                        .addDeserializer(Instant.class, TimeFromJson.moment())
                        .addSerializer(Instant.class, new InstantToTheMillisecond()));
        return mapper;
    }

    private static void refuseOtherShapes(ObjectMapper mapper, LogicalType type) {
        var coercion = mapper.coercionConfigFor(type);
        for (CoercionInputShape shape :
                new CoercionInputShape[] {
                    CoercionInputShape.Integer,
                    CoercionInputShape.Float,
                    CoercionInputShape.Boolean,
                    CoercionInputShape.EmptyString
                }) {
            boolean itsOwn =
                    (type == LogicalType.Integer && shape == CoercionInputShape.Integer)
                            || (type == LogicalType.Boolean && shape == CoercionInputShape.Boolean);
            if (!itsOwn) {
                coercion.setCoercion(shape, CoercionAction.Fail);
            }
        }
    }

    /** {@code 2026-11-22T10:15:30Z}, with milliseconds where there are any. */
    private static final class InstantToTheMillisecond extends StdSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantToTheMillisecond() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(value.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }
}
