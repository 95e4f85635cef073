package io.reco.embeddings;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.vector.FloatMatrix;
import java.util.Arrays;

/**
 * Tracks for a character: the cosine with its interests, which are decayed means of the unit vectors of its history. The
 * model knows nothing of characters, so one that it has never seen is served like any other, from its history.
 *
 * <p>The score is a cosine and a bonus for popularity (see {@link HistoryOptions#popularityWeight}): the more a model has
 * learnt, the less its cosines tell a popular track from one that is just as near. With one interest the cosine is that with
 * the mean; with more (see {@link HistoryOptions#interests}) the best one with any of them, so that a taste in two
 * directions does not end in the middle. Tracks without a vector get no opinion; a history without any vector is one that
 * the model knows nothing about.
 *
 * <p>One query costs O(rows x dimension x interests). Immutable and thread-safe.
 */
public final class VectorScorer implements TrackScorer {
    private final String name;
    private final TrackVectors vectors;
    private final FloatMatrix unit;
    private final HistoryVectors histories;
    /** What popularity adds to the score of each row. */
    private final float[] bonus;

    private VectorScorer(String name, TrackVectors vectors, HistoryOptions options) {
        this.name = name;
        this.vectors = vectors;
        this.unit = vectors.unitMatrix();
        this.histories = new HistoryVectors(vectors, options);
        this.bonus = RowTerms.popularity(vectors.supports(), options.popularityWeight());
    }

    /**
     * A scorer.
     *
     * @param name short name for tables
     * @param vectors of the tracks to recommend and of the histories
     * @param options how a history becomes a query
     */
    public static VectorScorer of(String name, TrackVectors vectors, HistoryOptions options) {
        return new VectorScorer(name, vectors, options);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public IdMap tracks() {
        return vectors.tracks();
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        FloatMatrix interests = histories.interests(query.historyTracks(), query.historyMillis());
        if (interests.rows() == 0) {
            return false;
        }
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        BestCosines.walk(unit, interests, (from, count, best) -> {
            for (int i = 0; i < count; i++) {
                scores[vectors.track(from + i)] = best[i] + bonus[from + i];
            }
        });
        return true;
    }
}
