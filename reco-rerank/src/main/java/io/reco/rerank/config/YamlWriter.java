package io.reco.rerank.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts, numbers, truth values, lists and maps as YAML, always the same for the same values. */
final class YamlWriter {
    /** A value that is longer than this in one line is written in several. */
    private static final int WIDTH = 100;

    /** What needs no quotes, neither here nor in a list between brackets; times and spans of time among it. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z][A-Za-z0-9_.+/-]*|-?[0-9]{1,18}(ms|s|m|h|d)|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

    /** Words that some version of YAML takes for something else. */
    private static final Set<String> RESERVED = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private YamlWriter() {}

    /** A document: one key after the other, lists with an element a line. */
    static String document(Map<String, Object> values) {
        StringBuilder out = new StringBuilder();
        values.forEach((key, value) -> {
            out.append(scalar(key)).append(':');
            if (value instanceof List<?> list && !list.isEmpty()) {
                out.append('\n');
                list.forEach(item -> item(item, 2, out));
            } else {
                value(value, key.length() + 1, 2, out);
            }
        });
        return out.toString();
    }

    private static void item(Object item, int indent, StringBuilder out) {
        out.append(" ".repeat(indent)).append('-');
        if (item instanceof Map<?, ?> map && !map.isEmpty() && !fits(item, indent + 2, map.size() == 1)) {
            boolean first = true;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = scalar(entry.getKey().toString());
                out.append(first ? " " : " ".repeat(indent + 2)).append(key).append(':');
                value(entry.getValue(), indent + 3 + key.length(), indent + 4, out);
                first = false;
            }
        } else if (item instanceof Map<?, ?> map && map.size() == 1) {
            // A rule: its name, and its parameters between braces.
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            out.append(' ')
                    .append(scalar(only.getKey().toString()))
                    .append(": ")
                    .append(flow(only.getValue()));
            out.append('\n');
        } else {
            value(item, indent + 1, indent + 2, out);
        }
    }

    private static boolean fits(Object value, int column, boolean withoutBraces) {
        return column + flow(value).length() - (withoutBraces ? 2 : 0) <= WIDTH;
    }

    /** After a colon or a dash, to the end of the line or in lines of its own. */
    private static void value(Object value, int column, int indent, StringBuilder out) {
        boolean nested = (value instanceof Map<?, ?> map && !map.isEmpty())
                || (value instanceof List<?> list && !list.isEmpty());
        if (!nested || fits(value, column + 1, false)) {
            out.append(' ').append(flow(value)).append('\n');
        } else if (value instanceof List<?> list) {
            out.append('\n');
            list.forEach(item -> item(item, indent, out));
        } else if (value instanceof Map<?, ?> map) {
            out.append('\n');
            map.forEach((key, entry) -> {
                String text = scalar(key.toString());
                out.append(" ".repeat(indent)).append(text).append(':');
                value(entry, indent + text.length() + 1, indent + 2, out);
            });
        }
    }

    /** In one line, with braces and brackets. */
    static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return "{"
                    + String.join(
                            ", ",
                            map.entrySet().stream()
                                    .map(e -> scalar(e.getKey().toString()) + ": " + flow(e.getValue()))
                                    .toList())
                    + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(YamlWriter::flow).toList()) + "]";
        }
        return value instanceof String text ? scalar(text) : value.toString();
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : JsonWriter.quoted(text);
    }
}
