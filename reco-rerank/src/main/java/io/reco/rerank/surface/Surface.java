package io.reco.rerank.surface;

import io.reco.core.data.Catalog;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.config.FusionTypes;
import io.reco.rerank.config.RuleTypes;
import io.reco.rerank.config.SourceConfig;
import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.fusion.Fusion;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A surface that can answer: its configuration with the sources, rules and data that it names. Immutable; thread-safe when
 * its resources are. Rules that are costly to prepare (the songs of a catalogue) are prepared here and not in a request.
 */
public final class Surface {
    private static final Logger LOG = LoggerFactory.getLogger(Surface.class);
    /** Ids in a warning. */
    private static final int SHOWN = 5;

    private final SurfaceConfig config;
    private final SurfaceResources resources;
    private final RulePipeline pipeline;
    private final Fusion fusion;
    private final RuleContexts contexts;
    private final List<String> warnings;

    private Surface(SurfaceConfig config, SurfaceResources resources) {
        this.config = config;
        this.resources = resources;
        boolean onlyModels = true;
        for (SourceConfig source : config.sources()) {
            onlyModels &= resources.model(source.name()).isPresent(); // throws if it is not there
        }
        List<Rule> rules = new ArrayList<>();
        if (!onlyModels) {
            rules.add(new Barred());
        }
        config.rules().forEach(spec -> rules.add(RuleTypes.rule(spec, resources)));
        pipeline = RulePipeline.of(rules).withTrace(config.trace()).withStrictDepth(config.strictDepth());
        fusion = FusionTypes.fusion(config.fusion(), resources);
        contexts = resources.contexts().withSurface(config.name()).lookingBack(pipeline.lookbackMillis());
        warnings = warnings(rules, contexts.catalog());
    }

    private static List<String> warnings(List<Rule> rules, Catalog catalog) {
        List<String> warnings = new ArrayList<>();
        for (Rule rule : rules) {
            List<String> unknown = rule.unknownIds(catalog);
            if (!unknown.isEmpty()) {
                int shown = Math.min(unknown.size(), SHOWN);
                warnings.add(rule.name() + ": the catalogue does not hold '"
                        + String.join("', '", unknown.subList(0, shown)) + "'"
                        + (shown < unknown.size() ? " and " + (unknown.size() - shown) + " more" : ""));
            }
        }
        return List.copyOf(warnings);
    }

    /**
     * A surface.
     *
     * @throws IllegalArgumentException if the configuration names something the resources do not hold
     */
    public static Surface of(SurfaceConfig config, SurfaceResources resources) {
        Surface surface = new Surface(config, resources);
        surface.warnings.forEach(warning -> LOG.warn("surface '{}': {}", config.name(), warning));
        return surface;
    }

    /** What its rules name and the catalogue does not hold, in words, a text for each such rule; logged as warnings too. */
    public List<String> warnings() {
        return warnings;
    }

    /** What it was made of. */
    public SurfaceConfig config() {
        return config;
    }

    /**
     * Its rules; when a source is no model, with a rule {@code barred} that drops what the request does not want, which a model
     * leaves out itself.
     */
    public RulePipeline pipeline() {
        return pipeline;
    }

    /** What its rules may look at. */
    public RuleContexts contexts() {
        return contexts;
    }

    /** What its configuration may name. */
    public SurfaceResources resources() {
        return resources;
    }

    Fusion fusion() {
        return fusion;
    }

    @Override
    public String toString() {
        return "Surface[" + config.name() + ", " + pipeline + "]";
    }
}
