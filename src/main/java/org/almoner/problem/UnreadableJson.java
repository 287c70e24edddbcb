package org.almoner.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says what is wrong with a body, and where, without repeating what was in it and without a word of
 * the reader's own messages, which quote values and class names.
 */
final class UnreadableJson {

    /** Names a client invented are repeated in pointers only when they look like names. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private UnreadableJson() {}

    static DomainProblem malformed(String detail) {
        return DomainProblem.of(ProblemType.MALFORMED_REQUEST, detail);
    }

    static DomainProblem problem(JacksonException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DomainProblem refusal) {
                return refusal;
            }
            if (cause instanceof StreamConstraintsException) {
                return malformed("The body is nested too deeply, or a value in it is too long.");
            }
            if (cause instanceof InputCoercionException) {
                return DomainProblem.invalid(
                        pointer(failure), "out_of_range", "This number is out of range.");
            }
            if (cause instanceof StreamReadException unreadable) {
                return notJson(unreadable);
            }
        }
        return failure instanceof JsonMappingException mismatch
                ? DomainProblem.invalid(List.of(violation(mismatch)))
                : malformed("The body is not valid JSON.");
    }

    private static DomainProblem notJson(StreamReadException failure) {
        if (String.valueOf(failure.getOriginalMessage()).startsWith("Duplicate field")) {
            return DomainProblem.invalid(
                    place(failure), "duplicate_property", "This member stands there twice.");
        }
        return malformed("The body is not valid JSON.");
    }

    private static String place(StreamReadException failure) {
        JsonParser parser = failure.getProcessor();
        if (parser == null) {
            return "";
        }
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return pointer.matches("(/[A-Za-z0-9_-]{1,64}){0,20}") ? pointer : "";
    }

    private static Violation violation(JsonMappingException failure) {
        String pointer = pointer(failure);
        if (failure instanceof InputRefused refused) {
            return new Violation(pointer, refused.code(), refused.rule());
        }
        if (failure instanceof UnrecognizedPropertyException) {
            return new Violation(pointer, "unknown_property", "The contract has no such member.");
        }
        if (failure instanceof InvalidFormatException format) {
            return ofFormat(pointer, format);
        }
        String message = String.valueOf(failure.getOriginalMessage());
        if (message.startsWith("Trailing token")) {
            return new Violation(pointer, "trailing_content", "Nothing may follow the JSON value.");
        }
        if (message.contains("map `null`") || message.startsWith("Missing required")) {
            return new Violation(pointer, "required", "This is needed.");
        }
        return failure instanceof MismatchedInputException
                ? new Violation(pointer, "wrong_type", "This has another JSON type.")
                : new Violation(pointer, "invalid", "This value is not possible here.");
    }

    private static Violation ofFormat(String pointer, InvalidFormatException failure) {
        Class<?> target = failure.getTargetType();
        if (target != null && target.isEnum() && failure.getValue() instanceof String) {
            return new Violation(pointer, "unknown_value", "The contract lists the values.");
        }
        return failure.getValue() instanceof String
                        && target != null
                        && !Number.class.isAssignableFrom(target)
                        && !target.isPrimitive()
                        && target != Boolean.class
                ? new Violation(pointer, "format", "This text does not have the needed shape.")
                : new Violation(pointer, "wrong_type", "This has another JSON type.");
    }

    private static String pointer(JacksonException failure) {
        if (!(failure instanceof JsonMappingException mapping)) {
            return "";
        }
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                pointer.append('/').append(Math.max(0, step.getIndex()));
            } else if (PLAIN_NAME.matcher(step.getFieldName()).matches()) {
                pointer.append('/').append(step.getFieldName());
            } else {
                break;
            }
        }
        return pointer.toString();
    }
}
