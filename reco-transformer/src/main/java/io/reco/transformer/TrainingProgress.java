package io.reco.transformer;

import java.util.ArrayList;
import java.util.List;

/**
 * How far training has come: what a checkpoint holds besides numbers in tables. There is no random state, since all that is
 * random is a function of seed, epoch and place. Not thread-safe.
 */
final class TrainingProgress {
    private final List<EpochRecord> epochs = new ArrayList<>();
    /** Batches done of the epoch under way. */
    private int batches;

    private double lossSum;
    private long targets;
    private long tokens;

    /**
     * As it is saved.
     *
     * @param epochs epochs done
     * @param batches batches done of the next epoch
     * @param lossSum sum of losses over its targets so far
     * @param targets their number
     * @param tokens tokens so far
     */
    record Saved(List<EpochRecord> epochs, int batches, double lossSum, long targets, long tokens) {
        /** Copies the list. */
        Saved {
            epochs = List.copyOf(epochs);
        }
    }

    /** The beginning. */
    TrainingProgress() {}

    /** As it was saved. */
    TrainingProgress(Saved saved) {
        epochs.addAll(saved.epochs);
        batches = saved.batches;
        lossSum = saved.lossSum;
        targets = saved.targets;
        tokens = saved.tokens;
    }

    Saved save() {
        return new Saved(epochs, batches, lossSum, targets, tokens);
    }

    /** Epochs done. Not to be modified. */
    List<EpochRecord> epochs() {
        return epochs;
    }

    /** Batches done of the epoch under way. */
    int batches() {
        return batches;
    }

    /** Tokens of the epoch under way. */
    long tokens() {
        return tokens;
    }

    /** Mean loss of the epoch under way. */
    double meanLoss() {
        return targets == 0 ? 0 : lossSum / targets;
    }

    void addBatch(double loss, long batchTargets, long batchTokens) {
        batches++;
        lossSum += loss;
        targets += batchTargets;
        tokens += batchTokens;
    }

    void endEpoch(EpochRecord epoch) {
        epochs.add(epoch);
        batches = 0;
        lossSum = 0;
        targets = 0;
        tokens = 0;
    }

    /** The best validation metric so far; NaN if there is none. */
    double bestMetric() {
        double best = Double.NaN;
        for (EpochRecord epoch : epochs) {
            best = epoch.best() ? epoch.metric() : best;
        }
        return best;
    }

    /** The epoch of the best validation metric, 1 for the first; 0 if there is none. */
    int bestEpoch() {
        int best = 0;
        for (EpochRecord epoch : epochs) {
            best = epoch.best() ? epoch.epoch() : best;
        }
        return best;
    }

    /** Whether training is over. */
    boolean done(TrainingOptions options) {
        return epochs.size() >= options.epochs()
                || (bestEpoch() > 0 && epochs.size() - bestEpoch() >= options.patience());
    }
}
