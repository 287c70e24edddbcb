package org.almoner;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The contract as tests use it: every exchange is held against {@code openapi/openapi.yaml}. */
public final class Contract {

    /** Where the contract stands. */
    public static final Path FILE = Path.of("openapi", "openapi.yaml");

    private static final String TEXT = text();
    private static final OpenApiInteractionValidator EXCHANGES = validator(LevelResolver.create());
    private static final OpenApiInteractionValidator ANSWERS =
            validator(
                    LevelResolver.create()
                            .withLevel("validation.request", ValidationReport.Level.IGNORE));

    private Contract() {}

    /** Holds requests and answers against the contract. */
    static OpenApiInteractionValidator exchanges() {
        return EXCHANGES;
    }

    /** Holds answers against the contract without rest-assured. */
    public static OpenApiInteractionValidator answers() {
        return ANSWERS;
    }

    /** The contract as a tree. */
    public static JsonNode tree() {
        try {
            return new YAMLMapper().readTree(TEXT);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static OpenApiInteractionValidator validator(LevelResolver.Builder levels) {
        return OpenApiInteractionValidator.createForInlineApiSpecification(TEXT)
                .withLevelResolver(levels.build())
                .build();
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
