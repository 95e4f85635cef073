package io.reco.embeddings.item2vec;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.VectorKernels;
import org.jspecify.annotations.Nullable;

/**
 * Steps on shared tables by the kernels of this package, for one worker.
 *
 * <p>CBOW: with {@code h = (1/n) sum of x[i]} the mean of the n input rows of the contexts, h does a step of
 * {@link SkipGramKernel} against the outputs, and its change is added in full to each context:
 * <pre>{@code
 * x[i] += h' - h
 * }</pre>
 * That is what word2vec.c does, and gensim with {@code cbow_mean=1}; the gradient proper would divide the change by n. A group
 * of centres with common negatives takes its means first, then steps of all means against the negatives, without a centre,
 * then each mean against its own centre. A negative that is the centre of some of the means is stepped against the others
 * only.
 */
final class KernelSteps implements WindowSteps {
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
    private final SkipGramBatch batch;
    private final FloatMatrix means;
    private final float[] meansBefore;
    private final @Nullable HotRows hotRows;
    private final int interval;
    private int centres;
    private double loss;

    /**
     * Steps for a worker.
     *
     * @param maxInputs most inputs of a window, and most centres of a group
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
        privateInput = tables.privateInput(worker);
        privateOutput = tables.privateOutput(worker);
        batch = new SkipGramBatch(maxInputs, maxOutputs, stride, tables.padOffset(worker));
        means = FloatMatrix.allocate(maxInputs, tables.inputs.dim());
        meansBefore = new float[maxInputs * stride];
        hotRows = plan.hotRows() == 0 ? null : new HotRows(tables, worker, vectors, lock);
        interval = HotRows.interval(threads);
    }

    @Override
    public void pairs(Window window, float rate, boolean measured) {
        batch.clearInputs();
        for (int i = 0; i < window.inputCount; i++) {
            batch.addInput(plain ? inStart + window.inputs[i] * stride : steppedInput(window.inputs[i], i));
        }
        batch.setCentre(output(window.outputs[0], 0));
        for (int j = 1; j < window.outputCount; j++) {
            batch.addNegative(output(window.outputs[j], j));
        }
        kernel.step(in, out, batch, rate);
        if (measured) {
            loss += batch.loss();
        }
    }

    @Override
    public void means(CentreGroup group, float rate, boolean measured) {
        for (int i = 0; i < group.size; i++) {
            takeMean(group, i);
        }
        if (group.size == 1) {
            batch.clearInputs();
            batch.addInput(means.offset(0));
            batch.setCentre(output(group.target(0), 0));
            addNegatives(group, false);
            stepMeans(rate, measured);
        } else {
            stepSharedNegatives(group, rate, measured);
            for (int i = 0; i < group.size; i++) {
                batch.clearInputs();
                batch.addInput(means.offset(i));
                batch.setCentre(output(group.target(i), 0));
                stepMeans(rate, measured);
            }
        }
        for (int i = 0; i < group.size; i++) {
            giveChange(group, i);
        }
    }

    private void stepSharedNegatives(CentreGroup group, float rate, boolean measured) {
        batch.clearInputs();
        for (int i = 0; i < group.size; i++) {
            batch.addInput(means.offset(i));
        }
        batch.clearOutputs();
        addNegatives(group, true);
        if (batch.outputs > 0) {
            stepMeans(rate, measured);
        }
        for (int j = 0; j < group.negativeCount; j++) {
            if (isTarget(group, group.negatives[j])) {
                batch.clearInputs();
                for (int i = 0; i < group.size; i++) {
                    if (group.target(i) != group.negatives[j]) {
                        batch.addInput(means.offset(i));
                    }
                }
                if (batch.inputs > 0) {
                    batch.clearOutputs();
                    batch.addNegative(output(group.negatives[j], 0));
                    stepMeans(rate, measured);
                }
            }
        }
    }

    /** Adds negatives that are no centre of the group: those that are one are skipped, or left to steps of their own. */
    private void addNegatives(CentreGroup group, boolean withoutCentre) {
        for (int j = 0; j < group.negativeCount; j++) {
            if (!isTarget(group, group.negatives[j])) {
                batch.addNegative(output(group.negatives[j], withoutCentre ? j : j + 1));
            }
        }
    }

    private static boolean isTarget(CentreGroup group, int row) {
        for (int i = 0; i < group.size; i++) {
            if (group.target(i) == row) {
                return true;
            }
        }
        return false;
    }

    private void stepMeans(float rate, boolean measured) {
        kernel.step(means.array(0), out, batch, rate);
        if (measured) {
            loss += batch.loss();
        }
    }

    private void takeMean(CentreGroup group, int i) {
        float[] h = means.array(0);
        int at = means.offset(i);
        for (int k = 0; k < stride; k++) {
            h[at + k] = 0;
        }
        float share = 1f / group.contexts(i);
        for (int c = group.first[i]; c <= group.last[i]; c++) {
            if (c != group.centres[i]) {
                vectors.axpy(share, in, sharedOrPrivateInput(group.rows[c]), h, at, stride);
            }
        }
        System.arraycopy(h, at, meansBefore, i * stride, stride);
    }

    private void giveChange(CentreGroup group, int i) {
        float[] h = means.array(0);
        int at = means.offset(i);
        vectors.axpy(-1, meansBefore, i * stride, h, at, stride);
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
        double sum = loss;
        loss = 0;
        return sum;
    }
}
