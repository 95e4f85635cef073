package io.reco.embeddings.index;

import io.github.jbellis.jvector.disk.RandomAccessReader;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.VectorKernels;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Vectors in the mapped file of a graph. */
final class MappedVectors implements RowVectors {
    private final OnDiskGraphIndex.View view;
    private final int dim;
    private final float[] row;
    private final float[] out = new float[1];

    MappedVectors(OnDiskGraphIndex.View view, int dim) {
        this.view = view;
        this.dim = dim;
        this.row = new float[FloatMatrix.paddedLength(dim)];
    }

    @Override
    public float dot(VectorKernels kernels, float[] query, int index) {
        try {
            RandomAccessReader reader = view.featureReaderForNode(index, FeatureId.INLINE_VECTORS);
            reader.read(row, 0, dim);
        } catch (IOException e) {
            throw new UncheckedIOException("row " + index + " cannot be read", e);
        }
        kernels.scores(row, 0, row.length, 1, query, 0, row.length, out, 0);
        return out[0];
    }

    @Override
    public int length() {
        return row.length;
    }
}
