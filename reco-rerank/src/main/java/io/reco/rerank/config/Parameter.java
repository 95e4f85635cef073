package io.reco.rerank.config;

import org.jspecify.annotations.Nullable;

/** A parameter of a rule, or another key of a surface file. Immutable and thread-safe. */
public final class Parameter {
    private final String name;
    private final ValueType type;
    private final @Nullable Object defaultValue;
    private final String doc;

    private Parameter(String name, ValueType type, @Nullable Object defaultValue, String doc) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.doc = doc;
    }

    /** One that must be given. */
    static Parameter required(String name, ValueType type, String doc) {
        return new Parameter(name, type, null, doc);
    }

    /** One that may be left out. */
    static Parameter optional(String name, ValueType type, Object defaultValue, String doc) {
        return new Parameter(name, type, defaultValue, doc);
    }

    /** Its key in files. */
    public String name() {
        return name;
    }

    /** What it accepts, in words. */
    public String accepted() {
        return type.accepted();
    }

    /** Whether it must be given. */
    public boolean isRequired() {
        return defaultValue == null;
    }

    /** What it is when left out, in words; empty when it must be given or there is no word for it. */
    public String defaultText() {
        Object value = defaultValue;
        if (value == null || isUnlimited(value)) {
            return "";
        }
        return YamlWriter.flow(type.plain(value));
    }

    /** What leaving out means without a value of its own: no limit, no name. */
    private static boolean isUnlimited(Object value) {
        return value.equals("")
                || value.equals(Integer.MAX_VALUE)
                || value.equals(Long.MIN_VALUE)
                || value.equals(Long.MAX_VALUE);
    }

    /** What it means. */
    public String doc() {
        return doc;
    }

    ValueType type() {
        return type;
    }

    @Nullable
    Object defaultValue() {
        return defaultValue;
    }

    @Override
    public String toString() {
        return name + ": " + accepted();
    }
}
