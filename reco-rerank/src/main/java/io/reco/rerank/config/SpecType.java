package io.reco.rerank.config;

import java.util.List;
import java.util.function.BiFunction;

/**
 * What a rule, fusion or group is called in files, what its parameters are and how it is made of them. Immutable and
 * thread-safe.
 *
 * @param <T> what is made
 */
public final class SpecType<T> {
    private final String name;
    private final String doc;
    private final StructType struct;
    private final BiFunction<Values, SurfaceResources, T> maker;

    private SpecType(String name, String doc, StructType struct, BiFunction<Values, SurfaceResources, T> maker) {
        this.name = name;
        this.doc = doc;
        this.struct = struct;
        this.maker = maker;
    }

    static <T> SpecType<T> of(
            String name, String doc, BiFunction<Values, SurfaceResources, T> maker, Parameter... parameters) {
        return new SpecType<>(name, doc, new StructType(List.of(parameters)), maker);
    }

    /** Its name in files. */
    public String name() {
        return name;
    }

    /** What it does, in a sentence. */
    public String doc() {
        return doc;
    }

    /** Its parameters, in the order in which they are written. */
    public List<Parameter> parameters() {
        return struct.parameters();
    }

    Parameter parameter(String parameter) {
        return parameters().stream()
                .filter(p -> p.name().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no parameter '" + parameter + "'"));
    }

    StructType struct() {
        return struct;
    }

    T make(Values values, SurfaceResources resources) {
        return maker.apply(values, resources);
    }

    @Override
    public String toString() {
        return name + " " + parameters();
    }
}
