package io.reco.embeddings.index;

import io.reco.core.vector.VectorKernels;

/** Where a search reads the vectors: memory or a mapped file. An instance serves one thread. */
interface RowVectors {

    /**
     * Returns the inner product of a row and a query, the sum taken as exact search takes it.
     *
     * @param query at least as long as {@link #length}, zeros beyond dim
     */
    float dot(VectorKernels kernels, float[] query, int row);

    /** Length of rows and queries for the kernels, at least dim. */
    int length();
}
