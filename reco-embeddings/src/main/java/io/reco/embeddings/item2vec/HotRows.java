package io.reco.embeddings.item2vec;

import io.reco.core.vector.VectorKernels;

/**
 * Private copies of the hot rows for one thread. A cache line that several threads write all the time travels between them
 * at every step, and with steep popularity two threads are then slower than one; a private copy stays. Every few thousand
 * tokens, under a lock, what the thread has changed since the last time is added to the shared row, and the result becomes
 * the copy again:
 * <pre>{@code
 * shared += private - snapshot;  private = snapshot = shared
 * }</pre>
 *
 * <p>Hot rows are touched in no other way, so no update of them is lost. Threads learn of each other's changes late: with
 * S tokens between merges and T threads some S T tokens of updates are under way at a time, and training diverges when they
 * are too many. Hence S = min(2000, 16384 / T).
 */
final class HotRows {
    private static final int LARGEST_INTERVAL = 2000;
    private static final int TOKENS_UNDER_WAY = 1 << 14;

    private final Object lock;
    private final VectorKernels kernels;
    private final RowPlan plan;
    private final Part inputs;
    private final Part outputs;

    /**
     * For one worker.
     *
     * @param lock common to all workers on the tables
     */
    HotRows(Tables tables, int worker, VectorKernels kernels, Object lock) {
        this.lock = lock;
        this.kernels = kernels;
        this.plan = tables.plan;
        int stride = tables.inputs.stride();
        inputs = new Part(tables.inputs.array(0), tables.inputs.offset(0), tables.privateInput(worker), stride);
        outputs = new Part(tables.outputs.array(0), tables.outputs.offset(0), tables.privateOutput(worker), stride);
    }

    /** Tokens between two merges. */
    static int interval(int threads) {
        return Math.max(1, Math.min(LARGEST_INTERVAL, TOKENS_UNDER_WAY / threads));
    }

    /** Takes fresh copies of the shared rows. */
    void load() {
        synchronized (lock) {
            inputs.load();
            outputs.load();
        }
    }

    /** Adds what has changed to the shared rows and takes fresh copies. */
    void merge() {
        synchronized (lock) {
            inputs.merge();
            outputs.merge();
        }
    }

    private final class Part {
        private final float[] table;
        private final int sharedStart;
        private final int privateStart;
        private final int stride;
        private final float[] snapshot;

        Part(float[] table, int sharedStart, int privateStart, int stride) {
            this.table = table;
            this.sharedStart = sharedStart;
            this.privateStart = privateStart;
            this.stride = stride;
            snapshot = new float[plan.hotRows() * stride];
        }

        void load() {
            for (int slot = 0; slot < plan.hotRows(); slot++) {
                copyShared(slot);
            }
        }

        void merge() {
            for (int slot = 0; slot < plan.hotRows(); slot++) {
                int shared = sharedStart + plan.hotRow(slot) * stride;
                kernels.axpy(1, table, privateStart + slot * stride, table, shared, stride);
                kernels.axpy(-1, snapshot, slot * stride, table, shared, stride);
                copyShared(slot);
            }
        }

        private void copyShared(int slot) {
            int shared = sharedStart + plan.hotRow(slot) * stride;
            System.arraycopy(table, shared, table, privateStart + slot * stride, stride);
            System.arraycopy(table, shared, snapshot, slot * stride, stride);
        }
    }
}
