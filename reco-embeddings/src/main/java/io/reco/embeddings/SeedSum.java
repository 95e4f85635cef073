package io.reco.embeddings;

import io.reco.core.vector.FloatMatrix;
import it.unimi.dsi.fastutil.ints.Int2DoubleLinkedOpenHashMap;

/**
 * A {@link VectorSum} that remembers what was added, so that it can tell what each row adds to a cosine with the sum, and
 * what the cosine would be without it. Not thread-safe while rows are added.
 */
final class SeedSum {
    private final FloatMatrix unit;
    private final VectorSum sum;
    private final Int2DoubleLinkedOpenHashMap weights = new Int2DoubleLinkedOpenHashMap();

    SeedSum(FloatMatrix unit) {
        this.unit = unit;
        sum = new VectorSum(unit);
    }

    void add(int row, double weight) {
        sum.add(row, weight);
        weights.addTo(row, weight);
    }

    /** Adds what another sum of the same rows holds. */
    void addAll(SeedSum other) {
        other.weights.int2DoubleEntrySet().forEach(entry -> add(entry.getIntKey(), entry.getDoubleValue()));
    }

    double cosine(int row) {
        return sum.cosine(row);
    }

    double norm() {
        return sum.norm();
    }

    float[] direction() {
        return sum.direction();
    }

    /** Weight of each row added, in the order of arrival; not to be modified. */
    Int2DoubleLinkedOpenHashMap weights() {
        return weights;
    }

    /**
     * Cosine of the sum without a row with a unit vector x; negative infinity when nothing is left.
     *
     * @param dotSum inner product of the sum with x
     * @param dotRow inner product of the row with x
     */
    double cosineWithout(int row, double dotSum, double dotRow) {
        double weight = weights.get(row);
        double norm = norm();
        double ownSquare = dot(row, row);
        double square = norm * norm - 2 * weight * sum.dot(row) + weight * weight * ownSquare;
        // Below this, what is left is rounding.
        if (square <= 1e-12 * norm * norm) {
            return Double.NEGATIVE_INFINITY;
        }
        return (dotSum - weight * dotRow) / Math.sqrt(square);
    }

    private double dot(int rowA, int rowB) {
        float[] a = unit.array(rowA);
        float[] b = unit.array(rowB);
        int aOff = unit.offset(rowA);
        int bOff = unit.offset(rowB);
        double out = 0;
        for (int i = 0; i < unit.dim(); i++) {
            out += (double) a[aOff + i] * b[bOff + i];
        }
        return out;
    }

    double dot(float[] x) {
        return sum.dot(x);
    }

    static double dot(FloatMatrix unit, int row, float[] x) {
        float[] a = unit.array(row);
        int off = unit.offset(row);
        double out = 0;
        for (int i = 0; i < x.length; i++) {
            out += (double) a[off + i] * x[i];
        }
        return out;
    }
}
