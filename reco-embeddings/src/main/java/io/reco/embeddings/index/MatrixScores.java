package io.reco.embeddings.index;

import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.VectorKernels;

/** Similarities of rows of a matrix while a graph is built, by the kernels of this library. */
final class MatrixScores implements BuildScoreProvider {
    private final FloatMatrix matrix;
    private final RowScale scale;
    private final VectorKernels kernels;

    MatrixScores(FloatMatrix matrix, RowScale scale, VectorKernels kernels) {
        this.matrix = matrix;
        this.scale = scale;
        this.kernels = kernels;
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public SearchScoreProvider searchProviderFor(int row) {
        return new DefaultSearchScoreProvider(similaritiesOf(row));
    }

    @Override
    public SearchScoreProvider diversityProviderFor(int row) {
        return searchProviderFor(row);
    }

    @Override
    public VectorFloat<?> approximateCentroid() {
        throw new UnsupportedOperationException("rows are known by index only");
    }

    @Override
    public SearchScoreProvider searchProviderFor(VectorFloat<?> vector) {
        throw new UnsupportedOperationException("rows are known by index only");
    }

    private ScoreFunction similaritiesOf(int row) {
        float[] own = matrix.array(row);
        int off = matrix.offset(row);
        int n = matrix.kernelLength();
        return new ScoreFunction.ExactScoreFunction() {
            @Override
            public float similarityTo(int other) {
                float dot = kernels.dot(own, off, matrix.array(other), matrix.offset(other), n);
                return scale.similarityOfRows(dot, row, other);
            }
        };
    }
}
