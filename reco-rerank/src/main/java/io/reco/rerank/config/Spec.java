package io.reco.rerank.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule, a fusion or a group of tracks as configuration: its name and its checked parameters, those left out at their
 * defaults. In a file it is {@code artist-cap: {max: 2}}, or the name alone. Immutable and thread-safe.
 */
public final class Spec {
    private final SpecFamily<?> family;
    private final String name;
    private final Values values;

    Spec(SpecFamily<?> family, String name, Values values) {
        this.family = family;
        this.name = name;
        this.values = values;
    }

    /** A rule with all parameters at their defaults. */
    public static Spec rule(String name) {
        return rule(name, Map.of());
    }

    /**
     * A rule.
     *
     * @param name name of the rule, {@link RuleTypes#names}
     * @param parameters values by key as in a file: numbers, truth values, texts, lists, maps; also enum constants,
     *     {@code Duration}, {@code Instant} and specs
     * @throws IllegalArgumentException if there is no such rule or parameter, or a value is refused
     */
    public static Spec rule(String name, Map<String, ?> parameters) {
        return RuleTypes.RULES.ofCode(name, parameters);
    }

    /**
     * A fusion.
     *
     * @param name {@code reciprocal-rank}, {@code round-robin}, {@code smooth-round-robin} or {@code score-blend}
     * @param parameters values by key, as for {@link #rule(String, Map)}
     */
    public static Spec fusion(String name, Map<String, ?> parameters) {
        return FusionTypes.FUSIONS.ofCode(name, parameters);
    }

    /** Its name in files. */
    public String name() {
        return name;
    }

    /** The value of a parameter, as it stands in files. */
    public Object value(String parameter) {
        return family.type(name).parameter(parameter).type().plain(values.of(parameter));
    }

    SpecFamily<?> family() {
        return family;
    }

    Values values() {
        return values;
    }

    Object plain() {
        return family.plain(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Spec spec
                && spec.family == family
                && spec.name.equals(name)
                && spec.values.equals(values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + values.hashCode();
    }

    /** As in a YAML file. */
    @Override
    public String toString() {
        return YamlWriter.flow(plain());
    }
}
