package io.reco.rerank.config;

import io.reco.rerank.fusion.Fusion;
import io.reco.rerank.fusion.ReciprocalRankFusion;
import io.reco.rerank.fusion.ScoreBlend;
import io.reco.rerank.fusion.SmoothWeightedRoundRobin;
import io.reco.rerank.fusion.WeightedRoundRobin;
import java.util.List;

/** The fusions that files name. */
public final class FusionTypes {
    static final String ROUND_ROBIN = "round-robin";

    static final SpecFamily<Fusion> FUSIONS = new SpecFamily<>(
            "fusion",
            SpecType.of(
                    "reciprocal-rank",
                    "Sum of weight / (k + rank) over the sources that hold a track; scores need no common scale.",
                    (v, r) -> new ReciprocalRankFusion(v.whole("k")),
                    Parameter.optional(
                            "k", new ScalarTypes.Whole(0, Integer.MAX_VALUE), 60, "How little the first ranks count.")),
            SpecType.of(
                    ROUND_ROBIN,
                    "Sources take turns in their order, each for as many tracks as its weight, a whole number, tells.",
                    (v, r) -> new WeightedRoundRobin()),
            SpecType.of(
                    "smooth-round-robin",
                    "Each source gets its share of every stretch of the list; weights need not be whole.",
                    (v, r) -> new SmoothWeightedRoundRobin()),
            SpecType.of(
                    "score-blend",
                    "Weighted sum of the scores, each brought to one scale within the list of its source.",
                    (v, r) -> new ScoreBlend(v.constant("scale", ScoreBlend.Scale.class)),
                    Parameter.optional(
                            "scale",
                            ScalarTypes.OneOf.of(ScoreBlend.Scale.values()),
                            "min-max",
                            "min-max: to [0, 1]; z-score: mean 0, deviation 1; rank: by rank alone.")));

    private FusionTypes() {}

    /** All fusions with their parameters. */
    public static List<SpecType<? extends Fusion>> all() {
        return List.copyOf(FUSIONS.types());
    }

    /** The fusion of a spec. */
    public static Fusion fusion(Spec spec, SurfaceResources resources) {
        return FUSIONS.make(spec, resources);
    }
}
