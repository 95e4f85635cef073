package io.reco.rerank.config;

import io.reco.rerank.Rule;
import io.reco.rerank.config.ScalarTypes.Name;
import io.reco.rerank.config.ScalarTypes.OneOf;
import io.reco.rerank.config.ScalarTypes.Real;
import io.reco.rerank.diversity.Calibration;
import io.reco.rerank.diversity.GreedyDpp;
import io.reco.rerank.diversity.Mmr;
import io.reco.rerank.diversity.XQuad;
import java.util.List;

/** The objectives; a surface has at most one. */
final class DiversityTypes {
    private static final Parameter SIMILARITY = Parameter.required(
            "similarity", new Name(SurfaceResources.Kind.SIMILARITY), "Name of the similarity given in code.");
    private static final Parameter ASPECTS = Parameter.optional(
            "aspects", GroupTypes.ASPECTS, GroupTypes.ASPECTS.ofDefaults("genres"), "What tracks are about.");

    private DiversityTypes() {}

    static List<SpecType<? extends Rule>> types() {
        return List.of(
                SpecType.of(
                        "mmr",
                        "Maximal marginal relevance: lambda * score - (1 - lambda) * similarity to what is in the list.",
                        (v, r) -> new Mmr(
                                v.real("lambda"),
                                v.constant("aggregate", Mmr.Aggregate.class),
                                r.similarity(v.text("similarity"))),
                        Parameter.required("lambda", Real.SHARE, "1 is the order of the scores."),
                        Parameter.optional(
                                "aggregate",
                                OneOf.of(Mmr.Aggregate.values()),
                                "max",
                                "The largest similarity, or the mean."),
                        SIMILARITY),
                SpecType.of(
                        "dpp",
                        "Greedy determinantal point process: good tracks that are unlike each other.",
                        DiversityTypes::dpp,
                        Parameter.optional(
                                "quality",
                                OneOf.of(GreedyDpp.Quality.values()),
                                "linear",
                                "linear: 0.5 + score; exponential: exp(theta / (2 (1 - theta)) score)."),
                        Parameter.optional(
                                "theta",
                                new Real(0, false, 1, true),
                                0.0,
                                "With exponential: 0 goes by similarity alone, near 1 by score alone."),
                        SIMILARITY),
                SpecType.of(
                        "xquad",
                        "Covers what the character is interested in by the share it should have.",
                        (v, r) -> new XQuad(v.real("lambda"), GroupTypes.ASPECTS.make(v.spec("aspects"), r)),
                        Parameter.required("lambda", Real.SHARE, "0 is the order of the scores."),
                        ASPECTS),
                SpecType.of(
                        "calibration",
                        "Shares of genres in the list follow those of the character.",
                        (v, r) -> new Calibration(
                                v.real("lambda"),
                                v.real("alpha"),
                                v.constant("weights", Calibration.Weights.class),
                                GroupTypes.ASPECTS.make(v.spec("aspects"), r)),
                        Parameter.required("lambda", Real.SHARE, "0 is the order of the scores."),
                        Parameter.optional("alpha", new Real(0, true, 1, true), 0.01, "Keeps the divergence finite."),
                        Parameter.optional(
                                "weights",
                                OneOf.of(Calibration.Weights.values()),
                                "uniform",
                                "What positions weigh: all the same, or 1 / log2(1 + rank)."),
                        ASPECTS));
    }

    private static GreedyDpp dpp(Values v, SurfaceResources r) {
        GreedyDpp.Quality quality = v.constant("quality", GreedyDpp.Quality.class);
        if (quality == GreedyDpp.Quality.LINEAR && v.real("theta") != 0) {
            throw new IllegalArgumentException("dpp: theta " + v.real("theta") + " has no effect with quality linear");
        }
        return new GreedyDpp(quality, v.real("theta"), r.similarity(v.text("similarity")));
    }
}
