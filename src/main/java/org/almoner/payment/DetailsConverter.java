package org.almoner.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;
import org.hibernate.annotations.Immutable;

/** The method's details as JSON text. Never changed in place, so Hibernate need not copy them. */
@Immutable
@Converter
class DetailsConverter implements AttributeConverter<Map<String, String>, String> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details == null ? Map.of() : details);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Payment details are not JSON", impossible);
        }
    }

    @Override
    public Map<String, String> convertToEntityAttribute(String stored) {
        try {
            return JSON.readValue(stored, TYPE);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("Stored payment details are not readable", damaged);
        }
    }
}
