package io.reco.eval.metric;

/**
 * Running sums over ranks of what relevance-based metrics need, so that each of them costs O(1) for every cutoff.
 *
 * <p>Inside a group of {@code m} tied items of which {@code c} are relevant, each position is relevant with probability
 * {@code c / m}; no relevant item is among the first {@code j} with probability {@code prod_i (m - c - i) / (m - i)}, and
 * the expected number of relevant items up to and including a relevant position {@code j} is {@code before + 1 + (j - 1)
 * (c - 1) / (m - 1)} (McSherry and Najork 2008). A group of one item gives the plain 0 or 1.
 */
final class RelevanceProfile {
    /** {@code hits[r]}: expected relevant items among the first r. */
    final double[] hits;
    /** {@code precisionSums[r]}: expected sum over relevant ranks up to r of precision at that rank. */
    final double[] precisionSums;
    /** {@code missed[r]}: probability that none of the first r is relevant. */
    final double[] missed;
    /** {@code reciprocalRanks[r]}: expectation of 1 / first relevant rank, cut at r. */
    final double[] reciprocalRanks;

    RelevanceProfile(RankedItems list, int[] grades, int level) {
        int n = list.size();
        hits = new double[n + 1];
        precisionSums = new double[n + 1];
        missed = new double[n + 1];
        reciprocalRanks = new double[n + 1];
        missed[0] = 1;
        if (!list.tied()) {
            fillRanks(grades, level);
            return;
        }
        for (int start = 0; start < n; ) {
            int end = list.groupEnd(start);
            int relevant = 0;
            for (int i = start; i < end; i++) {
                relevant += grades[i] >= level ? 1 : 0;
            }
            fillGroup(start, end - start, relevant);
            start = end;
        }
    }

    /** What {@link #fillGroup} gives for groups of one item, to the same bits, without its divisions at irrelevant ranks. */
    private void fillRanks(int[] grades, int level) {
        double found = 0;
        double precisions = 0;
        double reciprocal = 0;
        for (int i = 0; i < grades.length; i++) {
            int rank = i + 1;
            if (grades[i] >= level) {
                reciprocal = found == 0 ? 1.0 / rank : reciprocal;
                found++;
                precisions += found / rank;
            }
            hits[rank] = found;
            precisionSums[rank] = precisions;
            missed[rank] = found == 0 ? 1 : 0;
            reciprocalRanks[rank] = reciprocal;
        }
    }

    private void fillGroup(int start, int m, int c) {
        double chance = (double) c / m;
        double hitsBefore = hits[start];
        double missedBefore = missed[start];
        double survival = 1;
        for (int j = 1; j <= m; j++) {
            int rank = start + j;
            double others = m == 1 ? 0 : (j - 1) * (c - 1.0) / (m - 1);
            double nextSurvival = survival * Math.max(0, m - c - (j - 1)) / (m - (j - 1));
            hits[rank] = j == m ? hitsBefore + c : hitsBefore + j * chance;
            precisionSums[rank] = precisionSums[rank - 1] + chance * (hitsBefore + 1 + others) / rank;
            missed[rank] = missedBefore * nextSurvival;
            reciprocalRanks[rank] = reciprocalRanks[rank - 1] + missedBefore * (survival - nextSurvival) / rank;
            survival = nextSurvival;
        }
    }
}
