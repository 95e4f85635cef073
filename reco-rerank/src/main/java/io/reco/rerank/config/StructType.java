package io.reco.rerank.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mapping with known keys, as {@link Values}. A key that is left out has its default; one without a default must be there.
 *
 * @param parameters the keys, in the order in which they are written
 */
record StructType(List<Parameter> parameters) implements ValueType {
    @Override
    public @Nullable Object read(Node node, String what, Reading reading) {
        if (!(node instanceof Node.Entries mapping)) {
            return refuse(node, what, reading);
        }
        List<String> names = parameters.stream().map(Parameter::name).toList();
        Map<String, Node> given = new HashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            if (names.contains(entry.key())) {
                given.put(entry.key(), entry.value());
            } else {
                reading.unknown(entry.place(), "key of " + what, entry.key(), names);
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Node value = given.get(parameter.name());
            Object read = value == null
                    ? parameter.defaultValue()
                    : parameter.type().read(value, what + ": " + parameter.name(), reading);
            if (read != null) {
                values.put(parameter.name(), read);
            } else if (value == null) {
                reading.problem(
                        node.place(),
                        what + " needs '" + parameter.name() + "', "
                                + parameter.type().accepted());
            }
        }
        return values.size() == parameters.size() ? new Values(values) : null;
    }

    /** The values of a mapping without keys, or null when one must be there. */
    @Nullable
    Values ofDefaults(Node.Place place, String what, Reading reading) {
        return (Values) read(new Node.Entries(place, List.of()), what, reading);
    }

    @Override
    public Map<String, Object> plain(Object value) {
        Values values = (Values) value;
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Object own = values.of(parameter.name());
            if (!own.equals(parameter.defaultValue())) {
                plain.put(parameter.name(), parameter.type().plain(own));
            }
        }
        return plain;
    }

    boolean needsKeys() {
        return parameters.stream().anyMatch(Parameter::isRequired);
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Map<String, Object> schema = new LinkedHashMap<>(parameter.type().schema());
            schema.put("description", parameter.doc());
            properties.put(parameter.name(), schema);
            if (parameter.isRequired()) {
                required.add(parameter.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    @Override
    public String accepted() {
        return parameters.isEmpty()
                ? "a mapping without keys"
                : "a mapping with keys of "
                        + String.join(
                                ", ", parameters.stream().map(Parameter::name).toList());
    }
}
