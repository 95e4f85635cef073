package io.reco.rerank.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of values, as a {@code List}.
 *
 * @param element type of each
 * @param least number of elements there must be
 */
record ListType(ValueType element, int least) implements ValueType {
    @Override
    public @Nullable Object read(Node node, String what, Reading reading) {
        if (!(node instanceof Node.Items list) || list.items().size() < least) {
            return refuse(node, what, reading);
        }
        List<Object> values = new ArrayList<>();
        for (Node item : list.items()) {
            Object value = element.read(item, what, reading);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == list.items().size() ? List.copyOf(values) : null;
    }

    @Override
    public Object plain(Object value) {
        return ((List<?>) value).stream().map(element::plain).toList();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", element.schema());
        schema.put("minItems", least);
        return schema;
    }

    @Override
    public String accepted() {
        return "a list of " + least + " or more, each " + element.accepted();
    }
}
