package io.reco.benchmarks.quality;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;

/**
 * Two models in one: {@code w * a / max a + (1 - w) * exp(b - max b)}, where {@code a} are scores above 0 (item-knn) and
 * {@code b} logarithms (predictions); a track that one has no opinion on gets 0 from it. Thread-safe as its parts are.
 *
 * @param name short name for tables
 * @param first scores above 0
 * @param second logarithms
 * @param weight w, in [0, 1]
 */
record Blend(String name, TrackScorer first, TrackScorer second, double weight) implements TrackScorer {
    Blend {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight " + weight + " is not in [0, 1]");
        }
    }

    @Override
    public IdMap tracks() {
        return first.tracks();
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        float[] a = new float[scores.length];
        float[] b = new float[scores.length];
        boolean known = first.score(query, a);
        boolean predicted = second.score(query, b);
        double maxA = known ? max(a) : 1;
        double maxB = predicted ? max(b) : 0;
        for (int t = 0; t < scores.length; t++) {
            double fromA = known && a[t] > 0 ? a[t] / maxA : 0;
            double fromB = predicted && b[t] > Float.NEGATIVE_INFINITY ? StrictMath.exp(b[t] - maxB) : 0;
            double sum = weight * fromA + (1 - weight) * fromB;
            scores[t] = sum > 0 ? (float) sum : Float.NEGATIVE_INFINITY;
        }
        return known || predicted;
    }

    private static float max(float[] values) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
