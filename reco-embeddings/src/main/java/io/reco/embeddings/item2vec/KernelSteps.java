package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.VectorKernels;
import org.jspecify.annotations.Nullable;

/**
 * Steps on shared tables by the kernels of this package, for one worker.
 *
 * <p>A step takes the gradients of all its inputs X at the same logits; an output row w moves by their sum, and its logits
 * z = X w by
 * <pre>{@code
 * dz = rate X X^T (label - sigmoid(z))
 * }</pre>
 * The slope of the sigmoid is at most 1/4, so that logits do not overshoot as long as {@code rate |X X^T| / 4 <= 1}, and the sum
 * of the squared norms of the inputs is an upper bound of that norm. Beyond it, windows of similar tracks with long vectors
 * would make each step larger than the one before, and training would diverge where word2vec, one input after the other,
 * does not. Tiles that see outputs moved by tiles before them, see {@link SkipGramKernel}, bring that nearer. Such windows are
 * stepped in parts, at the latest input by input. Norms are those of some windows ago.
 *
 * <p>CBOW: with {@code h = (1/n) sum of x[i]} the mean of the n input rows of the contexts, h does a step of
 * {@link SkipGramKernel} against the outputs, and its change is added in full to each context:
 * <pre>{@code
 * x[i] += h' - h
 * }</pre>
 * That is what word2vec.c does, and gensim with {@code cbow_mean=1}; the gradient proper would divide the change by n.
 *
 * <p>A group of centres with common negatives is worked off two centres at a time (one that is left over is a step as above):
 * their means are taken and stepped against the negatives, then each against its own centre, and their changes are given to the
 * contexts. A negative that is the centre of one of the two is stepped against the other only. Not more at a time, since means of
 * neighbouring centres are nearly the same, and of the same contexts: each of n would go the whole way from where none has gone
 * yet, a step of n times the rate. Training diverged that way with ten at rate 0.025.
 */
final class KernelSteps implements WindowSteps {
    /** Largest rate times sum of the squared norms of the inputs of a step. */
    private static final float LARGEST_STEP = 4;
    /** After one window of so many the norm of one of its inputs is taken. */
    private static final int NORM_STRIDE = 4;

    /** Means that are taken before any of them changes its contexts. */
    private static final int MEANS_AT_ONCE = SkipGramBatch.TILE_INPUTS;

    private final SkipGramKernel kernel;
    private final VectorKernels vectors;
    private final RowPlan plan;
    private final boolean plain;
    private final float[] in;
    private final float[] out;
    private final int inStart;
    private final int outStart;
    private final int stride;
    private final int privateInput;
    private final int privateOutput;
    /** Of each input row, as of one of the last times that it took part. */
    private final float[] squaredNorms;

    private final SkipGramBatch batch;
    private final FloatMatrix means;
    private final float[] meansBefore;
    private final @Nullable HotRows hotRows;
    private final int interval;
    /** Scratch space: the inputs of a window that is stepped in parts. */
    private final int[] offsets;

    private int centres;
    /** Windows of several inputs in this block. */
    private int windows;

    private double loss;

    /**
     * Steps for a worker.
     *
     * @param maxInputs most inputs of a window
     * @param maxOutputs most outputs of a window
     * @param lock common to all workers on the tables
     */
    KernelSteps(
            Tables tables,
            int worker,
            SkipGramKernel kernel,
            VectorKernels vectors,
            int maxInputs,
            int maxOutputs,
            int threads,
            Object lock) {
        this.kernel = kernel;
        this.vectors = vectors;
        plan = tables.plan;
        plain = plan.plain();
        in = tables.inputs.array(0);
        out = tables.outputs.array(0);
        inStart = tables.inputs.offset(0);
        outStart = tables.outputs.offset(0);
        stride = tables.inputs.stride();
        squaredNorms = tables.squaredNorms;
        privateInput = tables.privateInput(worker);
        privateOutput = tables.privateOutput(worker);
        batch = new SkipGramBatch(
                Math.max(maxInputs, MEANS_AT_ONCE),
                maxOutputs,
                kernel.rowLength(tables.inputs.dim()),
                tables.padOffset(worker));
        offsets = new int[batch.inputOffsets.length];
        means = FloatMatrix.allocate(MEANS_AT_ONCE, tables.inputs.dim());
        meansBefore = new float[MEANS_AT_ONCE * stride];
        hotRows = plan.hotRows() == 0 ? null : new HotRows(tables, worker, vectors, lock);
        interval = HotRows.interval(threads);
    }

    @Override
    public void pairs(Window window, float rate, boolean measured) {
        batch.setCentre(output(window.outputs[0], 0));
        for (int j = 1; j < window.outputCount; j++) {
            batch.addNegative(output(window.outputs[j], j));
        }
        batch.clearInputs();
        float sum = 0;
        for (int i = 0; i < window.inputCount; i++) {
            int row = window.inputs[i];
            batch.addInput(plain ? inStart + row * stride : steppedInput(row, i));
            sum += squaredNorms[row];
        }
        if (rate * sum <= LARGEST_STEP) {
            step(in, rate, measured);
        } else {
            stepInParts(window, rate, measured);
        }
        if (window.inputCount > 1 && ++windows % NORM_STRIDE == 0) {
            int row = window.inputs[windows / NORM_STRIDE % window.inputCount];
            squaredNorms[row] = vectors.squaredNorm(in, sharedOrPrivateInput(row), stride);
        }
    }

    /** Steps so many inputs of the window at once as may be. */
    private void stepInParts(Window window, float rate, boolean measured) {
        int inputs = batch.inputs;
        System.arraycopy(batch.inputOffsets, 0, offsets, 0, inputs);
        batch.clearInputs();
        float sum = 0;
        for (int i = 0; i < inputs; i++) {
            sum += squaredNorms[window.inputs[i]];
            if (rate * sum > LARGEST_STEP && batch.inputs > 0) {
                step(in, rate, measured);
                batch.clearInputs();
                sum = squaredNorms[window.inputs[i]];
            }
            batch.addInput(offsets[i]);
        }
        step(in, rate, measured);
    }

    private void step(float[] inputs, float rate, boolean measured) {
        kernel.step(inputs, out, batch, rate);
        if (measured) {
            loss += batch.loss();
        }
    }

    @Override
    public void means(CentreGroup group, float rate, boolean measured) {
        for (int from = 0; from < group.size; from += MEANS_AT_ONCE) {
            int to = Math.min(from + MEANS_AT_ONCE, group.size);
            for (int i = from; i < to; i++) {
                takeMean(group, i);
            }
            if (to - from == 1) {
                clearBatch();
                addMean(from);
                batch.setCentre(output(group.target(from), 0));
                addNegatives(group, from, to);
                stepMeans(rate, measured);
            } else {
                stepNegatives(group, from, to, rate, measured);
                for (int i = from; i < to; i++) {
                    clearBatch();
                    addMean(i);
                    batch.setCentre(output(group.target(i), 0));
                    stepMeans(rate, measured);
                }
            }
            for (int i = from; i < to; i++) {
                giveChange(group, i);
            }
        }
    }

    /** Some means of a group against its negatives. */
    private void stepNegatives(CentreGroup group, int from, int to, float rate, boolean measured) {
        clearBatch();
        for (int i = from; i < to; i++) {
            addMean(i);
        }
        addNegatives(group, from, to);
        stepMeans(rate, measured);
        for (int j = 0; j < group.negativeCount; j++) {
            if (isTarget(group, from, to, group.negatives[j])) {
                clearBatch();
                for (int i = from; i < to; i++) {
                    if (group.target(i) != group.negatives[j]) {
                        addMean(i);
                    }
                }
                batch.addNegative(output(group.negatives[j], 0));
                stepMeans(rate, measured);
            }
        }
    }

    /** Adds the negatives that are no centre of some of a group. */
    private void addNegatives(CentreGroup group, int from, int to) {
        for (int j = 0; j < group.negativeCount; j++) {
            if (!isTarget(group, from, to, group.negatives[j])) {
                batch.addNegative(output(group.negatives[j], j + 1));
            }
        }
    }

    private void clearBatch() {
        batch.clearInputs();
        batch.clearOutputs();
    }

    private void addMean(int i) {
        batch.addInput(means.offset(i % MEANS_AT_ONCE));
    }

    private static boolean isTarget(CentreGroup group, int from, int to, int row) {
        for (int i = from; i < to; i++) {
            if (group.target(i) == row) {
                return true;
            }
        }
        return false;
    }

    private void stepMeans(float rate, boolean measured) {
        if (batch.inputs == 0 || batch.outputs == 0) {
            return;
        }
        step(means.array(0), rate, measured);
    }

    private void takeMean(CentreGroup group, int i) {
        float[] h = means.array(0);
        int slot = i % MEANS_AT_ONCE;
        int at = means.offset(slot);
        for (int k = 0; k < stride; k++) {
            h[at + k] = 0;
        }
        float share = 1f / group.contexts(i);
        for (int c = group.first[i]; c <= group.last[i]; c++) {
            if (c != group.centres[i]) {
                vectors.axpy(share, in, sharedOrPrivateInput(group.rows[c]), h, at, stride);
            }
        }
        System.arraycopy(h, at, meansBefore, slot * stride, stride);
    }

    private void giveChange(CentreGroup group, int i) {
        float[] h = means.array(0);
        int slot = i % MEANS_AT_ONCE;
        int at = means.offset(slot);
        vectors.axpy(-1, meansBefore, slot * stride, h, at, stride);
        for (int c = group.first[i]; c <= group.last[i]; c++) {
            int row = group.rows[c];
            if (c != group.centres[i] && (plain || !plan.frozen(row))) {
                vectors.axpy(1, h, at, in, sharedOrPrivateInput(row), stride);
            }
        }
    }

    private int sharedOrPrivateInput(int row) {
        int slot = plain ? -1 : plan.hotSlot(row);
        return slot < 0 ? inStart + row * stride : privateInput + slot * stride;
    }

    /** Where an input row may be changed: in place, or if it is frozen in a copy that is then forgotten. */
    private int steppedInput(int row, int position) {
        if (!plan.frozen(row)) {
            return sharedOrPrivateInput(row);
        }
        int copy = privateInput + (plan.hotRows() + position) * stride;
        System.arraycopy(in, inStart + row * stride, in, copy, stride);
        return copy;
    }

    private int output(int row, int position) {
        return plain ? outStart + row * stride : steppedOutput(row, position);
    }

    private int steppedOutput(int row, int position) {
        if (plan.frozen(row)) {
            int copy = privateOutput + (plan.hotRows() + position) * stride;
            System.arraycopy(out, outStart + row * stride, out, copy, stride);
            return copy;
        }
        int slot = plan.hotSlot(row);
        return slot < 0 ? outStart + row * stride : privateOutput + slot * stride;
    }

    @Override
    public void centreDone() {
        if (hotRows != null && ++centres >= interval) {
            centres = 0;
            hotRows.merge();
        }
    }

    /** Before an epoch, and between workers one at a time. */
    void beginEpoch() {
        if (hotRows != null) {
            hotRows.load();
        }
    }

    /** After an epoch, one worker at a time. */
    void endEpoch() {
        if (hotRows != null) {
            hotRows.merge();
        }
    }

    @Override
    public double endBlock() {
        windows = 0;
        double sum = loss;
        loss = 0;
        return sum;
    }
}
