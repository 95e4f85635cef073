package io.reco.transformer;

import io.reco.core.vector.KernelChoice;
import java.util.function.Consumer;

/**
 * How to train. Immutable; copies by the {@code with} methods.
 *
 * <p>{@link #DEFAULT} is what the best published runs of SASRec with a softmax over sampled tracks have in common (Klenitskiy,
 * Vasilev 2023, "Turning Dross Into Gold Loss"): batches of 128 sequences, rate 1e-3 without schedule, no clipping, no decay, at
 * most 100 epochs, stopped when NDCG@10 on the validation part has not risen for 10.
 *
 * @param loss what is lowered, and with how many negatives K. They are drawn anew for each micro-batch, whose tokens share them
 * @param negativeSource what negatives are drawn from
 * @param popularityExponent alpha of {@link NegativeSource#POPULARITY}, in [-2, 2]
 * @param inBatchShare share of {@link NegativeSource#MIXED} negatives that are targets of the batch, in [0, 1]
 * @param logQ whether {@code log(K q)} is taken off the logit of a negative that is drawn with probability q, so that the
 *     sampled sum is without bias the one over all tracks; the target, whose term is always there, is left as it is
 *     (Bengio, Senecal 2008). For {@link LossOptions.Kind#SAMPLED_SOFTMAX} only
 * @param skipsAsNegatives whether a track that was skipped, disliked, blocked or snoozed is a negative of its own for the listen
 *     that follows
 * @param batchSequences sequences of a step, in [1, 1000000]
 * @param longHistories what an epoch trains on of long sequences
 * @param maskProbability with {@link TransformerOptions.Objective#MASKED} the share of tracks that are masked, in (0, 1]
 * @param lastMaskedShare with {@link TransformerOptions.Objective#MASKED} the share of samples of which the last track alone is
 *     masked, as it is when the model is asked, in [0, 1]
 * @param epochs most passes over the sequences, in [1, 100000]
 * @param learningRate highest rate, in (0, 1]
 * @param minLearningRate rate at the end of a schedule, in [0, learningRate]
 * @param warmUpSteps steps in which the rate rises from near 0 in a straight line, 0 or above
 * @param schedule what the rate does after that, over the steps of all {@code epochs}
 * @param adam moments, clipping, weight decay
 * @param validationShare share of the characters whose last positive event is kept back for validation when the trainer is not
 *     given a validation part, in [0, 1]; 0: none, and all epochs are run
 * @param maxValidationCharacters at most so many characters validate, drawn once by the seed; 0: all. Every one is ranked over
 *     all tracks
 * @param validationMetric by which the best epoch is chosen
 * @param validationK length of the list that is judged, in [1, 10000]
 * @param validationSeen whether tracks of the history may be in the list: they may not in published numbers, in music they
 *     should
 * @param patience epochs without a better validation after which training stops, 1 or above
 * @param seed of everything random
 * @param threads workers, in [1, 1024]. The same number gives the same bits on every run
 * @param microBatchTokens tokens that are computed at once, in [1, 1048576]; small enough for the cache of a core
 * @param kernels which kernels
 */
public record TrainingOptions(
        LossOptions loss,
        NegativeSource negativeSource,
        double popularityExponent,
        double inBatchShare,
        boolean logQ,
        boolean skipsAsNegatives,
        int batchSequences,
        LongHistories longHistories,
        double maskProbability,
        double lastMaskedShare,
        int epochs,
        double learningRate,
        double minLearningRate,
        int warmUpSteps,
        RateSchedule schedule,
        AdamOptions adam,
        double validationShare,
        int maxValidationCharacters,
        ValidationMetric validationMetric,
        int validationK,
        boolean validationSeen,
        int patience,
        long seed,
        int threads,
        int microBatchTokens,
        KernelChoice kernels) {

    /** See the class comment. */
    public static final TrainingOptions DEFAULT = new TrainingOptions(
            LossOptions.SAMPLED_SOFTMAX,
            NegativeSource.UNIFORM,
            0.5,
            0.5,
            false,
            false,
            128,
            LongHistories.LAST,
            0.2,
            0.1,
            100,
            1e-3,
            0,
            0,
            RateSchedule.CONSTANT,
            AdamOptions.DEFAULT,
            0.1,
            10_000,
            ValidationMetric.NDCG,
            10,
            false,
            10,
            1,
            1,
            512,
            KernelChoice.AUTO);

    /** Checks the ranges. */
    public TrainingOptions {
        check("loss.negatives", loss.negatives(), 1, 65_536);
        check("popularityExponent", popularityExponent, -2, 2);
        check("inBatchShare", inBatchShare, 0, 1);
        if (logQ && loss.kind() != LossOptions.Kind.SAMPLED_SOFTMAX) {
            throw new IllegalArgumentException("logQ true corrects SAMPLED_SOFTMAX only, loss is " + loss.kind());
        }
        if (negativeSource == NegativeSource.ALL && loss.kind() == LossOptions.Kind.SAMPLED_SOFTMAX) {
            throw new IllegalArgumentException(
                    "negativeSource ALL is for BCE and GBCE, loss is SAMPLED_SOFTMAX; over all tracks it is FULL_SOFTMAX");
        }
        check("batchSequences", batchSequences, 1, 1_000_000);
        if (!(maskProbability > 0 && maskProbability <= 1)) {
            throw new IllegalArgumentException("maskProbability " + maskProbability + " is not in (0, 1]");
        }
        check("lastMaskedShare", lastMaskedShare, 0, 1);
        check("epochs", epochs, 1, 100_000);
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("learningRate " + learningRate + " is not in (0, 1]");
        }
        check("minLearningRate", minLearningRate, 0, learningRate);
        check("warmUpSteps", warmUpSteps, 0, Integer.MAX_VALUE);
        check("validationShare", validationShare, 0, 1);
        check("maxValidationCharacters", maxValidationCharacters, 0, Integer.MAX_VALUE);
        check("validationK", validationK, 1, 10_000);
        check("patience", patience, 1, Integer.MAX_VALUE);
        check("threads", threads, 1, 1024);
        check("microBatchTokens", microBatchTokens, 1, 1 << 20);
    }

    private static void check(String field, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    field + " " + text(value) + " is not in [" + text(min) + ", " + text(max) + "]");
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** The rate of each step, of so many in all epochs. */
    LearningRate rates(long steps) {
        boolean falls = schedule == RateSchedule.COSINE && steps > warmUpSteps;
        return new LearningRate(learningRate, warmUpSteps, falls ? steps : 0, falls ? minLearningRate : 0);
    }

    /** Name of the validation metric with its cut, such as {@code NDCG@10}. */
    String metricName() {
        return validationMetric + "@" + validationK;
    }

    /** Whether every item is in the loss of every token, so that no negatives are drawn. */
    boolean allItems() {
        return loss.kind() == LossOptions.Kind.FULL_SOFTMAX || negativeSource == NegativeSource.ALL;
    }

    /** A copy with another loss. */
    public TrainingOptions withLoss(LossOptions value) {
        return with(copy -> copy.loss = value);
    }

    /** A copy whose negatives are drawn from something else. */
    public TrainingOptions withNegativeSource(NegativeSource value) {
        return with(copy -> copy.negativeSource = value);
    }

    /** A copy with another exponent of popularity. */
    public TrainingOptions withPopularityExponent(double value) {
        return with(copy -> copy.popularityExponent = value);
    }

    /** A copy with another share of targets of the batch among mixed negatives. */
    public TrainingOptions withInBatchShare(double value) {
        return with(copy -> copy.inBatchShare = value);
    }

    /** A copy that corrects for the probability of negatives, or does not. */
    public TrainingOptions withLogQ(boolean value) {
        return with(copy -> copy.logQ = value);
    }

    /** A copy that takes skips for negatives, or does not. */
    public TrainingOptions withSkipsAsNegatives(boolean value) {
        return with(copy -> copy.skipsAsNegatives = value);
    }

    /** A copy with other batches. */
    public TrainingOptions withBatchSequences(int value) {
        return with(copy -> copy.batchSequences = value);
    }

    /** A copy that treats long sequences otherwise. */
    public TrainingOptions withLongHistories(LongHistories value) {
        return with(copy -> copy.longHistories = value);
    }

    /** A copy that masks more or fewer tracks. */
    public TrainingOptions withMaskProbability(double value) {
        return with(copy -> copy.maskProbability = value);
    }

    /** A copy with another share of samples whose last track alone is masked. */
    public TrainingOptions withLastMaskedShare(double value) {
        return with(copy -> copy.lastMaskedShare = value);
    }

    /** A copy with another number of epochs. */
    public TrainingOptions withEpochs(int value) {
        return with(copy -> copy.epochs = value);
    }

    /** A copy with another highest rate. */
    public TrainingOptions withLearningRate(double value) {
        return with(copy -> copy.learningRate = value);
    }

    /** A copy with another rate at the end. */
    public TrainingOptions withMinLearningRate(double value) {
        return with(copy -> copy.minLearningRate = value);
    }

    /** A copy with another warm-up. */
    public TrainingOptions withWarmUpSteps(int value) {
        return with(copy -> copy.warmUpSteps = value);
    }

    /** A copy with another schedule of the rate. */
    public TrainingOptions withSchedule(RateSchedule value) {
        return with(copy -> copy.schedule = value);
    }

    /** A copy with another optimizer. */
    public TrainingOptions withAdam(AdamOptions value) {
        return with(copy -> copy.adam = value);
    }

    /** A copy that keeps back events of another share of the characters. */
    public TrainingOptions withValidationShare(double value) {
        return with(copy -> copy.validationShare = value);
    }

    /** A copy that validates on at most so many characters; 0: all. */
    public TrainingOptions withMaxValidationCharacters(int value) {
        return with(copy -> copy.maxValidationCharacters = value);
    }

    /** A copy with another validation metric. */
    public TrainingOptions withValidationMetric(ValidationMetric value) {
        return with(copy -> copy.validationMetric = value);
    }

    /** A copy that judges lists of another length. */
    public TrainingOptions withValidationK(int value) {
        return with(copy -> copy.validationK = value);
    }

    /** A copy whose validation lists may hold tracks of the history, or may not. */
    public TrainingOptions withValidationSeen(boolean value) {
        return with(copy -> copy.validationSeen = value);
    }

    /** A copy with another patience. */
    public TrainingOptions withPatience(int value) {
        return with(copy -> copy.patience = value);
    }

    /** A copy with another seed. */
    public TrainingOptions withSeed(long value) {
        return with(copy -> copy.seed = value);
    }

    /** A copy with another number of threads. */
    public TrainingOptions withThreads(int value) {
        return with(copy -> copy.threads = value);
    }

    /** A copy with other micro-batches. */
    public TrainingOptions withMicroBatchTokens(int value) {
        return with(copy -> copy.microBatchTokens = value);
    }

    /** A copy with other kernels. */
    public TrainingOptions withKernels(KernelChoice value) {
        return with(copy -> copy.kernels = value);
    }

    private TrainingOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.build();
    }

    /** The fields while one of them changes. */
    private static final class Copy {
        private LossOptions loss;
        private NegativeSource negativeSource;
        private double popularityExponent;
        private double inBatchShare;
        private boolean logQ;
        private boolean skipsAsNegatives;
        private int batchSequences;
        private LongHistories longHistories;
        private double maskProbability;
        private double lastMaskedShare;
        private int epochs;
        private double learningRate;
        private double minLearningRate;
        private int warmUpSteps;
        private RateSchedule schedule;
        private AdamOptions adam;
        private double validationShare;
        private int maxValidationCharacters;
        private ValidationMetric validationMetric;
        private int validationK;
        private boolean validationSeen;
        private int patience;
        private long seed;
        private int threads;
        private int microBatchTokens;
        private KernelChoice kernels;

        Copy(TrainingOptions from) {
            loss = from.loss;
            negativeSource = from.negativeSource;
            popularityExponent = from.popularityExponent;
            inBatchShare = from.inBatchShare;
            logQ = from.logQ;
            skipsAsNegatives = from.skipsAsNegatives;
            batchSequences = from.batchSequences;
            longHistories = from.longHistories;
            maskProbability = from.maskProbability;
            lastMaskedShare = from.lastMaskedShare;
            epochs = from.epochs;
            learningRate = from.learningRate;
            minLearningRate = from.minLearningRate;
            warmUpSteps = from.warmUpSteps;
            schedule = from.schedule;
            adam = from.adam;
            validationShare = from.validationShare;
            maxValidationCharacters = from.maxValidationCharacters;
            validationMetric = from.validationMetric;
            validationK = from.validationK;
            validationSeen = from.validationSeen;
            patience = from.patience;
            seed = from.seed;
            threads = from.threads;
            microBatchTokens = from.microBatchTokens;
            kernels = from.kernels;
        }

        TrainingOptions build() {
            return new TrainingOptions(
                    loss,
                    negativeSource,
                    popularityExponent,
                    inBatchShare,
                    logQ,
                    skipsAsNegatives,
                    batchSequences,
                    longHistories,
                    maskProbability,
                    lastMaskedShare,
                    epochs,
                    learningRate,
                    minLearningRate,
                    warmUpSteps,
                    schedule,
                    adam,
                    validationShare,
                    maxValidationCharacters,
                    validationMetric,
                    validationK,
                    validationSeen,
                    patience,
                    seed,
                    threads,
                    microBatchTokens,
                    kernels);
        }
    }
}
