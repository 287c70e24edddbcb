package org.almoner.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;

/** What the donor must do next, as JSON text, so that a reload shows it again. */
@Immutable
@Converter
class NextActionConverter implements AttributeConverter<NextAction, String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(NextAction action) {
        try {
            return action == null
                    ? null
                    : JSON.writerFor(NextAction.class).writeValueAsString(action);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A next action is not JSON", impossible);
        }
    }

    @Override
    public NextAction convertToEntityAttribute(String stored) {
        try {
            return stored == null ? null : JSON.readValue(stored, NextAction.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored next action is not readable", damaged);
        }
    }
}
