package io.reco.embeddings.item2vec;

import io.reco.core.vector.KernelChoice;

/**
 * What to train item2vec with. {@link #MUSIC} is the default for listening data, {@link #TEXT} what word2vec uses for
 * sentences; text values are poor for music, where tuning them gave several times the hit rate on public sets (Caselles-Dupre,
 * Lesaint, Royo-Letelier 2018, "Word2vec applied to Recommendation: Hyperparameters Matter").
 *
 * @param dimension length of a vector, in [1, 4096]
 * @param window how many neighbours to each side are contexts, in [1, 1000]
 * @param shrinkWindow whether each centre draws its window uniformly from [1, window], which weighs near neighbours more
 * @param negatives negatives drawn for each set, in [1, 100]; one that equals the centre is skipped
 * @param exponent negatives are drawn in proportion to count ^ exponent; in [-2, 2], below 0 favours rare tracks
 * @param subsample tracks above this share of all tokens lose occurrences at random, in [0, 1]; 0: none do
 * @param minCount tracks that occur less often get no vector; 1 or above
 * @param epochs passes over the sequences, in [1, 10000]
 * @param learningRate rate at the start, in (0, 1]; it falls linearly with the tokens read
 * @param minLearningRate rate at the end, in [0, learningRate]
 * @param sharedContexts how many contexts of a centre share one set of negatives, in [1, 1000]. 1 is word2vec to the
 *     letter; more is several times faster at the same quality (Ji et al. 2016, "Parallelizing Word2Vec in Shared and
 *     Distributed Memory")
 * @param seed of everything random
 * @param threads 1: the same bits on every run; more: updates without locks (Hogwild), not reproducible to the bit
 * @param kernels which training kernels
 */
public record Item2VecOptions(
        int dimension,
        int window,
        boolean shrinkWindow,
        int negatives,
        double exponent,
        double subsample,
        int minCount,
        int epochs,
        double learningRate,
        double minLearningRate,
        int sharedContexts,
        long seed,
        int threads,
        KernelChoice kernels) {

    public static final Item2VecOptions MUSIC =
            new Item2VecOptions(64, 5, true, 5, -0.5, 1e-4, 3, 30, 0.025, 1e-4, 10, 1, 1, KernelChoice.AUTO);

    /** The defaults of word2vec for text: window 5, exponent 0.75, subsample 1e-3, minCount 5, 5 epochs, dimension 100. */
    public static final Item2VecOptions TEXT =
            new Item2VecOptions(100, 5, true, 5, 0.75, 1e-3, 5, 5, 0.025, 1e-4, 10, 1, 1, KernelChoice.AUTO);

    /** Checks the ranges. */
    public Item2VecOptions {
        check("dimension", dimension, 1, 4096);
        check("window", window, 1, 1000);
        check("negatives", negatives, 1, 100);
        check("exponent", exponent, -2, 2);
        check("subsample", subsample, 0, 1);
        check("minCount", minCount, 1, Integer.MAX_VALUE);
        check("epochs", epochs, 1, 10_000);
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("learningRate " + learningRate + " is not in (0, 1]");
        }
        check("minLearningRate", minLearningRate, 0, learningRate);
        check("sharedContexts", sharedContexts, 1, 1000);
        check("threads", threads, 1, 1024);
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

    /** A copy with another dimension. */
    public Item2VecOptions withDimension(int newDimension) {
        return new Item2VecOptions(
                newDimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another window. */
    public Item2VecOptions withWindow(int newWindow) {
        return new Item2VecOptions(
                dimension,
                newWindow,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with a shrinking or a fixed window. */
    public Item2VecOptions withShrinkWindow(boolean newShrinkWindow) {
        return new Item2VecOptions(
                dimension,
                window,
                newShrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another number of negatives. */
    public Item2VecOptions withNegatives(int newNegatives) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                newNegatives,
                exponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another exponent. */
    public Item2VecOptions withExponent(double newExponent) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                newExponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another subsampling threshold. */
    public Item2VecOptions withSubsample(double newSubsample) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                newSubsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another minimum count. */
    public Item2VecOptions withMinCount(int newMinCount) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                newMinCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another number of epochs. */
    public Item2VecOptions withEpochs(int newEpochs) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                newEpochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another learning rate at the start and at the end. */
    public Item2VecOptions withLearningRate(double newLearningRate, double newMinLearningRate) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                epochs,
                newLearningRate,
                newMinLearningRate,
                sharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another number of contexts to a set of negatives; 1 is exact word2vec. */
    public Item2VecOptions withSharedContexts(int newSharedContexts) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                newSharedContexts,
                seed,
                threads,
                kernels);
    }

    /** A copy with another seed. */
    public Item2VecOptions withSeed(long newSeed) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                newSeed,
                threads,
                kernels);
    }

    /** A copy with another number of threads. */
    public Item2VecOptions withThreads(int newThreads) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                newThreads,
                kernels);
    }

    /** A copy with other kernels. */
    public Item2VecOptions withKernels(KernelChoice newKernels) {
        return new Item2VecOptions(
                dimension,
                window,
                shrinkWindow,
                negatives,
                exponent,
                subsample,
                minCount,
                epochs,
                learningRate,
                minLearningRate,
                sharedContexts,
                seed,
                threads,
                newKernels);
    }
}
