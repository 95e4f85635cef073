package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import java.util.List;

/**
 * Reciprocal rank fusion (Cormack, Clarke, Buettcher, SIGIR 2009): {@code score = sum over s of w_s / (k + r)}, where a list
 * that does not hold the track adds nothing. Looks at ranks only, so sources need no common scale. Scores are above 0 and at
 * most {@code sum w_s / (k + 1)}. The order of sources does not matter; ties go by id ascending by code point.
 *
 * <p>Example with k = 60: first in one list and third in another gives {@code 1/61 + 1/63}.
 *
 * @param k how little the first ranks count, 0 or above
 */
public record ReciprocalRankFusion(int k) implements Fusion {
    /** k = 60, as in the paper. */
    public static final ReciprocalRankFusion DEFAULT = new ReciprocalRankFusion(60);

    /** Checks the range. */
    public ReciprocalRankFusion {
        if (k < 0) {
            throw new IllegalArgumentException("reciprocal-rank: k " + k + " is not 0 or above");
        }
    }

    @Override
    public Fused fuse(List<Ranked> lists, int n, IdMap ids) {
        double[][] terms = new double[lists.size()][];
        for (int s = 0; s < terms.length; s++) {
            Ranked list = lists.get(s);
            terms[s] = new double[list.size()];
            for (int i = 0; i < terms[s].length; i++) {
                terms[s][i] = list.weight() / ((double) k + i + 1);
            }
        }
        return Terms.fuse(lists, terms, new double[terms.length], n, ids);
    }
}
