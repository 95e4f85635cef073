package io.reco.transformer;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import java.util.Arrays;

/** Products of a state with output vectors, a tile of rows at a time. Thread-safe. */
final class ItemScores {
    private static final int TILE = 256;

    private final FloatMatrix outputs;
    private final VectorKernels kernels = Kernels.get().kernels();

    ItemScores(FloatMatrix outputs) {
        this.outputs = outputs;
    }

    FloatMatrix outputs() {
        return outputs;
    }

    /** Takes the scores of consecutive items. */
    interface Visitor {
        /**
         * Takes the scores of some items.
         *
         * @param first the first of them
         * @param count how many there are
         * @param scores theirs, from 0 on
         */
        void scores(int first, int count, float[] scores);
    }

    /**
     * Scores all items, in their order.
     *
     * @param state D floats; not modified
     */
    void walk(float[] state, Visitor visitor) {
        float[] padded = padded(state);
        float[] tile = new float[Math.min(TILE, outputs.rows())];
        for (int first = 0; first < outputs.rows(); ) {
            int count = Math.min(TILE, outputs.contiguousRows(first));
            score(padded, first, count, tile);
            visitor.scores(first, count, tile);
            first += count;
        }
    }

    /** The score of one item: the same bits as in {@link #walk}. */
    float of(float[] state, int item) {
        float[] one = new float[1];
        score(padded(state), item, 1, one);
        return one[0];
    }

    private void score(float[] padded, int first, int count, float[] scores) {
        kernels.scores(
                outputs.array(first),
                outputs.offset(first),
                outputs.stride(),
                count,
                padded,
                0,
                outputs.kernelLength(),
                scores,
                0);
    }

    private float[] padded(float[] state) {
        return Arrays.copyOf(state, outputs.kernelLength());
    }
}
