package io.reco.embeddings.item2vec.spi;

/**
 * Windows in plain arrays. With x[i] the input rows and w[j] the output rows of a window, label y[j] = 1 for j = 0 and 0 for
 * the others, and s the sigmoid, its loss is
 * <pre>{@code
 * L = - sum over i, j of  y[j] log s(x[i].w[j]) + (1 - y[j]) log(1 - s(x[i].w[j]))
 * }</pre>
 * and its step, with {@code g[i][j] = rate (y[j] - s(x[i].w[j]))}, is
 * <pre>{@code
 * x[i] += sum over j of g[i][j] w[j]
 * w[j] += sum over i of g[i][j] x[i]
 * }</pre>
 *
 * <p>If {@link #meanInputs} holds for a window (CBOW), the mean h of its input rows stands for x as its only row, and the
 * change of h is added in full to each of its input rows. A row may occur more than once, in a window and in several.
 */
public final class WindowBatch {
    private final int[] inputEnds;
    private final int[] outputEnds;
    private final float[] rates;
    private final boolean[] measured;
    private final boolean[] meanInputs;
    private final int[] inputs;
    private final int[] outputs;
    private int windows;

    /**
     * An empty batch.
     *
     * @param setup room for this
     */
    public WindowBatch(TrainingBackend.Setup setup) {
        inputEnds = new int[setup.batchWindows()];
        outputEnds = new int[setup.batchWindows()];
        rates = new float[setup.batchWindows()];
        measured = new boolean[setup.batchWindows()];
        meanInputs = new boolean[setup.batchWindows()];
        inputs = new int[Math.multiplyExact(setup.batchWindows(), setup.maxInputs())];
        outputs = new int[Math.multiplyExact(setup.batchWindows(), setup.maxOutputs())];
    }

    /** Number of windows. */
    public int windows() {
        return windows;
    }

    /** Input rows of all windows, one window after the other; used up to the end of the last window. Shared. */
    public int[] inputRows() {
        return inputs;
    }

    /** Output rows of all windows, likewise; the first of each window is its target. Shared. */
    public int[] outputRows() {
        return outputs;
    }

    /** Where the input rows of a window begin. */
    public int inputStart(int window) {
        return window == 0 ? 0 : inputEnds[window - 1];
    }

    /** One past its last input row. */
    public int inputEnd(int window) {
        return inputEnds[window];
    }

    /** Where the output rows of a window begin. */
    public int outputStart(int window) {
        return window == 0 ? 0 : outputEnds[window - 1];
    }

    /** One past its last output row. */
    public int outputEnd(int window) {
        return outputEnds[window];
    }

    /** Learning rate of a window. */
    public float rate(int window) {
        return rates[window];
    }

    /** Whether the loss of a window is asked for. */
    public boolean measured(int window) {
        return measured[window];
    }

    /** Whether a window predicts by the mean of its inputs (CBOW). */
    public boolean meanInputs(int window) {
        return meanInputs[window];
    }

    /** Whether there is no room for another window. */
    public boolean full() {
        return windows == inputEnds.length;
    }

    /** Removes all windows. */
    public void clear() {
        windows = 0;
    }

    /**
     * Adds a window.
     *
     * @param inputRows not modified; the first {@code inputCount} are copied
     * @param outputRows not modified; the first {@code outputCount} are copied, the target first
     * @param mean whether it predicts by the mean of its inputs
     */
    public void add(
            int[] inputRows,
            int inputCount,
            int[] outputRows,
            int outputCount,
            float rate,
            boolean mean,
            boolean lossWanted) {
        int inputFrom = inputStart(windows);
        int outputFrom = outputStart(windows);
        System.arraycopy(inputRows, 0, inputs, inputFrom, inputCount);
        System.arraycopy(outputRows, 0, outputs, outputFrom, outputCount);
        inputEnds[windows] = inputFrom + inputCount;
        outputEnds[windows] = outputFrom + outputCount;
        rates[windows] = rate;
        meanInputs[windows] = mean;
        measured[windows] = lossWanted;
        windows++;
    }
}
