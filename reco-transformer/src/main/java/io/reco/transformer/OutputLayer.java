package io.reco.transformer;

import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.LossBatch;
import io.reco.transformer.kernel.TransformerKernels;
import org.jspecify.annotations.Nullable;

/**
 * The loss of hidden states N x D against output vectors of targets, negatives that all share and negatives of single tokens.
 *
 * <p>Only the M tokens that have a target and a weight are computed.
 */
final class OutputLayer {
    private final Pass pass;
    private final int itemCount;
    private final VectorTable vectors;

    /** Tokens that count, and for each of them its row, target, weight, correction and own negative. */
    private int counted;

    private final int[] rows;
    private final int[] targets;
    private final float[] weights;
    private final float[] corrections;
    private final int[] own;
    private boolean hasOwn;

    private final Floats hidden;
    private final Floats dHidden;
    private final Floats positives;
    private final Floats dPositives;
    private @Nullable Floats ownVectors;
    private @Nullable Floats dOwnVectors;
    private final Floats gradient;

    private Floats negatives;
    private Floats dNegatives;
    private int @Nullable [] allItems;

    OutputLayer(Pass pass, int itemCount, VectorTable vectors) {
        this.pass = pass;
        this.itemCount = itemCount;
        this.vectors = vectors;
        int n = pass.maxTokens;
        rows = new int[n];
        targets = new int[n];
        weights = new float[n];
        corrections = new float[n];
        own = new int[n];
        hidden = pass.matrix(pass.dim);
        dHidden = pass.matrix(pass.dim);
        positives = pass.matrix(pass.dim);
        dPositives = pass.matrix(pass.dim);
        gradient = pass.matrix(pass.dim);
        negatives = pass.kernels.allocate(0);
        dNegatives = pass.kernels.allocate(0);
    }

    /** Collects the tokens that count. Returns whether there are any. */
    boolean begin(PackedBatch batch, float @Nullable [] itemCorrections) {
        counted = 0;
        hasOwn = false;
        for (int i = 0; i < batch.tokens(); i++) {
            int target = batch.targets[i];
            if (target >= 0 && batch.weights[i] != 0) {
                rows[counted] = i;
                targets[counted] = target;
                weights[counted] = batch.weights[i];
                corrections[counted] = itemCorrections == null ? 0 : itemCorrections[target];
                own[counted] = batch.ownNegatives[i];
                hasOwn |= own[counted] >= 0;
                counted++;
            }
        }
        return counted > 0;
    }

    /**
     * The loss of the tokens collected.
     *
     * @param h N x D; not modified
     * @param gradients modified: added to; null: not wanted
     * @return sum of weight times loss
     */
    double loss(Floats h, Negatives shared, LossOptions options, @Nullable Gradients gradients) {
        TransformerKernels kernels = pass.kernels;
        boolean full = shared.items() == null;
        int count = full ? itemCount : shared.count();
        int drawn = full ? options.negatives() : count;
        LossBatch batch = new LossBatch(
                options.kernelKind(),
                counted,
                pass.dim,
                targets,
                weights,
                shared.itemCorrections() == null ? null : corrections,
                count,
                shared.items(),
                shared.corrections(),
                hasOwn ? own : null,
                options.positiveWeight(drawn, itemCount),
                full ? options.expectedNegativeWeight(itemCount) : options.negativeWeight(count),
                options.offset(drawn, itemCount));

        Floats compact = h;
        if (counted < pass.tokens) {
            kernels.gather(h, 0, rows, counted, pass.dim, 1, hidden, false);
            compact = hidden;
        }
        vectors.gather(targets, counted, positives);
        if (hasOwn && ownVectors == null) {
            ownVectors = pass.matrix(pass.dim);
            dOwnVectors = pass.matrix(pass.dim);
        }
        if (hasOwn && ownVectors != null) {
            vectors.gather(own, counted, ownVectors);
        }
        // A loss over all items as plain rows works on the table and its gradient themselves.
        boolean inPlace = full && vectors.plain();
        Floats e = inPlace ? vectors.table() : gatherNegatives(shared.items(), count);
        Floats de = inPlace && gradients != null ? gradients.scored().values() : zeros(count);
        double loss = kernels.loss(
                batch,
                compact,
                positives,
                e,
                hasOwn ? ownVectors : null,
                counted < pass.tokens ? dHidden : gradient,
                dPositives,
                de,
                hasOwn ? dOwnVectors : null);
        if (gradients != null) {
            RowGradients scored = gradients.scored();
            RowGradients attributes = gradients.attributes();
            vectors.add(dPositives, targets, counted, scored, attributes);
            if (hasOwn && dOwnVectors != null) {
                vectors.add(dOwnVectors, own, counted, scored, attributes);
            }
            if (!inPlace) {
                vectors.add(de, ids(shared.items()), count, scored, attributes);
            }
        }
        return loss;
    }

    /** N x D: the gradient of the hidden states of the last {@link #loss}; may be modified. */
    Floats gradient() {
        if (counted < pass.tokens) {
            gradient.fill(0, pass.tokens * pass.stride, 0);
            pass.kernels.scatterAdd(dHidden, rows, counted, pass.dim, 1, gradient, 0);
        }
        return gradient;
    }

    private Floats gatherNegatives(int @Nullable [] items, int count) {
        int length = Math.multiplyExact(count, pass.stride);
        if (negatives.length() < length) {
            negatives = pass.kernels.allocate(length);
        }
        vectors.gather(ids(items), count, negatives);
        return negatives;
    }

    private Floats zeros(int count) {
        int length = Math.multiplyExact(count, pass.stride);
        if (dNegatives.length() < length) {
            dNegatives = pass.kernels.allocate(length);
        } else {
            dNegatives.fill(0, length, 0);
        }
        return dNegatives;
    }

    private int[] ids(int @Nullable [] items) {
        if (items != null) {
            return items;
        }
        if (allItems == null) {
            allItems = new int[itemCount];
            for (int i = 0; i < itemCount; i++) {
                allItems[i] = i;
            }
        }
        return allItems;
    }
}
