package io.reco.embeddings.item2vec;

import io.reco.embeddings.TrackVectors;

/**
 * A trained model: the vectors, and how they came about.
 *
 * @param vectors the input vectors
 * @param options what it was trained with
 * @param training what happened in training
 */
public record Item2VecModel(TrackVectors vectors, Item2VecOptions options, TrainingSummary training) {}
