package io.reco.embeddings;

import io.reco.core.vector.FloatMatrix;
import it.unimi.dsi.fastutil.ints.Int2DoubleMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows a cosine with the best of several sums rests on. The share of row h in the cosine with sum S = sum of w_h u_h is
 * {@code w_h (u_h . x) / |S|}: shares add up to the cosine. Rows without which the best cosine would be higher are passed
 * over. O(rows of the sums x dimension) a result.
 */
final class SeedShares {
    /** More than rounding: a cosine that rises by less counts as unchanged. */
    private static final double ROUNDING = 1e-9;

    private final List<SeedSum> sums;
    private final FloatMatrix unit;
    private final Naming naming;

    /** Says what a row is. */
    @FunctionalInterface
    interface Naming {
        /** The seed that a row stands for. */
        Seed seed(int row, double amount);
    }

    /**
     * Shares of rows.
     *
     * @param sums one or more, none of norm 0
     * @param unit the rows of which they are sums
     * @param naming says what a row is
     */
    SeedShares(List<SeedSum> sums, FloatMatrix unit, Naming naming) {
        this.sums = sums;
        this.unit = unit;
        this.naming = naming;
    }

    /** Shares of rows of an index of tracks. */
    static SeedShares ofTracks(List<SeedSum> sums, VectorIndex tracks) {
        return new SeedShares(
                sums, tracks.unitMatrix(), (row, amount) -> new Seed(Seed.Kind.TRACK, tracks.id(row), amount));
    }

    /**
     * The largest shares in the cosine of a result.
     *
     * @param x unit vector of the result; not modified
     * @param most at most so many
     */
    List<Seed> of(float[] x, int most) {
        if (most == 0) {
            return List.of();
        }
        double[] dots = new double[sums.size()];
        int winner = 0;
        for (int j = 0; j < dots.length; j++) {
            dots[j] = sums.get(j).dot(x);
            if (cosine(j, dots) > cosine(winner, dots)) {
                winner = j;
            }
        }
        double norm = sums.get(winner).norm();
        List<Share> shares = new ArrayList<>();
        for (Int2DoubleMap.Entry entry : sums.get(winner).weights().int2DoubleEntrySet()) {
            int row = entry.getIntKey();
            double dot = SeedSum.dot(unit, row, x);
            double amount = entry.getDoubleValue() * dot / norm;
            if (amount > 0) {
                shares.add(new Share(row, dot, naming.seed(row, amount)));
            }
        }
        shares.sort((a, b) -> Seed.ORDER.compare(a.seed, b.seed));
        List<Seed> out = new ArrayList<>();
        for (int i = 0; i < shares.size() && out.size() < most; i++) {
            Share share = shares.get(i);
            if (bestWithout(share, dots) <= cosine(winner, dots) + ROUNDING) {
                out.add(share.seed);
            }
        }
        return out;
    }

    private double cosine(int j, double[] dots) {
        return dots[j] / sums.get(j).norm();
    }

    private double bestWithout(Share share, double[] dots) {
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < dots.length; j++) {
            SeedSum sum = sums.get(j);
            double cosine = sum.weights().containsKey(share.row)
                    ? sum.cosineWithout(share.row, dots[j], share.dot)
                    : cosine(j, dots);
            best = Math.max(best, cosine);
        }
        return best;
    }

    private record Share(int row, double dot, Seed seed) {}
}
