package io.reco.transformer;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.RecommenderContract;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;

/** A model of random weights that knows the tracks of the training data. */
class TransformerScorerContractTest extends RecommenderContract {
    static TransformerModel model(Dataset train) {
        EventLog events = train.events();
        int[] support = new int[train.catalog().trackCount()];
        for (int c = 0; c < events.characterCount(); c++) {
            for (int i = events.start(c); i < events.end(c); i++) {
                support[events.track(i)] += EventSemantics.DEFAULT.isPositive(events, i) ? 1 : 0;
            }
        }
        TransformerOptions options = Models.SMALL.withProfile(true).withTimeBias(true);
        ItemFeatures features = ItemFeatures.ofItems(support.length);
        return new TransformerModel(
                TransformerWeights.random(options, features, 11),
                features,
                train.catalog().tracks(),
                AttributeIds.NONE,
                support,
                TrainingOptions.DEFAULT,
                Models.UNTRAINED);
    }

    RepeatOptions repeats() {
        return RepeatOptions.OFF;
    }

    @Override
    protected Recommender fit(Dataset train, UnknownIdPolicy unknownIds) {
        TransformerScorer scorer = model(train).scorer(train.catalog().tracks()).withRepeats(repeats());
        return ScoringRecommender.of(
                scorer, train, EventSemantics.DEFAULT, FallbackLadder.fit(train, EventSemantics.DEFAULT), unknownIds);
    }

    /** Vectors are random. */
    @Override
    protected boolean scoresTwinsAlike() {
        return false;
    }
}
