package org.almoner.office;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The organisation's own data: offices, giving terms, campaigns and texts, as YAML files.
 *
 * <p>An invented organisation comes built in. An operator replaces it whole by a directory of their
 * own, {@code almoner.catalogue.directory}: a directory that holds only some of the files is
 * refused, because half a catalogue would mix two organisations.
 */
@Singleton
public class CatalogueFiles {

    private static final String BUILT_IN = "catalogue/";

    private final Optional<Path> directory;
    private final ObjectMapper yaml = strictYaml();

    /**
     * @param directory the operator's directory; when absent or blank the built-in files are read
     */
    public CatalogueFiles(
            @ConfigProperty(name = "almoner.catalogue.directory") Optional<String> directory) {
        this.directory = directory.map(String::strip).filter(it -> !it.isEmpty()).map(Path::of);
    }

    /**
     * Opens a file of the catalogue, such as {@code offices.yaml}; the caller closes it.
     *
     * @throws IllegalStateException when the file is not there, saying where it was looked for
     */
    public InputStream open(String fileName) {
        return directory.isPresent()
                ? openReplaced(directory.get().resolve(fileName))
                : openBuiltIn(fileName);
    }

    /**
     * Reads a whole file into the given shape. Unknown and duplicate fields, and {@code null} where
     * a primitive is wanted, are refused.
     *
     * @throws IllegalStateException when the file is missing or does not have the shape; the
     *     message names file, line and field
     */
    public <T> T read(String fileName, Class<T> shape) {
        try (InputStream in = open(fileName)) {
            return yaml.readValue(in, shape);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(
                    "Catalogue file " + fileName + " cannot be read: " + wrong.getMessage(), wrong);
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "Catalogue file " + fileName + " cannot be read", failure);
        }
    }

    /** A reader of YAML that refuses what it does not know, for shapes of the caller's own. */
    public ObjectMapper yaml() {
        return yaml.copy();
    }

    private static InputStream openReplaced(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "Catalogue file "
                            + file
                            + " cannot be opened. almoner.catalogue.directory replaces the whole"
                            + " catalogue, so it must hold every file of it",
                    missing);
        }
    }

    private static InputStream openBuiltIn(String fileName) {
        ClassLoader loader = CatalogueFiles.class.getClassLoader();
        InputStream stream = loader.getResourceAsStream(BUILT_IN + fileName);
        if (stream == null) {
            throw new IllegalStateException("There is no built-in catalogue file " + fileName);
        }
        return stream;
    }

    private static ObjectMapper strictYaml() {
        YAMLFactory factory =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        return new ObjectMapper(factory)
                .registerModule(new JavaTimeModule())
                .registerModule(new Jdk8Module())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
    }
}
