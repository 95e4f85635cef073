package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.random.SplitMix64;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;

/**
 * A random order per character, the floor for every metric: {@code score(t)} is number t of the
 * {@link SplitMix64} stream of seed and character, uniform on 2^24 steps of [0, 1). The same seed gives the same order;
 * characters that were not in the training data share one. Immutable and thread-safe.
 */
public final class RandomOrder implements TrackScorer {
    private final IdMap tracks;
    private final long seed;

    private RandomOrder(IdMap tracks, long seed) {
        this.tracks = tracks;
        this.seed = seed;
    }

    /** An order of the tracks of this data. */
    public static RandomOrder fit(Dataset train, long seed) {
        return new RandomOrder(train.catalog().tracks(), seed);
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public IdMap tracks() {
        return tracks;
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        SplitMix64 random = SplitMix64.of(seed, query.characterIdx());
        for (int t = 0; t < scores.length; t++) {
            scores[t] = (random.nextLong() >>> 40) * 0x1p-24f;
        }
        return true;
    }

    @Override
    public Basis basis() {
        return Basis.NONE;
    }
}
