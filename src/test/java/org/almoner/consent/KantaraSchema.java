package org.almoner.consent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Holds receipts against what Kantara's specification asks for, and if somebody names it by {@code
 * -Dkantara.schema=…}, against a copy of Kantara's own file as well.
 */
public final class KantaraSchema {

    /** Kantara's file begins with a comment. */
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(JsonParser.Feature.ALLOW_COMMENTS);

    private static final Path FILE =
            Path.of("src/test/resources/kantara/consent-receipt-1.1.0.schema.json");

    private KantaraSchema() {}

    /** What is wrong with a receipt; empty when nothing is. */
    public static String faults(String receipt) throws IOException {
        return faults(JSON.readTree(receipt));
    }

    static String faults(JsonNode receipt) throws IOException {
        String theirs = System.getProperty("kantara.schema");
        return faults(receipt, FILE) + (theirs == null ? "" : faults(receipt, Path.of(theirs)));
    }

    private static String faults(JsonNode receipt, Path schema) throws IOException {
        try {
            var report =
                    JsonSchemaFactory.byDefault()
                            .getJsonSchema(JSON.readTree(schema.toFile()))
                            .validate(receipt);
            return report.isSuccess() ? "" : report.toString();
        } catch (ProcessingException unusable) {
            throw new IOException(unusable);
        }
    }
}
