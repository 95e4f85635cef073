package io.reco.embeddings;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;

/** The best cosine of each row with one of several queries, block by block. */
final class BestCosines {
    private static final int BLOCK = 1024;

    private BestCosines() {}

    /** Receives the best cosines of rows {@code [from, from + count)} in {@code best[0 .. count)}, to be read at once. */
    interface Visitor {
        void visit(int from, int count, float[] best);
    }

    /**
     * Walks all rows. O(rows x queries x dimension).
     *
     * @param unit rows of norm 1; not modified
     * @param queries one or more of norm 1; not modified
     */
    static void walk(FloatMatrix unit, FloatMatrix queries, Visitor visitor) {
        VectorKernels kernels = Kernels.get().kernels();
        int n = queries.rows();
        float[] block = new float[Math.min(BLOCK, unit.rows()) * n];
        for (int from = 0; from < unit.rows(); ) {
            int count = Math.min(Math.min(BLOCK, unit.rows() - from), unit.contiguousRows(from));
            int length = Math.min(unit.kernelLength(), queries.kernelLength());
            kernels.gemmTransposed(
                    queries.array(0),
                    queries.offset(0),
                    queries.stride(),
                    n,
                    unit.array(from),
                    unit.offset(from),
                    unit.stride(),
                    count,
                    length,
                    block,
                    0,
                    count);
            for (int i = 0; i < count; i++) {
                for (int j = 1; j < n; j++) {
                    block[i] = Math.max(block[i], block[j * count + i]);
                }
            }
            visitor.visit(from, count, block);
            from += count;
        }
    }
}
