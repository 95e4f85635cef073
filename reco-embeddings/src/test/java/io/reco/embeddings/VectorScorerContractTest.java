package io.reco.embeddings;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.RecommenderContract;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;

class VectorScorerContractTest extends RecommenderContract {
    @Override
    protected Recommender fit(Dataset train, UnknownIdPolicy unknownIds) {
        Item2VecModel model = Item2VecTrainer.fit(
                Sequences.histories(train.events(), EventSemantics.DEFAULT),
                train.catalog().tracks(),
                Item2VecOptions.MUSIC.withDimension(16).withMinCount(1).withEpochs(2),
                ProgressListener.none());
        return ScoringRecommender.of(
                model.scorer(options()),
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                unknownIds);
    }

    HistoryOptions options() {
        return HistoryOptions.DEFAULT;
    }

    /** Vectors start at random. */
    @Override
    protected boolean scoresTwinsAlike() {
        return false;
    }
}
