package io.reco.rerank.config;

import io.reco.rerank.config.Node.ScalarKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of single values. */
final class ScalarTypes {
    private ScalarTypes() {}

    private static Map<String, Object> schemaOf(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        return schema;
    }

    private static @Nullable String textOf(Node node) {
        return node instanceof Node.Scalar scalar && scalar.scalarKind() == ScalarKind.TEXT ? scalar.text() : null;
    }

    /** An {@code Integer} in a range; {@link Integer#MAX_VALUE} as the end stands for none. */
    record Whole(int min, int max) implements ValueType {
        @Override
        public @Nullable Object read(Node node, String what, Reading reading) {
            if (node instanceof Node.Scalar scalar && scalar.scalarKind() == ScalarKind.WHOLE) {
                try {
                    int value = Integer.parseInt(scalar.text());
                    if (value >= min && value <= max) {
                        return value;
                    }
                } catch (NumberFormatException e) {
                    return refuse(node, what, reading);
                }
            }
            return refuse(node, what, reading);
        }

        @Override
        public Object plain(Object value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> schema = schemaOf("integer");
            schema.put("minimum", min);
            schema.put("maximum", max);
            return schema;
        }

        @Override
        public String accepted() {
            return max == Integer.MAX_VALUE
                    ? "a whole number of " + min + " or above"
                    : "a whole number in [" + min + ", " + max + "]";
        }
    }

    /** A finite {@code Double} in a range; an end may be excluded or infinite. */
    record Real(double min, boolean minExcluded, double max, boolean maxExcluded) implements ValueType {
        static final Real SHARE = new Real(0, false, 1, false);
        static final Real FINITE = new Real(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);
        static final Real FROM_0 = new Real(0, false, Double.POSITIVE_INFINITY, true);
        static final Real ABOVE_0 = new Real(0, true, Double.POSITIVE_INFINITY, true);

        @Override
        public @Nullable Object read(Node node, String what, Reading reading) {
            if (node instanceof Node.Scalar scalar
                    && (scalar.scalarKind() == ScalarKind.WHOLE || scalar.scalarKind() == ScalarKind.REAL)) {
                double value;
                try {
                    value = Double.parseDouble(scalar.text());
                } catch (NumberFormatException e) { // YAML's own .inf and .nan
                    return refuse(node, what, reading);
                }
                boolean above = minExcluded ? value > min : value >= min;
                boolean below = maxExcluded ? value < max : value <= max;
                if (above && below) {
                    return value + 0.0; // -0 is 0
                }
            }
            return refuse(node, what, reading);
        }

        @Override
        public Object plain(Object value) {
            double number = (Double) value;
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : value;
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> schema = schemaOf("number");
            if (Double.isFinite(min)) {
                schema.put(minExcluded ? "exclusiveMinimum" : "minimum", plain(min));
            }
            if (Double.isFinite(max)) {
                schema.put(maxExcluded ? "exclusiveMaximum" : "maximum", plain(max));
            }
            return schema;
        }

        @Override
        public String accepted() {
            if (Double.isInfinite(min) && Double.isInfinite(max)) {
                return "a finite number";
            }
            if (Double.isInfinite(max)) {
                return "a finite number " + (minExcluded ? "above " + plain(min) : "of " + plain(min) + " or above");
            }
            return "a number in " + (minExcluded ? "(" : "[") + plain(min) + ", " + plain(max)
                    + (maxExcluded ? ")" : "]");
        }
    }

    /** A {@code Boolean}. */
    record Flag() implements ValueType {
        @Override
        public @Nullable Object read(Node node, String what, Reading reading) {
            return node instanceof Node.Scalar scalar && scalar.scalarKind() == ScalarKind.FLAG
                    ? (Object) Boolean.valueOf(scalar.text())
                    : refuse(node, what, reading);
        }

        @Override
        public Object plain(Object value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            return schemaOf("boolean");
        }

        @Override
        public String accepted() {
            return "true or false";
        }
    }

    /** One of several words, as a {@code String}. */
    record OneOf(List<String> words) implements ValueType {
        /** The constants of an enum. */
        static OneOf of(Enum<?>... constants) {
            return new OneOf(Arrays.stream(constants).map(Node::label).toList());
        }

        @Override
        public @Nullable Object read(Node node, String what, Reading reading) {
            String text = textOf(node);
            if (text == null) {
                return refuse(node, what, reading);
            }
            if (!words.contains(text)) {
                reading.unknown(node.place(), what, text, words);
                return null;
            }
            return text;
        }

        @Override
        public Object plain(Object value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("enum", words);
            return schema;
        }

        @Override
        public String accepted() {
            return "one of " + String.join(", ", words);
        }
    }

    /** A text that is not empty; numbers must be quoted, so that ids stay byte for byte what is written. */
    record Text() implements ValueType {
        @Override
        public @Nullable Object read(Node node, String what, Reading reading) {
            String text = textOf(node);
            if (text == null && node instanceof Node.Scalar scalar && scalar.scalarKind() != ScalarKind.NULL) {
                reading.problem(
                        node.place(),
                        what + " " + scalar.text() + " is not a text; put it in quotes: \"" + scalar.text() + "\"");
                return null;
            }
            return text == null || text.isEmpty() ? refuse(node, what, reading) : text;
        }

        @Override
        public Object plain(Object value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> schema = schemaOf("string");
            schema.put("minLength", 1);
            return schema;
        }

        @Override
        public String accepted() {
            return "a text of one character or more";
        }
    }

    /** Name of something that {@link SurfaceResources} holds. */
    record Name(SurfaceResources.Kind of) implements ValueType {
        @Override
        public @Nullable Object read(Node node, String what, Reading reading) {
            Object text = new Text().read(node, what, reading);
            SurfaceResources resources = reading.resources();
            if (text != null && resources != null) {
                Collection<String> known = resources.names(of);
                if (!known.contains(text)) {
                    reading.unknown(node.place(), Node.label(of), (String) text, known);
                    return null;
                }
            }
            return text;
        }

        @Override
        public Object plain(Object value) {
            return value;
        }

        @Override
        public Map<String, Object> schema() {
            return new Text().schema();
        }

        @Override
        public String accepted() {
            return "the name of " + (of == SurfaceResources.Kind.ASPECTS ? "" : "a ") + Node.label(of)
                    + " given in code";
        }
    }

    /** Milliseconds as a {@code Long}; {@link Long#MAX_VALUE} as the end of the range admits {@code forever}. */
    record Span(long min, long max) implements ValueType {
        @Override
        public @Nullable Object read(Node node, String what, Reading reading) {
            String text = textOf(node);
            Long millis = text == null ? null : Durations.parse(text);
            return millis == null || millis < min || millis > max ? refuse(node, what, reading) : millis;
        }

        @Override
        public Object plain(Object value) {
            return Durations.text((Long) value);
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> schema = schemaOf("string");
            schema.put(
                    "pattern",
                    "^(" + (min < 0 ? "-?" : "") + "[0-9]{1,18}(ms|s|m|h|d)" + (max == Long.MAX_VALUE ? "|forever" : "")
                            + ")$");
            return schema;
        }

        @Override
        public String accepted() {
            String span = "a time such as 500ms, 30m, 3h or 7d";
            if (max == Long.MAX_VALUE) {
                return span + ", or forever" + (min > 0 ? ", of " + Durations.text(min) + " or above" : "");
            }
            return span + " in [" + Durations.text(min) + ", " + Durations.text(max) + "]";
        }
    }

    /** Epoch milliseconds as a {@code Long}. A date is its midnight in UTC. */
    record Moment() implements ValueType {
        @Override
        public @Nullable Object read(Node node, String what, Reading reading) {
            String text = textOf(node);
            if (text == null) {
                return refuse(node, what, reading);
            }
            try {
                return text.indexOf('T') < 0
                        ? LocalDate.parse(text)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .toEpochMilli()
                        : Instant.parse(text).toEpochMilli();
            } catch (DateTimeException | ArithmeticException e) {
                return refuse(node, what, reading);
            }
        }

        @Override
        public Object plain(Object value) {
            return Instant.ofEpochMilli((Long) value).toString();
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> schema = schemaOf("string");
            schema.put("pattern", "^[0-9+-][0-9-]*(T.+)?$");
            return schema;
        }

        @Override
        public String accepted() {
            return "a date or moment such as 2026-12-01 or 2026-12-01T09:00:00Z";
        }
    }
}
