package io.reco.rerank.config;

import io.reco.rerank.Rule;
import io.reco.rerank.config.ScalarTypes.Moment;
import io.reco.rerank.config.ScalarTypes.OneOf;
import io.reco.rerank.config.ScalarTypes.Real;
import io.reco.rerank.config.ScalarTypes.Span;
import io.reco.rerank.rule.Campaign;
import io.reco.rerank.rule.Freshness;
import io.reco.rerank.rule.PopularityReorder;
import io.reco.rerank.rule.ScoreNormalisation;
import java.util.List;

/** Rules that change scores. */
final class ScoreTypes {
    static final Parameter FROM =
            Parameter.optional("from", new Moment(), Long.MIN_VALUE, "First moment; left out: always was.");
    static final Parameter UNTIL =
            Parameter.optional("until", new Moment(), Long.MAX_VALUE, "End, that moment excluded; left out: for ever.");

    private ScoreTypes() {}

    static List<SpecType<? extends Rule>> types() {
        return List.of(
                SpecType.of(
                        "score-normalisation",
                        "Brings scores to one scale over the pool, so that later parameters mean the same for every model.",
                        (v, r) -> new ScoreNormalisation(v.constant("scale", ScoreNormalisation.Scale.class)),
                        Parameter.optional(
                                "scale",
                                OneOf.of(ScoreNormalisation.Scale.values()),
                                "min-max",
                                "raw: as they come; min-max: to [0, 1]; standard: mean 0, deviation 1.")),
                SpecType.of(
                        "popularity",
                        "Moves popular tracks up or down.",
                        (v, r) -> new PopularityReorder(v.constant("mode", PopularityReorder.Mode.class), v.real("b")),
                        Parameter.optional(
                                "mode",
                                OneOf.of(PopularityReorder.Mode.values()),
                                "boost",
                                "boost: score + b * ln(1 + plays); debias: score / (1 + plays)^b."),
                        Parameter.required("b", Real.FINITE, "Strength; with debias in [0, 10].")),
                SpecType.of(
                        "freshness",
                        "Moves new releases up: score + b * 2^(-age / half-life).",
                        (v, r) -> new Freshness(v.real("b"), v.days("half-life")),
                        Parameter.required("b", Real.FINITE, "Bonus on the day of release."),
                        Parameter.required(
                                "half-life", new Span(1, 365_000L * 86_400_000), "Age at which half of it is left.")),
                SpecType.of(
                        "campaign",
                        "Adds b to the scores of a group between two dates.",
                        (v, r) -> new Campaign(
                                GroupTypes.GROUPS.make(v.spec("group"), r),
                                v.real("b"),
                                v.millis("from"),
                                v.millis("until")),
                        Parameter.required("group", GroupTypes.GROUPS, "The tracks it is for."),
                        Parameter.required("b", Real.FINITE, "What is added; below 0 moves down."),
                        FROM,
                        UNTIL));
    }
}
