package io.reco.embeddings.item2vec;

import io.reco.core.random.SplitMix64;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.VectorKernels;

/**
 * The two tables, each in one array: a row for each track, then one for each attribute, then rows that belong to one worker
 * each: its private copies of hot rows, room for copies of rows that must not change, and, in the output table, a row of
 * zeros.
 */
final class Tables {
    final int tracks;
    /** Rows of tracks and attributes. */
    final int rows;

    final RowPlan plan;
    final FloatMatrix inputs;
    final FloatMatrix outputs;
    /** Of the input rows of tracks and attributes, as they were at some time. */
    final float[] squaredNorms;

    private final int inputExtra;
    private final int outputExtra;

    /**
     * Zeros.
     *
     * @param workers number of threads
     * @param maxInputs most inputs of a window
     * @param maxOutputs most outputs of a window
     */
    Tables(int tracks, int attributes, int dimension, RowPlan plan, int workers, int maxInputs, int maxOutputs) {
        this.tracks = tracks;
        this.plan = plan;
        rows = tracks + attributes;
        inputExtra = inputExtra(plan, maxInputs);
        outputExtra = outputExtra(plan, maxOutputs);
        inputs = FloatMatrix.allocate(rows + workers * inputExtra, dimension);
        outputs = FloatMatrix.allocate(rows + workers * outputExtra, dimension);
        squaredNorms = new float[rows];
    }

    static int inputExtra(RowPlan plan, int maxInputs) {
        return plan.hotRows() + (plan.freezes() ? maxInputs : 0);
    }

    static int outputExtra(RowPlan plan, int maxOutputs) {
        return 1 + plan.hotRows() + (plan.freezes() ? maxOutputs : 0);
    }

    /** Offset of the row of zeros of a worker. */
    int padOffset(int worker) {
        return outputs.offset(rows + worker * outputExtra);
    }

    /** Offset of the first private input row of a worker. */
    int privateInput(int worker) {
        return inputs.offset(0) + (rows + worker * inputExtra) * inputs.stride();
    }

    /** Offset of the first private output row of a worker. */
    int privateOutput(int worker) {
        return padOffset(worker) + outputs.stride();
    }

    /** Fills input rows from one on with uniform numbers in (-1/d, 1/d). */
    void initialise(int from, int to, long seed) {
        float bound = 1f / inputs.dim();
        for (int row = from; row < to; row++) {
            SplitMix64 random = SplitMix64.of(seed, 0, row);
            float[] a = inputs.array(row);
            int off = inputs.offset(row);
            for (int i = 0; i < inputs.dim(); i++) {
                a[off + i] = (float) (2 * random.nextDouble() - 1) * bound;
            }
        }
    }

    /** Takes the squared norms of all input rows. */
    void takeSquaredNorms(VectorKernels vectors) {
        for (int row = 0; row < rows; row++) {
            squaredNorms[row] = vectors.squaredNorm(inputs.array(row), inputs.offset(row), inputs.dim());
        }
    }

    /** The input rows of tracks and attributes. */
    FloatMatrix sharedInputs() {
        return inputs.slice(0, rows);
    }

    /** The output rows of tracks and attributes. */
    FloatMatrix sharedOutputs() {
        return outputs.slice(0, rows);
    }
}
