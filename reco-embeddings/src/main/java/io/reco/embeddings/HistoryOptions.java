package io.reco.embeddings;

import io.reco.core.baseline.Decay;

/**
 * How a history becomes a query.
 *
 * @param decay how the events of the history lose weight with age, counted from its last event with a
 *     vector; without times only by events
 * @param maxEvents how many events with a vector are looked at, the last ones; 1 or above
 * @param interests at most so many interests, in [1, 32]; 1: the mean of the whole history
 * @param similarity an event joins the nearest interest if their cosine is at least this, else it opens another one while
 *     there may be more; in [-1, 1]
 * @param popularityWeight b in the score {@code cosine + b * log(1 + support) / log(1 + largest support)} of tracks, where
 *     support is how often the track occurred in training; finite, 0 or above. Cosines alone do not tell a track that
 *     everybody knows from one that nobody does
 */
public record HistoryOptions(Decay decay, int maxEvents, int interests, double similarity, double popularityWeight) {
    /**
     * Weights halve every 30 events, the last 500 events, one interest, popularity 0.5. Against popularity 0 this more than
     * doubles the recall of new tracks in the generated world (0.08 to 0.18) and adds a tenth to the hit rate on MovieLens
     * 1M, where a half-life of 3 is better still: the right half-life is short when the next track depends on the last few.
     *
     * <p>Two interests from cosine 0.65 on serve characters of two tastes better (in the generated world both tastes are in
     * 70 lists of 100 instead of 60), and those of one taste worse: over all, the hit rate of new tracks falls from 0.68 to
     * 0.61. More than two gained nothing.
     */
    public static final HistoryOptions DEFAULT = new HistoryOptions(Decay.ofEvents(30), 500, 1, 0.5, 0.5);

    /** Checks the ranges. */
    public HistoryOptions {
        if (maxEvents < 1) {
            throw new IllegalArgumentException("maxEvents " + maxEvents + " is not 1 or above");
        }
        if (interests < 1 || interests > 32) {
            throw new IllegalArgumentException("interests " + interests + " is not in [1, 32]");
        }
        if (!(similarity >= -1 && similarity <= 1)) {
            throw new IllegalArgumentException("similarity " + similarity + " is not in [-1, 1]");
        }
        if (!(popularityWeight >= 0 && popularityWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "popularityWeight " + popularityWeight + " is not a finite number of 0 or above");
        }
    }

    /** A copy with another decay. */
    public HistoryOptions withDecay(Decay newDecay) {
        return new HistoryOptions(newDecay, maxEvents, interests, similarity, popularityWeight);
    }

    /** A copy that looks at another number of events. */
    public HistoryOptions withMaxEvents(int newMaxEvents) {
        return new HistoryOptions(decay, newMaxEvents, interests, similarity, popularityWeight);
    }

    /** A copy with another division into interests. */
    public HistoryOptions withInterests(int newInterests, double newSimilarity) {
        return new HistoryOptions(decay, maxEvents, newInterests, newSimilarity, popularityWeight);
    }

    /** A copy with another weight of popularity. */
    public HistoryOptions withPopularityWeight(double newPopularityWeight) {
        return new HistoryOptions(decay, maxEvents, interests, similarity, newPopularityWeight);
    }
}
