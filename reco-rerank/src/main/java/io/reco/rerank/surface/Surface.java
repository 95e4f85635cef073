package io.reco.rerank.surface;

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

/**
 * A surface that can answer: its configuration with the sources, rules and data that it names. Immutable; thread-safe when
 * its resources are. Rules that are costly to prepare (the songs of a catalogue) are prepared here and not in a request.
 */
public final class Surface {
    private final SurfaceConfig config;
    private final SurfaceResources resources;
    private final RulePipeline pipeline;
    private final Fusion fusion;
    private final RuleContexts contexts;

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
    }

    /**
     * A surface.
     *
     * @throws IllegalArgumentException if the configuration names something the resources do not hold
     */
    public static Surface of(SurfaceConfig config, SurfaceResources resources) {
        return new Surface(config, resources);
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
