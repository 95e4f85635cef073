package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;

/** Numbers of models, to compare them by bits. */
final class Models {
    private Models() {}

    static float[] floats(Item2VecModel model) {
        return floats(model.vectors().matrix());
    }

    static float[] floats(FloatMatrix matrix) {
        float[] all = new float[matrix.rows() * matrix.dim()];
        for (int r = 0; r < matrix.rows(); r++) {
            matrix.copyRow(r, all, r * matrix.dim());
        }
        return all;
    }
}
