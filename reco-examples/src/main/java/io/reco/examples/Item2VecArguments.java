package io.reco.examples;

import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.item2vec.Architecture;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.LearningRateSchedule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of item2vec on the command line: those that are given change the preset. */
final class Item2VecArguments {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = Item2VecPreset.Argument.class,
            completionCandidates = Item2VecPreset.Argument.class,
            description = {
                "Options to start from: ${COMPLETION-CANDIDATES}. music: defaults for listening data, given in brackets"
                        + " below. text: those of word2vec (dimension 100, exponent 0.75, subsample 0.001, min-count 5,"
                        + " epochs 5), poor for music. unordered: music with window 25, not shrinking, and 10 epochs."
                        + " auto: music, or unordered for formats whose order means nothing (default: auto)."
            })
    private Item2VecPreset preset = Item2VecPreset.AUTO;

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            converter = ArchitectureArgument.class,
            completionCandidates = ArchitectureArgument.class,
            description = "${COMPLETION-CANDIDATES} (skip-gram).")
    private @Nullable Architecture architecture;

    @Option(names = "--dimension", paramLabel = "N", description = "Length of a vector (64).")
    private @Nullable Integer dimension;

    @Option(names = "--window", paramLabel = "N", description = "How many neighbours to each side are contexts (5).")
    private @Nullable Integer window;

    @Option(
            names = "--shrink-window",
            paramLabel = "true|false",
            arity = "1",
            description = "Whether each track draws its window from 1 to --window, which weighs near neighbours more"
                    + " (true).")
    private @Nullable Boolean shrinkWindow;

    @Option(
            names = "--negatives",
            paramLabel = "N",
            description = "Tracks drawn as negatives for each set of contexts (5).")
    private @Nullable Integer negatives;

    @Option(
            names = "--fresh-negatives",
            paramLabel = "N",
            description =
                    "How many of them are drawn anew for each set; fewer is faster with very many tracks (0: all).")
    private @Nullable Integer freshNegatives;

    @Option(
            names = "--exponent",
            paramLabel = "X",
            description = "Negatives are drawn in proportion to count^X; below 0 favours rare tracks (-0.5).")
    private @Nullable Double exponent;

    @Option(
            names = "--subsample",
            paramLabel = "X",
            description = "Tracks above this share of all plays lose some at random; 0: none do (0.0001).")
    private @Nullable Double subsample;

    @Option(names = "--min-count", paramLabel = "N", description = "Tracks with fewer plays get no vector (3).")
    private @Nullable Integer minCount;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data (30).")
    private @Nullable Integer epochs;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Rate at the start (0.025).")
    private @Nullable Double learningRate;

    @Option(names = "--min-learning-rate", paramLabel = "X", description = "Rate at the end (0.0001).")
    private @Nullable Double minLearningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            converter = ScheduleArgument.class,
            completionCandidates = ScheduleArgument.class,
            description = "How the rate falls: ${COMPLETION-CANDIDATES} (linear).")
    private @Nullable LearningRateSchedule schedule;

    @Option(
            names = "--shared-contexts",
            paramLabel = "N",
            description = "How many contexts share one set of negatives; 1 is word2vec to the letter, and several times"
                    + " slower (10).")
    private @Nullable Integer sharedContexts;

    @Option(
            names = "--hot-rows",
            paramLabel = "N",
            description =
                    "With several threads, of at most so many of the most played tracks each works on a copy of its"
                            + " own (128).")
    private @Nullable Integer hotRows;

    @Option(
            names = "--attribute-weight",
            paramLabel = "X",
            description = "Weight of the losses of attributes against that of tracks, with --attributes (0.2).")
    private @Nullable Double attributeWeight;

    @Option(
            names = "--keep-outputs",
            description = "Keep the output vectors, so that training can be continued with new data; twice the size.")
    private boolean keepOutputs;

    @Option(
            names = "--kernels",
            paramLabel = "NAME",
            converter = KernelArgument.class,
            completionCandidates = KernelArgument.class,
            description = "Which kernels train: ${COMPLETION-CANDIDATES} (auto).")
    private @Nullable KernelChoice kernels;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; one gives the same bits on every run. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /** The preset, {@link Item2VecPreset#AUTO} resolved. */
    Item2VecPreset preset(boolean ordered) {
        return preset.resolve(ordered);
    }

    /**
     * The preset with what was given.
     *
     * @throws UsageException if a value is out of range
     */
    Item2VecOptions toOptions(boolean ordered) {
        return change(preset.options(ordered));
    }

    /**
     * These options with what was given.
     *
     * @throws UsageException if a value is out of range
     */
    Item2VecOptions change(Item2VecOptions base) {
        Item2VecOptions o = base.withSeed(seed);
        o = Given.set(o, "--threads", threads, Item2VecOptions::withThreads);
        o = Given.set(o, "--architecture", architecture, Item2VecOptions::withArchitecture);
        o = Given.set(o, "--dimension", dimension, Item2VecOptions::withDimension);
        o = Given.set(o, "--window", window, Item2VecOptions::withWindow);
        o = Given.set(o, "--shrink-window", shrinkWindow, Item2VecOptions::withShrinkWindow);
        o = Given.set(o, "--negatives", negatives, Item2VecOptions::withNegatives);
        o = Given.set(o, "--fresh-negatives", freshNegatives, Item2VecOptions::withFreshNegatives);
        o = Given.set(o, "--exponent", exponent, Item2VecOptions::withExponent);
        o = Given.set(o, "--subsample", subsample, Item2VecOptions::withSubsample);
        o = Given.set(o, "--min-count", minCount, Item2VecOptions::withMinCount);
        o = Given.set(o, "--epochs", epochs, Item2VecOptions::withEpochs);
        // A rate below that at the end of the preset is the only one.
        o = Given.set(
                o,
                "--learning-rate",
                learningRate,
                (to, rate) -> to.withLearningRate(rate, Math.min(rate, to.minLearningRate())));
        o = Given.set(
                o, "--min-learning-rate", minLearningRate, (to, rate) -> to.withLearningRate(to.learningRate(), rate));
        o = Given.set(o, "--schedule", schedule, Item2VecOptions::withSchedule);
        o = Given.set(o, "--shared-contexts", sharedContexts, Item2VecOptions::withSharedContexts);
        o = Given.set(o, "--hot-rows", hotRows, Item2VecOptions::withHotRows);
        o = Given.set(
                o,
                "--attribute-weight",
                attributeWeight,
                (to, weight) -> to.withAttributes(to.attributes().withLossWeight(weight)));
        o = Given.set(o, "--kernels", kernels, Item2VecOptions::withKernels);
        return keepOutputs ? o.withKeepOutputs(true) : o;
    }

    /** The options of a command line that change {@code base} into {@code options}; attributes by kind are left out. */
    static List<String> arguments(Item2VecOptions base, Item2VecOptions options) {
        List<String> out = new ArrayList<>();
        add(out, "--architecture", EnumArgument.label(base.architecture()), EnumArgument.label(options.architecture()));
        add(out, "--dimension", base.dimension(), options.dimension());
        add(out, "--window", base.window(), options.window());
        add(out, "--shrink-window", base.shrinkWindow(), options.shrinkWindow());
        add(out, "--negatives", base.negatives(), options.negatives());
        add(out, "--fresh-negatives", base.freshNegatives(), options.freshNegatives());
        add(out, "--exponent", base.exponent(), options.exponent());
        add(out, "--subsample", base.subsample(), options.subsample());
        add(out, "--min-count", base.minCount(), options.minCount());
        add(out, "--epochs", base.epochs(), options.epochs());
        add(out, "--learning-rate", base.learningRate(), options.learningRate());
        add(out, "--min-learning-rate", base.minLearningRate(), options.minLearningRate());
        add(out, "--schedule", EnumArgument.label(base.schedule()), EnumArgument.label(options.schedule()));
        add(out, "--shared-contexts", base.sharedContexts(), options.sharedContexts());
        add(out, "--hot-rows", base.hotRows(), options.hotRows());
        add(
                out,
                "--attribute-weight",
                base.attributes().lossWeight(),
                options.attributes().lossWeight());
        if (options.keepOutputs() && !base.keepOutputs()) {
            out.add("--keep-outputs");
        }
        add(out, "--kernels", EnumArgument.label(base.kernels()), EnumArgument.label(options.kernels()));
        add(out, "--threads", base.threads(), options.threads());
        add(out, "--seed", base.seed(), options.seed());
        return out;
    }

    private static void add(List<String> out, String name, Object base, Object value) {
        if (!base.equals(value)) {
            out.add(name);
            out.add(value instanceof Double number ? number(number) : value.toString());
        }
    }

    /** The options in words, in a line. */
    static String describe(Item2VecOptions o) {
        return EnumArgument.label(o.architecture()) + ", dimension " + o.dimension() + ", window " + o.window()
                + (o.shrinkWindow() ? " shrinking" : " fixed") + ", " + o.negatives() + " negatives, exponent "
                + number(o.exponent()) + ", subsample " + number(o.subsample()) + ", min-count " + o.minCount() + ", "
                + o.epochs()
                + (o.epochs() == 1 ? " epoch" : " epochs") + ", rate " + number(o.learningRate())
                + (o.schedule() == LearningRateSchedule.CONSTANT
                        ? ""
                        : " to " + number(o.minLearningRate()) + " " + EnumArgument.label(o.schedule()))
                + ", " + (o.sharedContexts() == 1 ? "exact" : o.sharedContexts() + " contexts share negatives") + ", "
                + (o.threads() == 1 ? "1 thread" : o.threads() + " threads") + ", seed " + o.seed();
    }

    /** A number as people write it: the shortest that reads back to the same. */
    static String number(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** For {@code --architecture}. */
    static final class ArchitectureArgument extends EnumArgument<Architecture> {
        ArchitectureArgument() {
            super(Architecture.class);
        }
    }

    /** For {@code --schedule}. */
    static final class ScheduleArgument extends EnumArgument<LearningRateSchedule> {
        ScheduleArgument() {
            super(LearningRateSchedule.class);
        }
    }

    /** For {@code --kernels}. */
    static final class KernelArgument extends EnumArgument<KernelChoice> {
        KernelArgument() {
            super(KernelChoice.class);
        }
    }
}
