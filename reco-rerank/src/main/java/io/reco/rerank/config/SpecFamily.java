package io.reco.rerank.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Things of one kind that files name: all rules, all fusions. A value is a {@link Spec}, written as the name alone or as a
 * mapping of the name to its parameters.
 *
 * @param <T> what is made
 */
final class SpecFamily<T> implements ValueType {
    private final String noun;
    private final Map<String, SpecType<? extends T>> types = new LinkedHashMap<>();

    @SafeVarargs
    @SuppressWarnings("varargs") // they are copied
    SpecFamily(String noun, SpecType<? extends T>... types) {
        this(noun, List.of(types));
    }

    SpecFamily(String noun, List<SpecType<? extends T>> types) {
        this.noun = noun;
        for (SpecType<? extends T> type : types) {
            if (this.types.put(type.name(), type) != null) {
                throw new IllegalArgumentException("two " + noun + "s have the name '" + type.name() + "'");
            }
        }
    }

    /** What its members are called: {@code "rule"}. */
    String noun() {
        return noun;
    }

    Collection<SpecType<? extends T>> types() {
        return Collections.unmodifiableCollection(types.values());
    }

    SpecType<? extends T> type(String name) {
        SpecType<? extends T> type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("there is no " + noun + " '" + name + "'");
        }
        return type;
    }

    Spec ofDefaults(String name) {
        return ofCode(name, Map.of());
    }

    Spec ofCode(String name, Map<String, ?> parameters) {
        Reading reading = Reading.ofCode();
        Spec spec = (Spec) read(Node.of(Map.of(name, parameters)), noun, reading);
        reading.finish();
        if (spec == null) {
            throw new IllegalStateException(noun + " '" + name + "' was refused without a reason");
        }
        return spec;
    }

    T make(Spec spec, SurfaceResources resources) {
        return type(spec.name()).make(spec.values(), resources);
    }

    @Override
    public @Nullable Object read(Node node, String what, Reading reading) {
        String name;
        Node.Place place = node.place();
        Node parameters = null;
        if (node instanceof Node.Scalar scalar && scalar.scalarKind() == Node.ScalarKind.TEXT) {
            name = scalar.text();
        } else if (node instanceof Node.Entries mapping && mapping.entries().size() == 1) {
            Node.Entry only = mapping.entries().get(0);
            name = only.key();
            place = only.place();
            parameters = only.value();
        } else {
            return refuse(node, what, reading);
        }
        SpecType<? extends T> type = types.get(name);
        if (type == null) {
            reading.unknown(place, noun, name, types.keySet());
            return null;
        }
        Object values = parameters == null
                ? type.struct().ofDefaults(place, name, reading)
                : type.struct().read(parameters, name, reading);
        return values == null ? null : new Spec(this, name, (Values) values);
    }

    @Override
    public Object plain(Object value) {
        Spec spec = (Spec) value;
        Map<String, Object> parameters = type(spec.name()).struct().plain(spec.values());
        return parameters.isEmpty() ? spec.name() : Map.of(spec.name(), parameters);
    }

    @Override
    public Map<String, Object> schema() {
        return new LinkedHashMap<>(Map.of("$ref", "#/$defs/" + noun));
    }

    /** What {@link #schema} refers to. */
    Map<String, Object> definition() {
        Map<String, Object> byName = new LinkedHashMap<>();
        List<String> alone = new ArrayList<>();
        for (SpecType<? extends T> type : types.values()) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("description", type.doc());
            schema.putAll(type.struct().schema());
            byName.put(type.name(), schema);
            if (!type.struct().needsKeys()) {
                alone.add(type.name());
            }
        }
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("type", "object");
        mapping.put("properties", byName);
        mapping.put("additionalProperties", false);
        mapping.put("minProperties", 1);
        mapping.put("maxProperties", 1);
        List<Object> either = new ArrayList<>();
        if (!alone.isEmpty()) {
            either.add(Map.of("enum", alone));
        }
        either.add(mapping);
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("anyOf", either);
        return definition;
    }

    @Override
    public String accepted() {
        SpecType<? extends T> example = types.values().stream()
                .filter(t -> t.struct().needsKeys())
                .findFirst()
                .orElse(null);
        return "the name of " + (noun.endsWith("s") ? "" : "a ") + noun + ", alone or with its parameters"
                + (example == null
                        ? ""
                        : " (" + example.name() + ": {"
                                + example.parameters().get(0).name() + ": ...})");
    }
}
