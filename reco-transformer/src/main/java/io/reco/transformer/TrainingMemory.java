package io.reco.transformer;

import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Locale;

/**
 * What training is going to take, in bytes.
 *
 * @param tables weights, a copy of them for the best epoch, two moments, and copies of moments for checkpoints
 * @param workers gradients and buffers of all workers
 * @param data sequences and validation cases, which are there already
 */
record TrainingMemory(long tables, long workers, long data) {

    /**
     * An estimate.
     *
     * @param checkpoint whether checkpoints are written
     */
    static TrainingMemory of(
            TransformerOptions shape,
            TrainingOptions options,
            ItemFeatures features,
            int batchTokens,
            boolean checkpoint,
            long data) {
        long stride = TransformerKernels.stride(shape.dim());
        long dense = new ParameterLayout(shape).length();
        long attributes = shape.attributes() ? features.attributeCount() : 0;
        long rows = features.items() * (shape.tiedOutputs() ? 1L : 2L) + 1 + attributes;
        long tables = Float.BYTES * (dense + rows * stride);
        return new TrainingMemory(
                tables * (checkpoint ? 7 : 5),
                options.threads() * worker(shape, options, features, batchTokens, dense, rows, stride),
                data);
    }

    private static long worker(
            TransformerOptions shape,
            TrainingOptions options,
            ItemFeatures features,
            int batchTokens,
            long dense,
            long rows,
            long stride) {
        boolean full = options.allItems();
        long tokens = EpochBatches.microBatchTokens(shape, options);
        long negatives = full ? features.items() : options.loss().negatives();
        long microBatches = 1 + batchTokens / tokens / options.threads();
        long touched =
                full ? rows : Math.min(rows, batchTokens / options.threads() + tokens + microBatches * negatives);
        long gradients = Float.BYTES * (dense + touched * stride) + (full ? 0 : Integer.BYTES * rows);
        long hidden = TransformerKernels.stride(shape.feedForward());
        long perBlock = shape.block() == BlockKind.GATED ? 18 * stride + 4 * hidden : 12 * stride + 2 * hidden;
        long activations = Float.BYTES * tokens * (shape.blocks() * perBlock + 12 * stride);
        // Logits of a strip of tokens, and vectors and gradients of negatives.
        long loss = Float.BYTES * (2 * negatives * stride + 64 * negatives);
        return gradients + activations + loss;
    }

    /** Bytes that are still to be taken. */
    long needed() {
        return tables + workers;
    }

    /**
     * Refuses what does not fit.
     *
     * @param available bytes that the heap can take
     * @throws IllegalStateException with advice
     */
    void require(long available, TransformerOptions shape, TrainingOptions options, int items) {
        if (needed() > available) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "training a Transformer of dim %d over %,d tracks takes about %s of heap (weights, moments and copies %s, %d"
                            + " workers %s), %s are free; start the JVM with a larger -Xmx, or lower dim (%d)%s",
                    shape.dim(),
                    items,
                    text(needed()),
                    text(tables),
                    options.threads(),
                    text(workers),
                    text(available),
                    shape.dim(),
                    workers > tables ? ", or threads (" + options.threads() + ")" : ""));
        }
    }

    /** What the heap can still take; garbage is collected first if it seems to be in the way. */
    static long available(long needed) {
        long free = free();
        if (free < needed) {
            System.gc();
            free = free();
        }
        return free;
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    static String text(long bytes) {
        return bytes < 10L << 30
                ? String.format(Locale.ROOT, "%,.0f MB", bytes / 0x1p20)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 0x1p30);
    }
}
