package io.reco.embeddings.tune;

import io.reco.embeddings.item2vec.Item2VecOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * One model of a search.
 *
 * @param number 0 for the options that the search began with, then 1, 2, ...
 * @param options what it was trained with, its own seed included
 * @param score what was measured; empty if the trial failed
 * @param time training and measuring
 * @param failure why there is no score; empty if there is one
 */
public record Trial(int number, Item2VecOptions options, OptionalDouble score, Duration time, String failure) {
    /** Best first: the higher score, then the lower number; failures last. */
    static final Comparator<Trial> RANKING = Comparator.comparingDouble(
                    (Trial trial) -> -trial.score().orElse(Double.NEGATIVE_INFINITY))
            .thenComparingInt(Trial::number);
}
