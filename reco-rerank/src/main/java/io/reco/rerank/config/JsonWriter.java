package io.reco.rerank.config;

import java.util.List;
import java.util.Map;

/** Texts, numbers, truth values, lists and maps as JSON, always the same for the same values. */
final class JsonWriter {
    private JsonWriter() {}

    /** A document, indented by two. */
    static String document(Object value) {
        StringBuilder out = new StringBuilder();
        value(value, "\n", out);
        return out.append('\n').toString();
    }

    private static void value(Object value, String newLine, StringBuilder out) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator).append(newLine).append("  ");
                out.append(quoted(entry.getKey().toString())).append(": ");
                value(entry.getValue(), newLine + "  ", out);
                separator = ",";
            }
            out.append(newLine).append('}');
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            boolean nested = list.stream().anyMatch(item -> item instanceof Map || item instanceof List);
            String separator = "[";
            for (Object item : list) {
                out.append(separator).append(nested ? newLine + "  " : separator.equals("[") ? "" : " ");
                value(item, newLine + "  ", out);
                separator = ",";
            }
            out.append(nested ? newLine : "").append(']');
        } else if (value instanceof Map) {
            out.append("{}");
        } else {
            out.append(value instanceof String text ? quoted(text) : value.toString());
        }
    }

    /** Between quotes, so that JSON and YAML read it alike: what is not printable is escaped. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (isPrintable(c)) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
        return out.append('"').toString();
    }

    private static boolean isPrintable(int c) {
        if (c >= 0x10000) {
            return Character.isDefined(c);
        }
        boolean control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
        boolean surrogate = c >= 0xD800 && c < 0xE000;
        return !control && !surrogate && c < 0xFFFE;
    }
}
