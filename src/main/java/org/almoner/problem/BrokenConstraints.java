package org.almoner.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Names the broken rules of a request's body and parameters with pointers and stable codes. */
final class BrokenConstraints {

    private static final Map<String, String> CODES =
            Map.ofEntries(
                    Map.entry("NotNull", "required"),
                    Map.entry("NotBlank", "required"),
                    Map.entry("NotEmpty", "required"),
                    Map.entry("Size", "length"),
                    Map.entry("Pattern", "format"),
                    Map.entry("Email", "format"),
                    Map.entry("Min", "out_of_range"),
                    Map.entry("Max", "out_of_range"),
                    Map.entry("Positive", "out_of_range"),
                    Map.entry("PositiveOrZero", "out_of_range"));

    private static final Map<String, String> RULES =
            Map.of(
                    "required", "This is needed.",
                    "length", "This is too short or too long.",
                    "format", "This text does not have the needed shape.",
                    "out_of_range", "This number is out of range.");

    private BrokenConstraints() {}

    static DomainProblem problem(ConstraintViolationException failure, RoutingContext request) {
        boolean ours =
                failure.getConstraintViolations().isEmpty()
                        || failure.getConstraintViolations().stream()
                                .anyMatch(BrokenConstraints::isOfAnAnswer);
        if (ours) {
            return UnplannedFailure.problem(new IllegalStateException(failure), request);
        }
        List<Violation> violations =
                failure.getConstraintViolations().stream()
                        .map(BrokenConstraints::violation)
                        .sorted(
                                Comparator.comparing(Violation::pointer)
                                        .thenComparing(Violation::code))
                        .toList();
        return DomainProblem.invalid(violations);
    }

    private static boolean isOfAnAnswer(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    private static Violation violation(ConstraintViolation<?> broken) {
        String name =
                broken.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
        String code = CODES.getOrDefault(name, snakeCase(name));
        String rule =
                broken.getMessageTemplate().startsWith("{") ? RULES.get(code) : broken.getMessage();
        return new Violation(pointer(broken), code, rule == null ? "This is not valid." : rule);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String pointer(ConstraintViolation<?> broken) {
        StringBuilder pointer = new StringBuilder();
        Path.MethodNode method = null;
        for (Path.Node node : broken.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            switch (node.getKind()) {
                case METHOD -> method = node.as(Path.MethodNode.class);
                case PARAMETER -> {
                    int index = node.as(Path.ParameterNode.class).getParameterIndex();
                    pointer.append(parameter(broken.getRootBeanClass(), method, index));
                }
                case PROPERTY -> pointer.append('/').append(node.getName());
                default -> {
                    // container elements and the like have no name of their own
                }
            }
        }
        return pointer.toString();
    }

    /** Empty for the body, {@code query:limit} and the like for the rest. */
    private static String parameter(Class<?> resource, Path.MethodNode node, int index) {
        // The container may have put a subclass before the resource, without its annotations.
        for (Class<?> type = resource; type != null && node != null; type = type.getSuperclass()) {
            String place = parameterOf(type, node, index);
            if (place != null) {
                return place;
            }
        }
        return "";
    }

    private static String parameterOf(Class<?> type, Path.MethodNode node, int index) {
        Class<?>[] parameters = node.getParameterTypes().toArray(new Class<?>[0]);
        try {
            Method method = type.getDeclaredMethod(node.getName(), parameters);
            String name = method.getParameters()[index].getName();
            for (Annotation annotation : method.getParameterAnnotations()[index]) {
                String place = place(annotation, name);
                if (place != null) {
                    return place;
                }
            }
            return null;
        } catch (NoSuchMethodException notHere) {
            return null;
        }
    }

    private static String place(Annotation annotation, String name) {
        if (annotation instanceof QueryParam query) {
            return "query:" + query.value();
        }
        if (annotation instanceof HeaderParam header) {
            return "header:" + header.value();
        }
        if (annotation instanceof PathParam path) {
            return "path:" + path.value();
        }
        if (annotation instanceof RestQuery query) {
            return "query:" + (query.value().isEmpty() ? name : query.value());
        }
        if (annotation instanceof RestHeader header) {
            return "header:" + (header.value().isEmpty() ? name : header.value());
        }
        if (annotation instanceof RestPath path) {
            return "path:" + (path.value().isEmpty() ? name : path.value());
        }
        return null;
    }
}
