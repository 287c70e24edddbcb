package org.almoner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads {@code k8s/} as a cluster would: strictly, every document of every file. */
public final class KubernetesManifests {

    static final Path ROOT = Path.of("k8s");

    private KubernetesManifests() {}

    /** Every YAML file under {@code k8s/}, in the order of its path. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    /** The documents of a file; a key given twice is an error, not the last one wins. */
    static List<Map<String, Object>> documents(Path file) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        strict.setAllowRecursiveKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(read(file))) {
            documents.add(map(document));
        }
        return documents;
    }

    static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    /** The one object of this kind and name in a directory of manifests. */
    static Map<String, Object> object(Path directory, String kind, String name) throws IOException {
        List<Map<String, Object>> found = new ArrayList<>();
        for (Path file : files()) {
            if (file.getParent().equals(directory)) {
                documents(file).stream()
                        .filter(document -> kind.equals(document.get("kind")))
                        .filter(document -> name.equals(at(document, "metadata", "name")))
                        .forEach(found::add);
            }
        }
        if (found.size() != 1) {
            throw new AssertionError(
                    found.size() + " objects " + kind + "/" + name + " in " + directory);
        }
        return found.get(0);
    }

    /**
     * The environment the service gets in an overlay: base settings, the overlay's on top, and a
     * stand-in for each value that comes from a secret.
     */
    public static Map<String, String> environment(String overlay) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        Path base = ROOT.resolve("base");
        for (Path place : List.of(base, ROOT.resolve("overlays").resolve(overlay))) {
            map(at(object(place, "ConfigMap", "almoner-settings"), "data"))
                    .forEach((name, value) -> environment.put(name, (String) value));
        }
        Object variables = at(container(object(base, "Deployment", "almoner")), "env");
        for (Object variable : list(variables)) {
            environment.put((String) at(variable, "name"), "from-a-secret");
        }
        return environment;
    }

    static Map<String, Object> container(Map<String, Object> deployment) {
        return map(list(at(deployment, "spec", "template", "spec", "containers")).get(0));
    }

    /** The value at a path of keys, or null when any of them is missing. */
    static Object at(Object node, String... keys) {
        Object found = node;
        for (String key : keys) {
            found = found == null ? null : map(found).get(key);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object node) {
        return node == null ? List.of() : (List<Object>) node;
    }
}
