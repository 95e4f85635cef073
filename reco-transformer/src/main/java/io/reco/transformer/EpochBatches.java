package io.reco.transformer;

/**
 * The steps of one epoch: batches of samples in the order of the epoch, each cut into micro-batches. How they are cut does not
 * depend on the number of threads. Not thread-safe while {@link #open} runs; afterwards several threads may {@link #fill}.
 */
final class EpochBatches {
    private final TrainingSamples samples;
    private final int epoch;
    private final int[] order;
    private final int batchSequences;
    private final int microBatchTokens;
    private final int[] targets;
    private final int[] cuts;
    private int microBatches;
    private int targetCount;
    private int tokens;

    /** The batches of an epoch, 0 being the first. */
    EpochBatches(TrainingSamples samples, int epoch, TransformerOptions shape, TrainingOptions options) {
        this.samples = samples;
        this.epoch = epoch;
        order = samples.order(epoch);
        batchSequences = options.batchSequences();
        microBatchTokens = microBatchTokens(shape, options);
        int inBatch = Math.min(order.length, batchSequences);
        targets = new int[(int) maxTargets(samples, shape, options)];
        cuts = new int[inBatch + 1];
    }

    /** Room for the targets of the largest batch. */
    static long maxTargets(TrainingSamples samples, TransformerOptions shape, TrainingOptions options) {
        return Math.min(samples.totalTokens(), (long) options.batchSequences() * shape.maxLength());
    }

    /** The most tokens of a micro-batch: those of the options, or of one whole sequence. */
    static int microBatchTokens(TransformerOptions shape, TrainingOptions options) {
        return Math.max(options.microBatchTokens(), shape.maxLength());
    }

    /** Number of batches. */
    int size() {
        return size(samples, batchSequences);
    }

    /** Number of batches of an epoch. */
    static int size(TrainingSamples samples, int batchSequences) {
        return (samples.size() + batchSequences - 1) / batchSequences;
    }

    /** Cuts a batch into micro-batches. */
    void open(int batch) {
        int from = batch * batchSequences;
        int to = Math.min(order.length, from + batchSequences);
        microBatches = 0;
        targetCount = 0;
        tokens = 0;
        int inMicroBatch = microBatchTokens;
        for (int i = from; i < to; i++) {
            int n = samples.tokens(order[i]);
            if (inMicroBatch + n > microBatchTokens) {
                cuts[microBatches++] = i;
                inMicroBatch = 0;
            }
            inMicroBatch += n;
            tokens += n;
            targetCount += samples.targets(order[i], epoch, targets, targetCount);
        }
        cuts[microBatches] = to;
    }

    /** Number of micro-batches of the open batch. */
    int microBatches() {
        return microBatches;
    }

    /** Tokens of the open batch. */
    int tokens() {
        return tokens;
    }

    /** Targets of the open batch in order; only the first {@link #targetCount} count. Not to be modified. */
    int[] targets() {
        return targets;
    }

    /** Number of targets of the open batch. */
    int targetCount() {
        return targetCount;
    }

    /** Fills a batch with a micro-batch; each target has weight 1. */
    void fill(int microBatch, PackedBatch out) {
        out.sequences = 0;
        for (int i = cuts[microBatch]; i < cuts[microBatch + 1]; i++) {
            samples.append(order[i], epoch, out);
        }
    }
}
