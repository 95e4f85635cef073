package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.RecommenderContract;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;

class PopularityContractTest extends RecommenderContract {
    @Override
    protected Recommender fit(Dataset train, UnknownIdPolicy unknownIds) {
        return ScoringRecommender.of(
                Popularity.fit(train, EventSemantics.DEFAULT, PopularityOptions.DEFAULT),
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                unknownIds);
    }

    @Override
    protected boolean looksAtHistory() {
        return false;
    }

    @Override
    protected Basis basis() {
        return Basis.POPULARITY;
    }
}
