package io.reco.transformer;

/** What training gives. */
record TrainedWeights(TransformerWeights weights, ItemFeatures features, TrainingSummary summary) {}
