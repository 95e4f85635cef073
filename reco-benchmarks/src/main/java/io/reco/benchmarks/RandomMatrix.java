package io.reco.benchmarks;

import io.reco.core.vector.FloatMatrix;
import java.util.SplittableRandom;

/** Matrices to measure with. */
final class RandomMatrix {
    private RandomMatrix() {}

    /** Components uniform in [-0.5, 0.5). */
    static FloatMatrix uniform(int rows, int dim, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatMatrix matrix = FloatMatrix.allocate(rows, dim);
        float[] row = new float[dim];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < dim; i++) {
                row[i] = (float) random.nextDouble() - 0.5f;
            }
            matrix.setRow(r, row, 0);
        }
        return matrix;
    }
}
