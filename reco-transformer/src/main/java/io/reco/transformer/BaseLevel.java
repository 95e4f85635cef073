package io.reco.transformer;

import io.reco.core.recommend.ResolvedQuery;
import java.util.Arrays;

/**
 * How present the tracks of a history are in the mind of whoever heard them: the base-level activation of ACT-R (Anderson,
 * Schooler 1991: "Reflections of the environment in memory"), which predicts relistening to music well (Reiter-Haas et al.
 * 2021; Tran et al. 2024: "Transformers meet ACT-R"). A track that was heard at ages a_1 ... a_n has the activation
 *
 * <pre>{@code B = ln sum_i a_i^-d}</pre>
 *
 * <p>The share of a track is {@code exp(B) / sum over tracks of exp(B)}, the rule of choice at noise 1. Ages are times before
 * the request, {@value #SHORTEST_MILLIS} ms at least, where the history has times; otherwise places in the history, counted
 * from its end: 1, 2, ... Shares do not depend on the unit. A request before the end of the history counts as made at its
 * end.
 *
 * @param tracks distinct tracks of the history, ascending
 * @param shares their shares, which add up to 1
 */
record BaseLevel(int[] tracks, double[] shares) {
    /** A listen is at least so old: a minute. */
    static final long SHORTEST_MILLIS = 60_000;

    /** The shares of a history, all of it; empty for an empty one. O(n log n). */
    static BaseLevel of(ResolvedQuery query, double decay) {
        int[] history = query.historyTracks();
        long latest = query.nowMillis();
        for (long millis : query.historyMillis()) {
            latest = Math.max(latest, millis);
        }
        int[] tracks = Arrays.stream(history).sorted().distinct().toArray();
        double[] shares = new double[tracks.length];
        double sum = 0;
        for (int i = 0; i < history.length; i++) {
            double age = query.historyTimed()
                    ? Math.max(SHORTEST_MILLIS, latest - query.historyMillis()[i]) / (double) SHORTEST_MILLIS
                    : history.length - i;
            double trace = StrictMath.pow(age, -decay);
            shares[Arrays.binarySearch(tracks, history[i])] += trace;
            sum += trace;
        }
        if (sum == 0) {
            // A steep decay of an old history: nothing is left of any listen, so none is more present than another.
            Arrays.fill(shares, 1.0 / Math.max(1, shares.length));
        } else {
            for (int i = 0; i < shares.length; i++) {
                shares[i] /= sum;
            }
        }
        return new BaseLevel(tracks, shares);
    }
}
