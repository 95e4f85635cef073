package io.reco.rerank.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A surface as configuration: everything that its file says. Two are equal when their files say the same. Made by
 * {@link SurfaceReader}, or in code:
 *
 * <pre>{@code
 * SurfaceConfig home = SurfaceConfig.of("home", 20, SourceConfig.of("item2vec"))
 *         .withRule("playable")
 *         .withRule("artist-cap", Map.of("max", 2));
 * }</pre>
 *
 * @param name name of the place in the product, not empty
 * @param k number of tracks of a list, 1 or above
 * @param depth number of candidates to begin with, 1 or above
 * @param maxDepth number of candidates at which pulling deeper ends, not below the other numbers; {@link Integer#MAX_VALUE}:
 *     no limit
 * @param strictDepth candidates are pulled down to this depth before a soft rule is relaxed; 0 or above
 * @param trace whether every decision is kept with the list
 * @param sources where candidates come from; at least one, no name twice
 * @param fusion how several sources become one
 * @param rules the rules, which run by stage and then in this order
 */
public record SurfaceConfig(
        String name,
        int k,
        int depth,
        int maxDepth,
        int strictDepth,
        boolean trace,
        List<SourceConfig> sources,
        Spec fusion,
        List<Spec> rules) {
    /** Checks everything that can be checked without the resources. */
    public SurfaceConfig {
        sources = List.copyOf(sources);
        rules = List.copyOf(rules);
        Values values = values(name, k, depth, maxDepth, strictDepth, trace, sources, fusion, rules);
        Reading reading = Reading.ofCode();
        SurfaceFile.FILE.read(Node.of(SurfaceFile.FILE.plain(values)), "surface", reading);
        SurfaceFile.check(values, null, (key, index, message) -> reading.problem(Node.Place.CODE, message));
        reading.finish();
    }

    /** A surface without rules, with the defaults of files for the rest. */
    public static SurfaceConfig of(String name, int k, SourceConfig... sources) {
        return new SurfaceConfig(
                name,
                k,
                Math.max(SurfaceFile.DEPTH, k),
                Integer.MAX_VALUE,
                0,
                false,
                List.of(sources),
                SurfaceFile.DEFAULT_FUSION,
                List.of());
    }

    /** The keys of a file, in the order in which they are written. */
    public static List<Parameter> keys() {
        return SurfaceFile.FILE.parameters();
    }

    /** The surface of the checked values of a file. */
    static SurfaceConfig of(Values file) {
        return new SurfaceConfig(
                file.text("surface"),
                file.whole("k"),
                file.whole("depth"),
                file.whole("max-depth"),
                file.whole("strict-depth"),
                file.flag("trace"),
                file.list(SurfaceFile.SOURCES, Values.class).stream()
                        .map(v -> new SourceConfig(v.text("name"), v.real("weight"), v.whole("depth")))
                        .toList(),
                file.spec(SurfaceFile.FUSION),
                file.list(SurfaceFile.RULES, Spec.class));
    }

    private static Values values(
            String name,
            int k,
            int depth,
            int maxDepth,
            int strictDepth,
            boolean trace,
            List<SourceConfig> sources,
            Spec fusion,
            List<Spec> rules) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("surface", name);
        values.put("k", k);
        values.put("depth", depth);
        values.put("max-depth", maxDepth);
        values.put("strict-depth", strictDepth);
        values.put("trace", trace);
        values.put(
                SurfaceFile.SOURCES,
                sources.stream()
                        .map(s -> new Values(Map.of("name", s.name(), "weight", s.weight(), "depth", s.depth())))
                        .toList());
        values.put(SurfaceFile.FUSION, fusion);
        values.put(SurfaceFile.RULES, rules);
        return new Values(values);
    }

    /** As it is written, defaults left out. */
    Map<String, Object> plain() {
        return SurfaceFile.FILE.plain(values(name, k, depth, maxDepth, strictDepth, trace, sources, fusion, rules));
    }

    /** A copy with another name. */
    public SurfaceConfig withName(String newName) {
        return new SurfaceConfig(newName, k, depth, maxDepth, strictDepth, trace, sources, fusion, rules);
    }

    /** A copy with lists of another length. */
    public SurfaceConfig withK(int newK) {
        return new SurfaceConfig(name, newK, depth, maxDepth, strictDepth, trace, sources, fusion, rules);
    }

    /** A copy that begins with so many candidates. */
    public SurfaceConfig withDepth(int newDepth) {
        return new SurfaceConfig(name, k, newDepth, maxDepth, strictDepth, trace, sources, fusion, rules);
    }

    /** A copy that pulls no more than so many candidates. */
    public SurfaceConfig withMaxDepth(int newMaxDepth) {
        return new SurfaceConfig(name, k, depth, newMaxDepth, strictDepth, trace, sources, fusion, rules);
    }

    /** A copy that pulls down to this depth before a soft rule is relaxed. */
    public SurfaceConfig withStrictDepth(int newStrictDepth) {
        return new SurfaceConfig(name, k, depth, maxDepth, newStrictDepth, trace, sources, fusion, rules);
    }

    /** A copy that keeps, or does not keep, every decision. */
    public SurfaceConfig withTrace(boolean newTrace) {
        return new SurfaceConfig(name, k, depth, maxDepth, strictDepth, newTrace, sources, fusion, rules);
    }

    /** A copy with another fusion. */
    public SurfaceConfig withFusion(Spec newFusion) {
        return new SurfaceConfig(name, k, depth, maxDepth, strictDepth, trace, sources, newFusion, rules);
    }

    /** A copy with these rules and no others. */
    public SurfaceConfig withRules(List<Spec> newRules) {
        return new SurfaceConfig(name, k, depth, maxDepth, strictDepth, trace, sources, fusion, newRules);
    }

    /** A copy with one more rule, after the others. {@code never-empty} comes after the rules that it names. */
    public SurfaceConfig withRule(Spec rule) {
        return withRules(Stream.concat(rules.stream(), Stream.of(rule)).toList());
    }

    /** A copy with one more rule, its parameters at their defaults. */
    public SurfaceConfig withRule(String rule) {
        return withRule(Spec.rule(rule));
    }

    /** A copy with one more rule, {@link Spec#rule(String, Map)}. */
    public SurfaceConfig withRule(String rule, Map<String, ?> parameters) {
        return withRule(Spec.rule(rule, parameters));
    }

    /** The YAML file. */
    @Override
    public String toString() {
        return SurfaceWriter.yaml(this);
    }
}
