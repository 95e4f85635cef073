package io.reco.embeddings;

import io.reco.core.vector.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a history into interests in one pass (leader clustering): each vector joins the nearest interest so far if it is
 * near enough or there may be no more interests, else it opens one. An interest points along the weighted sum of its
 * vectors. The order in which vectors are added matters: add the ones that matter most first. Not thread-safe.
 */
final class Interests {
    private final FloatMatrix unit;
    private final int most;
    private final double similarity;
    private final List<SeedSum> sums = new ArrayList<>();

    /**
     * No interests yet.
     *
     * @param unit rows of norm 1 that the vectors are taken from; not modified
     * @param most at most so many interests, 1 or above
     * @param similarity cosine from which on a vector is near enough
     */
    Interests(FloatMatrix unit, int most, double similarity) {
        this.unit = unit;
        this.most = most;
        this.similarity = similarity;
    }

    /** Adds a row; a weight of 0 adds nothing. */
    void add(int row, double weight) {
        if (weight > 0) {
            home(row).add(row, weight);
        }
    }

    private SeedSum home(int row) {
        if (most == 1 && sums.size() == 1) {
            return sums.get(0);
        }
        SeedSum nearest = null;
        double best = Double.NEGATIVE_INFINITY;
        for (SeedSum sum : sums) {
            double cosine = sum.cosine(row);
            if (nearest == null || cosine > best) {
                best = cosine;
                nearest = sum;
            }
        }
        if (nearest == null || (sums.size() < most && best < similarity)) {
            nearest = new SeedSum(unit);
            sums.add(nearest);
        }
        return nearest;
    }

    /** Those that do not cancel out, in the order in which they were opened. */
    List<SeedSum> sums() {
        return sums.stream().filter(sum -> sum.norm() > 0).toList();
    }

    /** The interests as unit rows, in the order in which they were opened; one that cancels out is left out. */
    FloatMatrix centroids() {
        float[][] rows = sums().stream().map(SeedSum::direction).toArray(float[][]::new);
        return FloatMatrix.copyOf(rows, unit.dim());
    }
}
