package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;
import java.util.Arrays;

/**
 * Divides a history into interests in one pass (leader clustering): each vector joins the nearest interest so far if it is
 * near enough or there may be no more interests, else it opens one. An interest points along the weighted sum of its
 * vectors. The order in which vectors are added matters: add the ones that matter most first. Not thread-safe.
 */
final class Interests {
    private final FloatMatrix unit;
    private final double similarity;
    private final double[][] sums;
    private int size;

    /**
     * No interests yet.
     *
     * @param unit unit rows that the vectors are taken from; not modified
     */
    Interests(FloatMatrix unit, int most, double similarity) {
        this.unit = unit;
        this.similarity = similarity;
        sums = new double[most][];
    }

    /** Adds a row; a weight of 0 or a zero row adds nothing. */
    void add(int row, double weight) {
        if (weight == 0 || isZero(row)) {
            return;
        }
        int nearest = -1;
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < size && sums.length > 1; j++) {
            double cosine = cosine(sums[j], row);
            if (cosine > best) {
                best = cosine;
                nearest = j;
            }
        }
        if (size == 0 || (size < sums.length && best < similarity)) {
            nearest = size++;
            sums[nearest] = new double[unit.dim()];
        }
        float[] a = unit.array(row);
        int off = unit.offset(row);
        double[] sum = sums[Math.max(0, nearest)];
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * a[off + i];
        }
    }

    /** The interests as unit rows, in the order in which they were opened; one that cancels out is left out. */
    FloatMatrix centroids() {
        float[][] rows = new float[size][];
        int n = 0;
        for (int j = 0; j < size; j++) {
            double norm = norm(sums[j]);
            if (norm > 0) {
                float[] row = new float[unit.dim()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) (sums[j][i] / norm);
                }
                rows[n++] = row;
            }
        }
        return FloatMatrix.copyOf(Arrays.copyOf(rows, n), unit.dim());
    }

    private boolean isZero(int row) {
        float[] a = unit.array(row);
        int off = unit.offset(row);
        for (int i = 0; i < unit.dim(); i++) {
            if (a[off + i] != 0) {
                return false;
            }
        }
        return true;
    }

    private double cosine(double[] sum, int row) {
        float[] a = unit.array(row);
        int off = unit.offset(row);
        double dot = 0;
        for (int i = 0; i < sum.length; i++) {
            dot += sum[i] * a[off + i];
        }
        double norm = norm(sum);
        return norm == 0 ? 0 : dot / norm;
    }

    private static double norm(double[] sum) {
        double squares = 0;
        for (double x : sum) {
            squares += x * x;
        }
        return Math.sqrt(squares);
    }
}
