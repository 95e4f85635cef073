package io.reco.embeddings.item2vec;

import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import io.reco.embeddings.TrackVectors;
import java.util.Arrays;

/**
 * Tracks for a character: the cosine with its interests, which are decayed means of the unit vectors of its history. The
 * model knows nothing of characters, so one that it has never seen is served like any other, from its history.
 *
 * <p>With one interest the score is the cosine with the mean. With more, the history is divided (see {@link Interests}) and
 * the score of a track is its best cosine with one of them, so that a taste in two directions does not end in the middle.
 * Tracks without a vector get no opinion; a history without any vector is one that the model knows nothing about.
 *
 * <p>One query costs O(rows x dimension x interests). Immutable and thread-safe.
 */
public final class Item2VecScorer implements TrackScorer {
    private static final int BLOCK = 1024;

    private final TrackVectors vectors;
    private final FloatMatrix unit;
    private final Item2VecScorerOptions options;
    private final VectorKernels kernels;

    private Item2VecScorer(TrackVectors vectors, Item2VecScorerOptions options) {
        this.vectors = vectors;
        this.unit = vectors.unitMatrix();
        this.options = options;
        this.kernels = Kernels.get().kernels();
    }

    /** A scorer with default options. */
    public static Item2VecScorer of(Item2VecModel model) {
        return of(model.vectors(), Item2VecScorerOptions.DEFAULT);
    }

    /** A scorer on any track vectors. */
    public static Item2VecScorer of(TrackVectors vectors, Item2VecScorerOptions options) {
        return new Item2VecScorer(vectors, options);
    }

    @Override
    public String name() {
        return "item2vec";
    }

    @Override
    public IdMap tracks() {
        return vectors.tracks();
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        FloatMatrix interests = interests(query);
        if (interests.rows() == 0) {
            return false;
        }
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        float[] block = new float[Math.min(BLOCK, unit.rows()) * interests.rows()];
        for (int from = 0; from < unit.rows(); ) {
            int count = Math.min(Math.min(BLOCK, unit.rows() - from), unit.contiguousRows(from));
            kernels.gemmTransposed(
                    interests.array(0),
                    interests.offset(0),
                    interests.stride(),
                    interests.rows(),
                    unit.array(from),
                    unit.offset(from),
                    unit.stride(),
                    count,
                    unit.stride(),
                    block,
                    0,
                    count);
            for (int i = 0; i < count; i++) {
                float best = block[i];
                for (int j = 1; j < interests.rows(); j++) {
                    best = Math.max(best, block[j * count + i]);
                }
                scores[vectors.track(from + i)] = best;
            }
            from += count;
        }
        return true;
    }

    /** The interests of the history, one unit row each; no row if no track of it has a vector. */
    private FloatMatrix interests(ResolvedQuery query) {
        int[] tracks = query.historyTracks();
        long[] millis = query.historyMillis();
        int last = tracks.length - 1;
        Interests interests = new Interests(unit, options.interests(), options.similarity());
        int used = 0;
        for (int i = last; i >= 0 && used < options.maxEvents(); i--) {
            int row = vectors.row(tracks[i]);
            if (row != IdMap.ABSENT) {
                long age = millis[i] == EventLog.NO_TIME ? 0 : millis[last] - millis[i];
                interests.add(row, options.decay().weight(age, last - i));
                used++;
            }
        }
        return interests.centroids();
    }
}
