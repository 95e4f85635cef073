package io.reco.embeddings.item2vec;

import io.reco.core.vector.KernelChoice;
import java.util.function.Consumer;

/**
 * What to train item2vec with. {@link #MUSIC} is the default for listening data, {@link #TEXT} what word2vec uses for
 * sentences; text values are poor for music, where tuning them gave several times the hit rate on public sets (Caselles-Dupre,
 * Lesaint, Royo-Letelier 2018, "Word2vec applied to Recommendation: Hyperparameters Matter").
 *
 * @param architecture what predicts what
 * @param dimension length of a vector, in [1, 4096]
 * @param window how many neighbours to each side are contexts, in [1, 1000]
 * @param shrinkWindow whether each centre draws its window uniformly from [1, window], which weighs near neighbours more
 * @param negatives negatives of each set, in [1, 100]; one that equals the centre is skipped
 * @param freshNegatives how many of them are drawn anew for each set while the others stay from the set before, in
 *     [0, negatives]; 0: all. Fewer draws and fewer rows to fetch: faster for several 100,000 tracks, but the negatives of
 *     neighbouring windows are then alike
 * @param exponent negatives are drawn in proportion to count ^ exponent; in [-2, 2], below 0 favours rare tracks
 * @param subsample tracks above this share of all tokens lose occurrences at random, in [0, 1]; 0: none do
 * @param minCount tracks (and attributes) that occur less often get no vector; 1 or above
 * @param epochs passes over the sequences, in [1, 10000]
 * @param learningRate rate at the start, in (0, 1]
 * @param minLearningRate rate at the end, in [0, learningRate]
 * @param schedule how the rate gets from start to end
 * @param sharedContexts how much shares one set of negatives, in [1, 1000]: with {@link Architecture#SKIP_GRAM} so many
 *     contexts of a centre, with {@link Architecture#CBOW} so many consecutive centres. 1 is word2vec to the letter; more is
 *     several times faster at the same quality (Ji et al. 2016, "Parallelizing Word2Vec in Shared and Distributed Memory").
 *     Contexts whose vectors are so long that one step for all would overshoot are stepped in smaller groups
 * @param attributes how attributes take part, if the trainer is given any
 * @param hotRows with several threads, of at most so many of the most frequent tracks (and attributes), those that make up
 *     1/128 of all tokens or more, each thread works on a copy of its own, merged often, because cache lines that several
 *     threads write all the time make them slower than one; in [0, 65536]; 0: of none. Without effect on one thread
 * @param keepOutputs whether the model keeps the output vectors, as much memory and disk again: needed for
 *     {@link Item2VecTrainer#continueFrom continuing} training
 * @param seed of everything random
 * @param threads 1: the same bits on every run; more: updates without locks (Hogwild), not reproducible to the bit
 * @param kernels which training kernels
 */
public record Item2VecOptions(
        Architecture architecture,
        int dimension,
        int window,
        boolean shrinkWindow,
        int negatives,
        int freshNegatives,
        double exponent,
        double subsample,
        int minCount,
        int epochs,
        double learningRate,
        double minLearningRate,
        LearningRateSchedule schedule,
        int sharedContexts,
        AttributeOptions attributes,
        int hotRows,
        boolean keepOutputs,
        long seed,
        int threads,
        KernelChoice kernels) {

    /**
     * The defaults of word2vec for text: skip-gram, window 5, 5 negatives, exponent 0.75, subsample 1e-3, minCount 5, 5
     * epochs, dimension 100, rate 0.025 falling linearly to 1e-4 (word2vec.c and gensim 4, which begins at the same rate).
     */
    public static final Item2VecOptions TEXT = new Item2VecOptions(
            Architecture.SKIP_GRAM,
            100,
            5,
            true,
            5,
            0,
            0.75,
            1e-3,
            5,
            5,
            0.025,
            1e-4,
            LearningRateSchedule.LINEAR,
            10,
            AttributeOptions.DEFAULT,
            128,
            false,
            1,
            1,
            KernelChoice.AUTO);

    /**
     * For listening data: exponent -0.5 and many epochs as published for music (30Music, Deezer: window 3, exponent -0.5,
     * subsample 1e-5, 110 to 130 epochs; Caselles-Dupre et al. 2018). Subsampling is milder, so that small catalogues keep
     * enough tokens, the window a little wider, and epochs fewer, for the sake of time; tune all of them on data of your own.
     */
    public static final Item2VecOptions MUSIC = TEXT.withDimension(64)
            .withExponent(-0.5)
            .withSubsample(1e-4)
            .withMinCount(3)
            .withEpochs(30);

    /** Checks the ranges. */
    public Item2VecOptions {
        check("dimension", dimension, 1, 4096);
        check("window", window, 1, 1000);
        check("negatives", negatives, 1, 100);
        check("freshNegatives", freshNegatives, 0, negatives);
        check("exponent", exponent, -2, 2);
        check("subsample", subsample, 0, 1);
        check("minCount", minCount, 1, Integer.MAX_VALUE);
        check("epochs", epochs, 1, 10_000);
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("learningRate " + learningRate + " is not in (0, 1]");
        }
        check("minLearningRate", minLearningRate, 0, learningRate);
        check("sharedContexts", sharedContexts, 1, 1000);
        check("hotRows", hotRows, 0, 65_536);
        check("threads", threads, 1, 1024);
    }

    static void check(String field, double value, double min, double max) {
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

    /** A copy with another architecture. */
    public Item2VecOptions withArchitecture(Architecture value) {
        return with(copy -> copy.architecture = value);
    }

    /** A copy with another dimension. */
    public Item2VecOptions withDimension(int value) {
        return with(copy -> copy.dimension = value);
    }

    /** A copy with another window. */
    public Item2VecOptions withWindow(int value) {
        return with(copy -> copy.window = value);
    }

    /** A copy with a shrinking or a fixed window. */
    public Item2VecOptions withShrinkWindow(boolean value) {
        return with(copy -> copy.shrinkWindow = value);
    }

    /** A copy with another number of negatives; all of them are drawn for each set. */
    public Item2VecOptions withNegatives(int value) {
        return with(copy -> {
            copy.negatives = value;
            copy.freshNegatives = 0;
        });
    }

    /** A copy that draws so many negatives anew for each set; 0: all. */
    public Item2VecOptions withFreshNegatives(int value) {
        return with(copy -> copy.freshNegatives = value);
    }

    /** A copy with another exponent. */
    public Item2VecOptions withExponent(double value) {
        return with(copy -> copy.exponent = value);
    }

    /** A copy with another subsampling threshold. */
    public Item2VecOptions withSubsample(double value) {
        return with(copy -> copy.subsample = value);
    }

    /** A copy with another minimum count. */
    public Item2VecOptions withMinCount(int value) {
        return with(copy -> copy.minCount = value);
    }

    /** A copy with another number of epochs. */
    public Item2VecOptions withEpochs(int value) {
        return with(copy -> copy.epochs = value);
    }

    /** A copy with another learning rate at the start and at the end. */
    public Item2VecOptions withLearningRate(double start, double end) {
        return with(copy -> {
            copy.learningRate = start;
            copy.minLearningRate = end;
        });
    }

    /** A copy with another schedule of the learning rate. */
    public Item2VecOptions withSchedule(LearningRateSchedule value) {
        return with(copy -> copy.schedule = value);
    }

    /** A copy in which other numbers of contexts, or of centres, share a set of negatives; 1 is exact word2vec. */
    public Item2VecOptions withSharedContexts(int value) {
        return with(copy -> copy.sharedContexts = value);
    }

    /** A copy with other options of attributes. */
    public Item2VecOptions withAttributes(AttributeOptions value) {
        return with(copy -> copy.attributes = value);
    }

    /** A copy with another number of rows that each thread has a copy of. */
    public Item2VecOptions withHotRows(int value) {
        return with(copy -> copy.hotRows = value);
    }

    /** A copy that keeps the output vectors, or does not. */
    public Item2VecOptions withKeepOutputs(boolean value) {
        return with(copy -> copy.keepOutputs = value);
    }

    /** A copy with another seed. */
    public Item2VecOptions withSeed(long value) {
        return with(copy -> copy.seed = value);
    }

    /** A copy with another number of threads. */
    public Item2VecOptions withThreads(int value) {
        return with(copy -> copy.threads = value);
    }

    /** A copy with other kernels. */
    public Item2VecOptions withKernels(KernelChoice value) {
        return with(copy -> copy.kernels = value);
    }

    private Item2VecOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.build();
    }

    /** The fields while one of them changes. */
    private static final class Copy {
        private Architecture architecture;
        private int dimension;
        private int window;
        private boolean shrinkWindow;
        private int negatives;
        private int freshNegatives;
        private double exponent;
        private double subsample;
        private int minCount;
        private int epochs;
        private double learningRate;
        private double minLearningRate;
        private LearningRateSchedule schedule;
        private int sharedContexts;
        private AttributeOptions attributes;
        private int hotRows;
        private boolean keepOutputs;
        private long seed;
        private int threads;
        private KernelChoice kernels;

        Copy(Item2VecOptions from) {
            architecture = from.architecture;
            dimension = from.dimension;
            window = from.window;
            shrinkWindow = from.shrinkWindow;
            negatives = from.negatives;
            freshNegatives = from.freshNegatives;
            exponent = from.exponent;
            subsample = from.subsample;
            minCount = from.minCount;
            epochs = from.epochs;
            learningRate = from.learningRate;
            minLearningRate = from.minLearningRate;
            schedule = from.schedule;
            sharedContexts = from.sharedContexts;
            attributes = from.attributes;
            hotRows = from.hotRows;
            keepOutputs = from.keepOutputs;
            seed = from.seed;
            threads = from.threads;
            kernels = from.kernels;
        }

        Item2VecOptions build() {
            return new Item2VecOptions(
                    architecture,
                    dimension,
                    window,
                    shrinkWindow,
                    negatives,
                    freshNegatives,
                    exponent,
                    subsample,
                    minCount,
                    epochs,
                    learningRate,
                    minLearningRate,
                    schedule,
                    sharedContexts,
                    attributes,
                    hotRows,
                    keepOutputs,
                    seed,
                    threads,
                    kernels);
        }
    }
}
