package io.reco.embeddings.item2vec;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one {@linkplain SkipGramKernel step}, as offsets into the tables, and its scratch space. One per thread.
 *
 * <p>Logits and gradients lie in tiles of 16: two inputs times up to six outputs. With {@code tiles} column tiles, pair
 * (input i, output j) is at {@code ((i / 2) * tiles + j / 6) * 16 + (i % 2) * 8 + j % 6}.
 */
final class SkipGramBatch {
    static final int TILE_INPUTS = 2;
    static final int TILE_OUTPUTS = 6;
    static final int TILE = 16;
    /** A product of losses that is not yet near an overflow. */
    private static final double LARGEST_PRODUCT = 0x1p500;

    /** Pairs of a tile. */
    static final int PAIRS = TILE_INPUTS * TILE_OUTPUTS;

    /** Floats of a row that take part, see {@link SkipGramKernel#rowLength}. */
    final int length;
    /** Offset of a row of zeros in the output table that fills the last column tile. */
    final int padOffset;
    /** Offsets of the input rows; {@link #inputs} of them. */
    final int[] inputOffsets;
    /** Offsets of the output rows, the centre first if there is one; {@link #outputs} of them, then pads. */
    final int[] outputOffsets;
    /** Logits before the step, in tiles. */
    final float[] logits;
    /** Rate times (label - sigmoid), in tiles. */
    final float[] gradients;
    /** Scratch space: a vector of up to 16 floats for each pair of each tile. */
    final float[] accumulators;

    int inputs;
    int outputs;
    private @Nullable Copies copies;
    /** 1 if the first output is the centre, with label 1; 0 if all outputs are negatives. */
    int positives;

    SkipGramBatch(int maxInputs, int maxOutputs, int length, int padOffset) {
        this.length = length;
        this.padOffset = padOffset;
        int columnTiles = (maxOutputs + TILE_OUTPUTS - 1) / TILE_OUTPUTS;
        int tiles = (maxInputs + 1) / TILE_INPUTS * columnTiles;
        inputOffsets = new int[maxInputs];
        outputOffsets = new int[columnTiles * TILE_OUTPUTS];
        logits = new float[tiles * TILE];
        gradients = new float[tiles * TILE];
        accumulators = new float[tiles * PAIRS * TILE];
    }

    /** Copies of the rows, for kernels that work on arrays of their own; made at the first call. */
    Copies copies() {
        Copies made = copies;
        if (made == null) {
            made = new Copies(inputOffsets.length, outputOffsets.length, length);
            copies = made;
        }
        return made;
    }

    /** Room for copies of the rows of a step. */
    static final class Copies {
        final float[][] inputStore;
        final float[][] outputStore;
        /** The copy of each input row; one that occurs twice has one copy. */
        final float[][] inputs;
        /** The copy of each output row; one that occurs twice has one copy. */
        final float[][] outputs;
        /** Two rows and a few sums to work with. */
        final float[] first;

        final float[] second;
        final float[] sums = new float[TILE];

        private Copies(int maxInputs, int maxOutputs, int length) {
            inputStore = new float[maxInputs][length];
            outputStore = new float[maxOutputs][length];
            inputs = new float[maxInputs][];
            outputs = new float[maxOutputs][];
            first = new float[length];
            second = new float[length];
        }
    }

    void clearInputs() {
        inputs = 0;
    }

    void addInput(int offset) {
        inputOffsets[inputs++] = offset;
    }

    /** Starts the outputs with the centre. */
    void setCentre(int offset) {
        outputOffsets[0] = offset;
        outputs = 1;
        positives = 1;
    }

    /** Starts the outputs without a centre. */
    void clearOutputs() {
        outputs = 0;
        positives = 0;
    }

    void addNegative(int offset) {
        outputOffsets[outputs++] = offset;
    }

    /** Number of column tiles. */
    int columnTiles() {
        return (outputs + TILE_OUTPUTS - 1) / TILE_OUTPUTS;
    }

    /** Fills the last column tile with the pad row. */
    void padOutputs() {
        int end = columnTiles() * TILE_OUTPUTS;
        for (int j = outputs; j < end; j++) {
            outputOffsets[j] = padOffset;
        }
    }

    /** Where the logit and the gradient of a pair are. */
    int position(int input, int output) {
        return ((input / TILE_INPUTS) * columnTiles() + output / TILE_OUTPUTS) * TILE
                + input % TILE_INPUTS * (TILE / TILE_INPUTS)
                + output % TILE_OUTPUTS;
    }

    /**
     * The loss of all pairs before the last step, in nats: {@code log(1 + exp(z))} of each, z the logit of a negative or minus
     * that of the centre. The logarithm is taken of a product of many pairs, since it costs as much as all the rest.
     */
    double loss() {
        double sum = 0;
        double product = 1;
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < outputs; j++) {
                double logit = logits[position(i, j)];
                double z = j < positives ? -logit : logit;
                sum += Math.max(z, 0);
                product *= 1 + StrictMath.exp(-Math.abs(z));
                if (product > LARGEST_PRODUCT) {
                    sum += StrictMath.log(product);
                    product = 1;
                }
            }
        }
        return sum + StrictMath.log(product);
    }
}
