package io.reco.nd4j.item2vec;

import io.reco.embeddings.item2vec.spi.TrainingBackend.Setup;
import io.reco.embeddings.item2vec.spi.WindowBatch;
import java.util.Arrays;

/**
 * Windows packed into tiles of fixed shape, so that one batched matrix product serves all of them. A tile takes one window
 * after the other while they fit; the product of its rows also holds pairs of different windows, which have rate 0. Places
 * that stay empty hold the pad row, a row of zeros behind the table.
 *
 * <p>Why not one window a tile: its product is 6 x 10, and a call of BLAS costs more than such a product. The pairs wasted
 * in a tile of four windows cost less than three calls saved.
 */
final class TilePlan {
    /** Windows that a tile is meant to hold. */
    static final int TILE_WINDOWS = 4;
    /** Input rows that a tile has room for, if windows are no larger. */
    private static final int TILE_INPUTS = 32;

    final boolean mean;
    final int tileInputs;
    final int tileOutputs;
    final int tileRows;
    /** Table rows of the inputs, tiles x I. */
    final int[] inputs;
    /** Table rows of the outputs, tiles x O. */
    final int[] outputs;
    /** 1 where a row predicts the target of its window, else 0; tiles x E x O. */
    final float[] labels;
    /** Learning rate of a pair; 0 where row and output are of different windows; tiles x E x O. */
    final float[] rates;
    /** 1 where an input belongs to a window, else 0; tiles x E x I; empty for skip-gram. */
    final float[] members;
    /** 1 / inputs of the window where an input belongs to it, else 0; tiles x E x I; empty for skip-gram. */
    final float[] means;

    private final int padRow;
    /** Place of each measured window: first pair, rows, outputs. */
    private final int[] measured;

    private int tiles;
    private int usedInputs;
    private int usedOutputs;
    private int usedRows;
    private int measuredWindows;

    /**
     * Room for the windows of a batch.
     *
     * @param mean whether for windows that predict by the mean of their inputs, or for the others
     * @param padRow the row of zeros
     */
    TilePlan(Setup setup, boolean mean, int padRow) {
        this.mean = mean;
        this.padRow = padRow;
        tileInputs = Math.max(TILE_INPUTS, setup.maxInputs());
        tileOutputs = TILE_WINDOWS * setup.maxOutputs();
        tileRows = mean ? TILE_WINDOWS : tileInputs;
        int capacity = capacity(setup);
        inputs = new int[Math.multiplyExact(capacity, tileInputs)];
        outputs = new int[Math.multiplyExact(capacity, tileOutputs)];
        labels = new float[Math.multiplyExact(capacity, tileRows * tileOutputs)];
        rates = new float[labels.length];
        members = new float[mean ? Math.multiplyExact(capacity, tileRows * tileInputs) : 0];
        means = new float[members.length];
        measured = new int[3 * setup.batchWindows()];
    }

    /** A tile holds at least as many windows as it would if all were of the largest size. */
    private int capacity(Setup setup) {
        int fewestWindows = Math.max(1, Math.min(TILE_WINDOWS, tileInputs / setup.maxInputs()));
        return (setup.batchWindows() + fewestWindows - 1) / fewestWindows;
    }

    /** Tiles that there is room for. */
    int capacity() {
        return inputs.length / tileInputs;
    }

    /** Tiles used by the last {@link #pack}. */
    int tiles() {
        return tiles;
    }

    /** Packs the windows of a batch that are of this plan's kind. */
    void pack(WindowBatch batch) {
        tiles = 0;
        measuredWindows = 0;
        usedInputs = tileInputs;
        usedOutputs = tileOutputs;
        usedRows = tileRows;
        for (int w = 0; w < batch.windows(); w++) {
            if (batch.meanInputs(w) == mean && batch.inputEnd(w) > batch.inputStart(w)) {
                place(batch, w);
            }
        }
    }

    private void place(WindowBatch batch, int window) {
        int inputFrom = batch.inputStart(window);
        int inputCount = batch.inputEnd(window) - inputFrom;
        int outputFrom = batch.outputStart(window);
        int outputCount = batch.outputEnd(window) - outputFrom;
        int rowCount = mean ? 1 : inputCount;
        if (usedInputs + inputCount > tileInputs
                || usedOutputs + outputCount > tileOutputs
                || usedRows + rowCount > tileRows) {
            startTile();
        }
        int tile = tiles - 1;
        int firstInput = tile * tileInputs + usedInputs;
        int firstOutput = tile * tileOutputs + usedOutputs;
        System.arraycopy(batch.inputRows(), inputFrom, inputs, firstInput, inputCount);
        System.arraycopy(batch.outputRows(), outputFrom, outputs, firstOutput, outputCount);
        int row = tile * tileRows + usedRows;
        int pair = row * tileOutputs + usedOutputs;
        for (int i = 0; i < rowCount; i++) {
            int from = pair + i * tileOutputs;
            Arrays.fill(rates, from, from + outputCount, batch.rate(window));
            labels[from] = 1;
        }
        if (mean) {
            int from = row * tileInputs + usedInputs;
            Arrays.fill(members, from, from + inputCount, 1);
            Arrays.fill(means, from, from + inputCount, 1f / inputCount);
        }
        if (batch.measured(window)) {
            measured[3 * measuredWindows] = pair;
            measured[3 * measuredWindows + 1] = rowCount;
            measured[3 * measuredWindows + 2] = outputCount;
            measuredWindows++;
        }
        usedInputs += inputCount;
        usedOutputs += outputCount;
        usedRows += rowCount;
    }

    private void startTile() {
        int tile = tiles++;
        Arrays.fill(inputs, tile * tileInputs, tiles * tileInputs, padRow);
        Arrays.fill(outputs, tile * tileOutputs, tiles * tileOutputs, padRow);
        Arrays.fill(labels, tile * tileRows * tileOutputs, tiles * tileRows * tileOutputs, 0);
        Arrays.fill(rates, tile * tileRows * tileOutputs, tiles * tileRows * tileOutputs, 0);
        if (mean) {
            Arrays.fill(members, tile * tileRows * tileInputs, tiles * tileRows * tileInputs, 0);
            Arrays.fill(means, tile * tileRows * tileInputs, tiles * tileRows * tileInputs, 0);
        }
        usedInputs = 0;
        usedOutputs = 0;
        usedRows = 0;
    }

    /** Windows packed whose loss is asked for. */
    int measuredWindows() {
        return measuredWindows;
    }

    /** Position of the first pair of a measured window among the pairs of all tiles. */
    int measuredPair(int i) {
        return measured[3 * i];
    }

    /** Rows of a measured window that predict; at distance O from each other. */
    int measuredRows(int i) {
        return measured[3 * i + 1];
    }

    /** Outputs of a measured window, the target first. */
    int measuredOutputs(int i) {
        return measured[3 * i + 2];
    }
}
