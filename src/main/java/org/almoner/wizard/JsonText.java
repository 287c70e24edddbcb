package org.almoner.wizard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.persistence.AttributeConverter;

/** Keeps a value as JSON in a text column. */
abstract class JsonText<T> implements AttributeConverter<T, String> {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final TypeReference<T> type;

    JsonText(TypeReference<T> type) {
        this.type = type;
    }

    @Override
    public String convertToDatabaseColumn(T value) {
        try {
            return value == null ? null : JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A draft's part is not JSON", impossible);
        }
    }

    @Override
    public T convertToEntityAttribute(String stored) {
        try {
            return stored == null ? null : JSON.readValue(stored, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A draft's stored part is not readable");
        }
    }
}
