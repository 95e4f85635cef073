package io.reco.embeddings.index;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.VectorKernels;

/** Vectors in memory. */
final class MatrixVectors implements RowVectors {
    private final FloatMatrix matrix;
    private final float[] out = new float[1];

    MatrixVectors(FloatMatrix matrix) {
        this.matrix = matrix;
    }

    @Override
    public float dot(VectorKernels kernels, float[] query, int row) {
        kernels.scores(matrix.array(row), matrix.offset(row), matrix.stride(), 1, query, 0, length(), out, 0);
        return out[0];
    }

    @Override
    public int length() {
        return matrix.kernelLength();
    }
}
