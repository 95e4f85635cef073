package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import io.reco.rerank.Scales;
import java.util.Arrays;
import java.util.List;

/**
 * Weighted sum of scores, each brought to one scale within the list of its source: {@code score = sum over s of w_s x_s}.
 * The order of sources does not matter; ties go by id ascending by code point. Scales look at the whole list that was pulled,
 * so {@link Scale#MIN_MAX} and {@link Scale#Z_SCORE} change with its depth.
 *
 * @param scale the scale
 */
public record ScoreBlend(Scale scale) implements Fusion {
    /** A scale, and what a track gets from a list that does not hold it. */
    public enum Scale {
        /** {@code (x - min) / (max - min)} in [0, 1]: 2, 3, 6 become 0, 0.25, 1. All 1 when they are equal. Missing: 0. */
        MIN_MAX,
        /**
         * {@code (x - mean) / sd}, population deviation: 1, 3 become -1, 1. All 0 when they are equal. Missing: the lowest
         * of the list, since 0 would rank a track that is not there above half of those that are.
         */
        Z_SCORE,
        /** {@code (m - r + 1) / m} in (0, 1] for rank r of m: 1, 2/3, 1/3. Missing: 0. */
        RANK
    }

    @Override
    public Fused fuse(List<Ranked> lists, int n, IdMap ids) {
        double[][] terms = new double[lists.size()][];
        double[] missing = new double[terms.length];
        for (int s = 0; s < terms.length; s++) {
            Ranked list = lists.get(s);
            double[] x = new double[list.size()];
            Arrays.setAll(x, list::score);
            switch (scale) {
                case MIN_MAX -> Scales.minMax(x);
                case Z_SCORE -> missing[s] = list.weight() * zScore(x);
                case RANK -> Arrays.setAll(x, i -> (double) (x.length - i) / x.length);
            }
            for (int i = 0; i < x.length; i++) {
                x[i] *= list.weight();
            }
            terms[s] = x;
        }
        return Terms.fuse(lists, terms, missing, n, ids);
    }

    /** Returns the lowest. */
    private static double zScore(double[] x) {
        Scales.standard(x);
        return Arrays.stream(x).min().orElse(0);
    }
}
