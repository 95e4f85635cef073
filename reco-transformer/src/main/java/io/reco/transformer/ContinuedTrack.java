package io.reco.transformer;

/**
 * A track that a {@link Continuation} drew.
 *
 * @param trackId raw id
 * @param logProbability natural logarithm of its probability after all that comes before it, by the model at temperature 1 among the
 *     tracks that could have come, whatever temperature, topK and topP it was drawn with
 */
public record ContinuedTrack(String trackId, double logProbability) {}
