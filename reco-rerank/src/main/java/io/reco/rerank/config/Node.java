package io.reco.rerank.config;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A value as it stands in a file, or as given in code, before anything is known of its meaning. */
sealed interface Node {
    /** Where it begins. */
    Place place();

    /** What it is, in words. */
    String kind();

    /**
     * A place in a file.
     *
     * @param line from 1; 0 for a value given in code
     * @param column from 1, in code points; 0 for a value given in code
     */
    record Place(int line, int column) {
        static final Place CODE = new Place(0, 0);
    }

    /** What a scalar is by the rules of JSON. */
    enum ScalarKind {
        TEXT,
        WHOLE,
        REAL,
        FLAG,
        NULL
    }

    /** A text, number, truth value or null, as it is written. */
    record Scalar(Place place, String text, ScalarKind scalarKind) implements Node {
        @Override
        public String kind() {
            return scalarKind == ScalarKind.NULL ? "nothing" : "'" + text + "'";
        }
    }

    /** A list. */
    record Items(Place place, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping; no key occurs twice. */
    record Entries(Place place, List<Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key with its value. */
    record Entry(Place place, String key, Node value) {}

    /** A value given in code. */
    static Node of(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<Entry> entries = new ArrayList<>();
            map.forEach((key, entry) -> entries.add(new Entry(Place.CODE, key.toString(), of(entry))));
            return new Entries(Place.CODE, entries);
        }
        if (value instanceof List<?> list) {
            return new Items(Place.CODE, list.stream().map(Node::of).toList());
        }
        if (value instanceof Spec spec) {
            return of(spec.plain());
        }
        ScalarKind kind = value instanceof Boolean
                ? ScalarKind.FLAG
                : value instanceof Integer || value instanceof Long
                        ? ScalarKind.WHOLE
                        : value instanceof Number ? ScalarKind.REAL : ScalarKind.TEXT;
        return new Scalar(Place.CODE, text(value), kind);
    }

    private static String text(Duration duration) {
        long millis;
        try {
            millis = duration.toMillis();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("duration " + duration + " is too long", e);
        }
        if (duration.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("duration " + duration + " is not a whole number of milliseconds");
        }
        return Durations.text(millis);
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return label(constant);
        }
        if (value instanceof Duration duration) {
            return text(duration);
        }
        if (value instanceof Instant
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof String) {
            return value.toString();
        }
        throw new IllegalArgumentException(
                "a parameter cannot be a " + value.getClass().getName() + ": " + value);
    }

    /** The name of a constant in files: {@code MIN_MAX} is {@code min-max}. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
