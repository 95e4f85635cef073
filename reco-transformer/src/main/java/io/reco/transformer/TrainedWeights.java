package io.reco.transformer;

/**
 * What training gives.
 *
 * @param weights those of the best epoch
 * @param features attributes of the items
 * @param tracks track of each item, ascending
 * @param support occurrences of each item in what was trained on
 * @param summary how it went
 */
record TrainedWeights(
        TransformerWeights weights, ItemFeatures features, int[] tracks, int[] support, TrainingSummary summary) {}
