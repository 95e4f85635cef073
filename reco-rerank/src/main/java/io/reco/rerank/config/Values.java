package io.reco.rerank.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checked values by key, defaults filled in. Immutable and thread-safe. */
final class Values {
    private final Map<String, Object> values;

    Values(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a key that is there. */
    Object of(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no key '" + key + "' among " + values.keySet());
        }
        return value;
    }

    int whole(String key) {
        return (Integer) of(key);
    }

    double real(String key) {
        return (Double) of(key);
    }

    boolean flag(String key) {
        return (Boolean) of(key);
    }

    String text(String key) {
        return (String) of(key);
    }

    long millis(String key) {
        return (Long) of(key);
    }

    /** Days of a span; for ever is infinite. */
    double days(String key) {
        long millis = millis(key);
        return millis == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : millis / 86_400_000.0;
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (Node.label(constant).equals(text(key))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(key + " '" + text(key) + "' is no " + type.getSimpleName());
    }

    List<String> texts(String key) {
        return list(key, String.class);
    }

    <T> List<T> list(String key, Class<T> element) {
        return ((List<?>) of(key)).stream().map(element::cast).toList();
    }

    Spec spec(String key) {
        return (Spec) of(key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
