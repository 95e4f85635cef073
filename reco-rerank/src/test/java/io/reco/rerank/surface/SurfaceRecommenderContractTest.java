package io.reco.rerank.surface;

import io.reco.core.baseline.PersonalTop;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.RecommenderContract;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.rerank.Popularity;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.config.SourceConfig;
import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceResources;
import java.util.Map;

/** A surface with one source and rules that change nothing is a recommender like its source. */
final class SurfaceRecommenderContractTest extends RecommenderContract {
    static ScoringRecommender model(Dataset train, UnknownIdPolicy unknownIds) {
        return ScoringRecommender.of(
                PersonalTop.fit(train, PersonalTop.DEFAULT_RECENCY),
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                unknownIds);
    }

    static SurfaceResources resources(Dataset train) {
        return SurfaceResources.of(RuleContexts.of(
                train, Popularity.of(train.events(), train.catalog().trackCount(), EventSemantics.DEFAULT)));
    }

    @Override
    protected Recommender fit(Dataset train, UnknownIdPolicy unknownIds) {
        SurfaceConfig config = SurfaceConfig.of("personal-top", 10, SourceConfig.of("top"))
                .withDepth(20)
                .withRule("playable")
                .withRule("popularity", Map.of("b", 0));
        return SurfaceRecommender.of(Surface.of(config, resources(train).withSource("top", model(train, unknownIds))));
    }

    @Override
    protected boolean scoresTwinsAlike() {
        return false;
    }
}
