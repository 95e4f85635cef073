package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;

/**
 * A random order per character, the floor for every metric: {@code score(t) = hash(seed, c, t)}, uniform on 2^24 steps of
 * [0, 1). The same seed gives the same order; characters that were not in the training data share one. The hash is the
 * finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Immutable and thread-safe.
 */
public final class RandomOrder implements TrackScorer {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

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
        long stream = mix(seed + GAMMA * (query.characterIdx() + 2L));
        for (int t = 0; t < scores.length; t++) {
            scores[t] = (mix(stream + GAMMA * (t + 1L)) >>> 40) * 0x1p-24f;
        }
        return true;
    }

    @Override
    public Basis basis() {
        return Basis.NONE;
    }

    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
