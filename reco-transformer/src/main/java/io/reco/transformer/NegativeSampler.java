package io.reco.transformer;

import io.reco.core.random.AliasTable;
import io.reco.core.random.SplitMix64;
import org.jspecify.annotations.Nullable;

/**
 * Draws negatives and knows how likely each was. Immutable and thread-safe.
 *
 * <p>Targets of a batch are what training plays next, so as a source their probability is the share of each track in the
 * targets of all batches, not of the one (Yi et al. 2019).
 */
final class NegativeSampler {
    private final TrainingOptions options;
    private final int itemCount;
    private final @Nullable AliasTable byPopularity;
    /** Of each item; null if all are the same. */
    private final float @Nullable [] logProbabilities;

    /**
     * A sampler.
     *
     * @param counts occurrences of each item in the histories, at least one above 0; not modified
     * @param targets how often each is a target of an epoch, for sources that have batches in them; not modified
     */
    NegativeSampler(int[] counts, double[] targets, TrainingOptions options) {
        this.options = options;
        itemCount = counts.length;
        byPopularity = options.negativeSource() == NegativeSource.POPULARITY
                ? AliasTable.of(weights(counts, options.popularityExponent()))
                : null;
        logProbabilities =
                options.logQ() && options.negativeSource() != NegativeSource.UNIFORM ? logProbabilities(targets) : null;
    }

    private static double[] weights(int[] counts, double exponent) {
        double[] weights = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            weights[i] = counts[i] == 0 ? 0 : Math.pow(counts[i], exponent);
        }
        return weights;
    }

    private float[] logProbabilities(double[] targets) {
        double[] p = byPopularity != null ? byPopularity.probabilities() : inBatch(targets);
        float[] logs = new float[itemCount];
        for (int i = 0; i < itemCount; i++) {
            logs[i] = (float) Math.log(p[i]);
        }
        return logs;
    }

    private double[] inBatch(double[] targets) {
        double sum = 0;
        for (double target : targets) {
            sum += target;
        }
        double share = options.negativeSource() == NegativeSource.MIXED ? options.inBatchShare() : 1;
        double[] p = new double[itemCount];
        for (int i = 0; i < itemCount; i++) {
            p[i] = share * targets[i] / sum + (1 - share) / itemCount;
        }
        return p;
    }

    /**
     * Draws negatives.
     *
     * @param targets of the batch; the first {@code targetCount} count
     * @param out modified: all of it
     */
    void draw(SplitMix64 random, int[] targets, int targetCount, int[] out) {
        switch (options.negativeSource()) {
            case UNIFORM -> uniform(random, out, 0);
            case POPULARITY -> popular(random, out);
            case IN_BATCH -> inBatch(random, targets, targetCount, out, out.length);
            case MIXED -> {
                // Each negative is of either source by chance, so that its probability is the mixture's.
                int n = 0;
                for (int i = 0; i < out.length; i++) {
                    n += random.chance(options.inBatchShare()) ? 1 : 0;
                }
                inBatch(random, targets, targetCount, out, n);
                uniform(random, out, n);
            }
            case ALL -> throw new IllegalStateException("negativeSource ALL draws none");
        }
    }

    private void uniform(SplitMix64 random, int[] out, int from) {
        for (int i = from; i < out.length; i++) {
            out[i] = random.nextInt(itemCount);
        }
    }

    private void popular(SplitMix64 random, int[] out) {
        AliasTable table = byPopularity;
        for (int i = 0; table != null && i < out.length; i++) {
            out[i] = table.draw(random);
        }
    }

    private static void inBatch(SplitMix64 random, int[] targets, int targetCount, int[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = targets[random.nextInt(targetCount)];
        }
    }

    /** The natural logarithm of the probability with which a draw gives an item; exact only if logQ is on. */
    float logProbability(int item) {
        return logProbabilities == null ? (float) -Math.log(itemCount) : logProbabilities[item];
    }

    /**
     * Writes what is taken off the logits of negatives, {@code log(K q)}.
     *
     * @param out modified; as long as the negatives
     */
    void corrections(int[] negatives, float[] out) {
        float logK = (float) Math.log(negatives.length);
        for (int i = 0; i < negatives.length; i++) {
            out[i] = logK + logProbability(negatives[i]);
        }
    }
}
