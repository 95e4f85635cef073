package io.reco.transformer;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.RecommenderContract;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import java.util.stream.IntStream;

/** A model that was trained; data that nothing can be learnt from is refused by the trainer, so a model that knows nothing stands in. */
class TrainedScorerContractTest extends RecommenderContract {
    @Override
    protected Recommender fit(Dataset train, UnknownIdPolicy unknownIds) {
        EventLog events = train.events();
        boolean trainable = IntStream.range(0, events.characterCount()).anyMatch(c -> events.count(c) >= 2);
        TransformerModel model = trainable
                ? TransformerTrainer.of(
                                TransformerOptions.SASREC
                                        .withDim(16)
                                        .withFeedForward(16)
                                        .withMaxLength(20)
                                        .withProfile(true),
                                TrainingOptions.DEFAULT
                                        .withLoss(LossOptions.SAMPLED_SOFTMAX.withNegatives(16))
                                        .withEpochs(2)
                                        .withValidationShare(0))
                        .fit(train)
                : TransformerScorerContractTest.model(train);
        return ScoringRecommender.of(
                model.scorer(train.catalog().tracks()),
                train,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(train, EventSemantics.DEFAULT),
                unknownIds);
    }

    /** Vectors start at random. */
    @Override
    protected boolean scoresTwinsAlike() {
        return false;
    }
}
