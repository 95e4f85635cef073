package io.reco.transformer;

import io.reco.core.random.SplitMix64;
import io.reco.transformer.TransformerOptions.Objective;
import java.util.Arrays;

/**
 * What an epoch trains on: samples, each a window of a row of {@link TrainingSequences}. Which tokens are inputs and which are
 * targets depends on seed, epoch and row alone, so an epoch can be taken up anywhere. Immutable and thread-safe.
 *
 * <p>{@link Objective#CAUSAL}: of a window of n + 1 tracks the first n are tokens, and each is to predict the next.
 * {@link Objective#MASKED}: all tracks of a window are tokens; the masked ones are to be predicted.
 */
final class TrainingSamples {
    private static final long WINDOWS = 1;
    private static final long ORDER = 2;
    private static final long MASKS = 3;

    private final TrainingSequences sequences;
    private final TrainingOptions options;
    private final boolean masked;
    private final int maxLength;
    private final int mask;
    private final int[] rows;
    /** One past the last track of each window; 0: drawn for each epoch. */
    private final int[] ends;

    /** Samples of all rows of two tracks or more. */
    TrainingSamples(TrainingSequences sequences, TransformerOptions shape, TrainingOptions options) {
        this.sequences = sequences;
        this.options = options;
        masked = shape.objective() == Objective.MASKED;
        maxLength = shape.maxLength();
        mask = sequences.itemCount();
        int[] sampleRows = new int[16];
        int[] sampleEnds = new int[16];
        int n = 0;
        for (int row = 0; row < sequences.rows(); row++) {
            for (int end = sequences.length(row); end >= 2; end -= maxLength) {
                if (n == sampleRows.length) {
                    sampleRows = Arrays.copyOf(sampleRows, 2 * n);
                    sampleEnds = Arrays.copyOf(sampleEnds, 2 * n);
                }
                boolean drawn = options.longHistories() == LongHistories.RANDOM && end > windowLength();
                sampleRows[n] = row;
                sampleEnds[n++] = drawn ? 0 : end;
                if (options.longHistories() != LongHistories.ALL) {
                    break;
                }
            }
        }
        rows = Arrays.copyOf(sampleRows, n);
        ends = Arrays.copyOf(sampleEnds, n);
    }

    private int windowLength() {
        return masked ? maxLength : maxLength + 1;
    }

    /** Number of samples. */
    int size() {
        return rows.length;
    }

    /** The samples in the order of an epoch. */
    int[] order(int epoch) {
        int[] order = new int[rows.length];
        Arrays.setAll(order, i -> i);
        SplitMix64.of(options.seed(), ORDER, epoch).shuffle(order);
        return order;
    }

    /** Tokens of a sample. */
    int tokens(int sample) {
        int end = ends[sample] == 0 ? windowLength() : ends[sample];
        return Math.min(maxLength, masked ? end : end - 1);
    }

    /** Tokens of all samples. */
    long totalTokens() {
        long sum = 0;
        for (int sample = 0; sample < rows.length; sample++) {
            sum += tokens(sample);
        }
        return sum;
    }

    /** Occurrences of each item in the tracks that samples reach: all that training sees of it as a token or a target. */
    int[] support() {
        int[] counts = new int[sequences.itemCount()];
        int row = -1;
        for (int sample = 0; sample < rows.length; sample++) {
            if (rows[sample] != row) {
                row = rows[sample];
                int length = sequences.length(row);
                for (int i = firstReached(length); i < length; i++) {
                    counts[sequences.item(row, i)]++;
                }
            }
        }
        return counts;
    }

    private int firstReached(int length) {
        return switch (options.longHistories()) {
            case LAST -> Math.max(0, length - windowLength());
            case RANDOM -> 0;
            // A window of a single masked track is none.
            case ALL -> masked && length % maxLength == 1 ? 1 : 0;
        };
    }

    /** How often each item is a target of an epoch in expectation: over the draws of windows and of masks. */
    double[] targetWeights() {
        double[] weights = new double[sequences.itemCount()];
        for (int sample = 0; sample < rows.length; sample++) {
            int row = rows[sample];
            int tokens = tokens(sample);
            int firstEnd = ends[sample] > 0 ? ends[sample] : windowLength();
            int lastEnd = ends[sample] > 0 ? ends[sample] : sequences.length(row);
            double each = 1.0 / (lastEnd - firstEnd + 1);
            double anywhere = masked ? (1 - options.lastMaskedShare()) * maskProbability(tokens) : 1;
            double atEnd = masked ? options.lastMaskedShare() : 0;
            for (int i = firstEnd - tokens; i < lastEnd; i++) {
                // The windows that end at firstEnd to lastEnd and have i among their last tokens, and the one that ends
                // with i.
                int windows = Math.min(lastEnd, i + tokens) - Math.max(firstEnd, i + 1) + 1;
                weights[sequences.item(row, i)] += each * (anywhere * windows + (i + 1 >= firstEnd ? atEnd : 0));
            }
        }
        return weights;
    }

    /** Probability of a token to be masked where not the last alone is: its own draw, or the one that is made if none hits. */
    private double maskProbability(int tokens) {
        double p = options.maskProbability();
        return p + Math.pow(1 - p, tokens) / tokens;
    }

    private int end(int sample, int epoch) {
        if (ends[sample] > 0) {
            return ends[sample];
        }
        SplitMix64 random = SplitMix64.of(options.seed(), WINDOWS, epoch, sample);
        int first = windowLength();
        return first + random.nextInt(sequences.length(rows[sample]) - first + 1);
    }

    /**
     * Writes the tracks that a sample is to predict.
     *
     * @param out modified from {@code at} on
     * @return how many there are, 1 or above
     */
    int targets(int sample, int epoch, int[] out, int at) {
        int row = rows[sample];
        int end = end(sample, epoch);
        int tokens = tokens(sample);
        int n = 0;
        if (!masked) {
            for (int i = end - tokens; i < end; i++) {
                out[at + n++] = sequences.item(row, i);
            }
            return n;
        }
        boolean[] masks = masks(sample, epoch, tokens);
        for (int i = 0; i < tokens; i++) {
            if (masks[i]) {
                out[at + n++] = sequences.item(row, end - tokens + i);
            }
        }
        return n;
    }

    /**
     * Appends a sample to a batch; each target has weight 1.
     *
     * @param batch modified
     */
    void append(int sample, int epoch, PackedBatch batch) {
        int row = rows[sample];
        int end = end(sample, epoch);
        int tokens = tokens(sample);
        int at = batch.tokens();
        int first = masked ? end - tokens : end - tokens - 1;
        boolean[] masks = masked ? masks(sample, epoch, tokens) : new boolean[0];
        for (int i = 0; i < tokens; i++) {
            int target = !masked ? first + i + 1 : masks[i] ? first + i : -1;
            batch.items[at + i] = masked && masks[i] ? mask : sequences.item(row, first + i);
            batch.positions[at + i] = i;
            batch.targets[at + i] = target < 0 ? -1 : sequences.item(row, target);
            batch.weights[at + i] = target < 0 ? 0 : 1;
            batch.ownNegatives[at + i] = target < 0 ? -1 : sequences.refused(row, target);
            if (batch.seconds != null) {
                batch.seconds[at + i] = sequences.seconds(row, first + i);
            }
        }
        batch.genders[batch.sequences] = sequences.gender(row);
        batch.ageBands[batch.sequences] = sequences.ageBand(row);
        batch.starts[++batch.sequences] = at + tokens;
    }

    /**
     * Which tokens of a sample are masked: each with the probability of the options, one at random if that leaves none; or the
     * last alone.
     */
    private boolean[] masks(int sample, int epoch, int tokens) {
        SplitMix64 random = SplitMix64.of(options.seed(), MASKS, epoch, sample);
        boolean[] masks = new boolean[tokens];
        if (random.chance(options.lastMaskedShare())) {
            masks[tokens - 1] = true;
            return masks;
        }
        boolean any = false;
        for (int i = 0; i < tokens; i++) {
            masks[i] = random.chance(options.maskProbability());
            any |= masks[i];
        }
        if (!any) {
            masks[random.nextInt(tokens)] = true;
        }
        return masks;
    }
}
