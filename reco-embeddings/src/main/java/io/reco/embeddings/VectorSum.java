package io.reco.embeddings;

import io.reco.core.vector.FloatMatrix;
import java.util.Arrays;

/** A weighted sum of unit rows in double precision. Not thread-safe; reused after {@link #clear}. */
final class VectorSum {
    private final FloatMatrix unit;
    private final double[] sum;

    VectorSum(FloatMatrix unit) {
        this.unit = unit;
        sum = new double[unit.dim()];
    }

    void clear() {
        Arrays.fill(sum, 0);
    }

    void add(int row, double weight) {
        float[] a = unit.array(row);
        int off = unit.offset(row);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * a[off + i];
        }
    }

    /** Cosine of the sum so far with a unit row; 0 when the sum is zero. */
    double cosine(int row) {
        double norm = norm();
        if (norm == 0) {
            return 0;
        }
        return dot(row) / norm;
    }

    /** Inner product with a row. */
    double dot(int row) {
        float[] a = unit.array(row);
        int off = unit.offset(row);
        double dot = 0;
        for (int i = 0; i < sum.length; i++) {
            dot += sum[i] * a[off + i];
        }
        return dot;
    }

    /** Inner product with a vector of the same dimension. */
    double dot(float[] x) {
        double dot = 0;
        for (int i = 0; i < sum.length; i++) {
            dot += sum[i] * x[i];
        }
        return dot;
    }

    /** Adds a vector of the same dimension. */
    void add(float[] x, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * x[i];
        }
    }

    double component(int i) {
        return sum[i];
    }

    double norm() {
        double squares = 0;
        for (double x : sum) {
            squares += x * x;
        }
        return Math.sqrt(squares);
    }

    /** The sum scaled to norm 1; only for a norm above 0. */
    float[] direction() {
        double norm = norm();
        float[] out = new float[sum.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (sum[i] / norm);
        }
        return out;
    }
}
