package io.reco.transformer;

import io.reco.core.random.SplitMix64;
import io.reco.transformer.kernel.TransformerKernels;

/**
 * One worker: a net with its kernels and buffers over the shared parameters, and gradients of its own. Not thread-safe, and not
 * bound to a thread.
 */
final class TrainingWorker implements AutoCloseable {
    private static final long NEGATIVES = 6;
    private static final long DROPOUT = 7;

    private final TransformerOptions shape;
    private final TrainingOptions options;
    private final TransformerKernels kernels;
    private final TransformerNet net;
    private final Gradients gradients;
    private final PackedBatch batch;
    private final NegativeSampler sampler;
    private final int[] negatives;
    private final Negatives drawn;
    private final CaseRanking ranking;
    private double loss;

    TrainingWorker(
            TransformerOptions shape,
            TrainingOptions options,
            ItemFeatures features,
            Parameters parameters,
            TransformerKernels kernels,
            NegativeSampler sampler) {
        this.shape = shape;
        this.options = options;
        this.kernels = kernels;
        this.sampler = sampler;
        int maxTokens = EpochBatches.microBatchTokens(shape, options);
        int maxSequences = maxSequences(shape, options);
        net = new TransformerNet(shape, features, parameters, kernels, maxSequences, maxTokens);
        boolean full = options.allItems();
        gradients = new Gradients(kernels, shape, features, full);
        batch = new PackedBatch(maxSequences, maxTokens, shape.timeBias());
        ranking = new CaseRanking(shape, options, net, batch);
        negatives = new int[full ? 0 : options.loss().negatives()];
        drawn = full
                ? Negatives.ALL
                : new Negatives(negatives, negatives.length, options.logQ() ? new float[negatives.length] : null, null);
    }

    /** The most sequences of a micro-batch: each has a token at least. */
    static int maxSequences(TransformerOptions shape, TrainingOptions options) {
        return EpochBatches.microBatchTokens(shape, options);
    }

    /**
     * Computes micro-batches {@code first}, {@code first + stride}, ... of the open batch into the gradients, which are cleared
     * before.
     *
     * @param step of the whole training: the key of negatives and dropout
     */
    void train(EpochBatches batches, int first, int stride, long step) {
        gradients.clear();
        loss = 0;
        for (int i = first; i < batches.microBatches(); i += stride) {
            batches.fill(i, batch);
            if (negatives.length > 0) {
                SplitMix64 random = SplitMix64.of(options.seed(), NEGATIVES, step, i);
                sampler.draw(random, batches.targets(), batches.targetCount(), negatives);
                float[] corrections = drawn.corrections();
                if (corrections != null) {
                    sampler.corrections(negatives, corrections);
                }
            }
            loss += net.train(batch, drawn, options.loss(), gradients, dropoutSeed(step, i));
        }
    }

    private int dropoutSeed(long step, int microBatch) {
        int seed =
                (int) SplitMix64.of(options.seed(), DROPOUT, step, microBatch).nextLong();
        return seed == 0 ? 1 : seed;
    }

    /** Sum of the losses of the last {@link #train}. */
    double loss() {
        return loss;
    }

    /** Gradients of the last {@link #train}. */
    Gradients gradients() {
        return gradients;
    }

    /** Ranks validation cases with the net of this worker. */
    CaseRanking ranking() {
        return ranking;
    }

    @Override
    public void close() {
        kernels.close();
    }
}
