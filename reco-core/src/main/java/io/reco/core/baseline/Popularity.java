package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import java.util.Arrays;

/**
 * The same order for everybody:
 * {@code score(t) = sum over positive events of t, not older than the window, of 2^(-age / H)}, or the same sum over
 * distinct characters. Age is taken at the last moment of the training data; the {@code now} of a query plays no part.
 *
 * <p>There is no opinion on a track that nobody played within the window, or not within the last 149 half-lives (its sum
 * is 0 as a float): the fallback orders such tracks. Sums are kept as floats: counts above 2^24 of one track are rounded,
 * which can tie two of them.
 *
 * <p>Fitting is O(events), 12 bytes per track; scoring is O(n). Immutable and thread-safe.
 */
public final class Popularity implements TrackScorer {
    private final String name;
    private final IdMap tracks;
    private final float[] popularity;
    private final boolean nothing;

    private Popularity(String name, IdMap tracks, float[] popularity, boolean nothing) {
        this.name = name;
        this.tracks = tracks;
        this.popularity = popularity;
        this.nothing = nothing;
    }

    /**
     * Counts.
     *
     * @throws IllegalArgumentException if a window or a decay is asked for and the training events have no times
     */
    public static Popularity fit(Dataset train, EventSemantics semantics, PopularityOptions options) {
        EventLog events = train.events();
        if (options.windowMillis() > 0) {
            Decay.checkTimed(events, "windowMillis", options.windowMillis(), "");
        }
        if (options.halfLifeMillis() > 0) {
            Decay.checkTimed(events, "halfLifeMillis", options.halfLifeMillis(), "");
        }
        int n = train.catalog().trackCount();
        Decay decay = Decay.ofMillis(options.halfLifeMillis());
        boolean once = options.counted() == PopularityOptions.Counted.CHARACTERS;
        long last = events.lastMillis();
        double[] sums = new double[n];
        int[] countedFor = new int[n];
        Arrays.fill(countedFor, IdMap.ABSENT);
        for (int c = 0; c < events.characterCount(); c++) {
            // Newest first: with "once", the most recent event is the one that counts.
            for (int i = events.end(c) - 1; i >= events.start(c); i--) {
                int t = events.track(i);
                long age = last - events.timeMillis(i);
                if (!semantics.isPositive(events, i)
                        || (options.windowMillis() > 0 && age > options.windowMillis())
                        || (once && countedFor[t] == c)) {
                    continue;
                }
                countedFor[t] = c;
                sums[t] += decay.weight(age, 0);
            }
        }
        float[] popularity = new float[n];
        boolean nothing = true;
        for (int t = 0; t < n; t++) {
            float sum = (float) sums[t];
            popularity[t] = sum == 0 ? Float.NEGATIVE_INFINITY : sum;
            nothing &= sum == 0;
        }
        return new Popularity(name(options), train.catalog().tracks(), popularity, nothing);
    }

    private static String name(PopularityOptions options) {
        return "popularity" + (options.windowMillis() > 0 ? "-windowed" : "")
                + (options.halfLifeMillis() > 0 ? "-decayed" : "");
    }

    /** {@code popularity}, with {@code -windowed} and {@code -decayed} appended where that is so. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public IdMap tracks() {
        return tracks;
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        System.arraycopy(popularity, 0, scores, 0, popularity.length);
        return !nothing;
    }

    @Override
    public Basis basis() {
        return Basis.POPULARITY;
    }
}
