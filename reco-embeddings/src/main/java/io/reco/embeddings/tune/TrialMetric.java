package io.reco.embeddings.tune;

import io.reco.embeddings.item2vec.Item2VecModel;

/** Says how good a model is, for example its NDCG on a validation part. */
@FunctionalInterface
public interface TrialMetric {
    /**
     * Measures a model.
     *
     * @return the higher the better; a number that is not finite, or an exception, makes the trial a failure
     */
    double measure(Item2VecModel model);
}
