package io.reco.examples;

import io.reco.core.vector.KernelChoice;
import io.reco.transformer.AdamOptions;
import io.reco.transformer.LongHistories;
import io.reco.transformer.LossOptions;
import io.reco.transformer.NegativeSource;
import io.reco.transformer.RateSchedule;
import io.reco.transformer.TrainingOptions;
import io.reco.transformer.ValidationMetric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a Transformer is trained, on the command line: what is given changes {@link TrainingOptions#DEFAULT}. */
final class TransformerArguments {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            converter = LossArgument.class,
            completionCandidates = LossArgument.class,
            description = "What is lowered: ${COMPLETION-CANDIDATES} (sampled-softmax).")
    private LossOptions.@Nullable Kind loss;

    @Option(names = "--negatives", paramLabel = "N", description = "Shared negatives (256; with --loss bce 1).")
    private @Nullable Integer negatives;

    @Option(names = "--calibration", paramLabel = "X", description = "t of gbce, from 0 to 1 (0.75).")
    private @Nullable Double calibration;

    @Option(
            names = "--negatives-from",
            paramLabel = "WHAT",
            converter = SourceArgument.class,
            completionCandidates = SourceArgument.class,
            description = "What negatives are drawn from: ${COMPLETION-CANDIDATES} (uniform).")
    private @Nullable NegativeSource source;

    @Option(
            names = "--popularity-exponent",
            paramLabel = "X",
            description = "With --negatives-from popularity: in proportion to plays^X (0.5).")
    private @Nullable Double popularityExponent;

    @Option(
            names = "--in-batch-share",
            paramLabel = "X",
            description = "With --negatives-from mixed: share that is taken from the batch (0.5).")
    private @Nullable Double inBatchShare;

    @Option(
            names = "--log-q",
            description = "With --loss sampled-softmax: correct for how likely each negative is drawn.")
    private boolean logQ;

    @Option(
            names = "--skips-as-negatives",
            description = "A track that was skipped or disliked is a negative of its own for the listen that follows.")
    private boolean skips;

    @Option(names = "--epochs", paramLabel = "N", description = "Most passes over the data (100).")
    private @Nullable Integer epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs without a better validation after which it stops (10).")
    private @Nullable Integer patience;

    @Option(names = "--batch", paramLabel = "N", description = "Histories of a step (128).")
    private @Nullable Integer batch;

    @Option(
            names = "--long-histories",
            paramLabel = "WHAT",
            converter = LongArgument.class,
            completionCandidates = LongArgument.class,
            description = "What an epoch takes of histories above --length: ${COMPLETION-CANDIDATES} (last).")
    private @Nullable LongHistories longHistories;

    @Option(names = "--mask", paramLabel = "X", description = "With bert4rec: share of tracks that are masked (0.2).")
    private @Nullable Double mask;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Highest rate of Adam (0.001).")
    private @Nullable Double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            converter = ScheduleArgument.class,
            completionCandidates = ScheduleArgument.class,
            description = "What the rate does over all --epochs: ${COMPLETION-CANDIDATES} (constant).")
    private @Nullable RateSchedule schedule;

    @Option(names = "--min-learning-rate", paramLabel = "X", description = "Rate at the end of a schedule (0).")
    private @Nullable Double minLearningRate;

    @Option(names = "--warm-up", paramLabel = "N", description = "Steps in which the rate rises (0).")
    private @Nullable Integer warmUp;

    @Option(names = "--clip", paramLabel = "X", description = "Longest gradient of a step; 0: any (0).")
    private @Nullable Double clip;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Decoupled decay of the matrices of blocks (0).")
    private @Nullable Double weightDecay;

    @Option(
            names = "--validation-share",
            paramLabel = "X",
            description = "Share of characters whose last event is kept back to stop by; 0: run all --epochs (0.1).")
    private @Nullable Double validationShare;

    @Option(
            names = "--validation-metric",
            paramLabel = "NAME",
            converter = MetricArgument.class,
            completionCandidates = MetricArgument.class,
            description = "What is measured on them: ${COMPLETION-CANDIDATES} (ndcg).")
    private @Nullable ValidationMetric metric;

    @Option(names = "--validation-k", paramLabel = "N", description = "Length of the list that is judged (10).")
    private @Nullable Integer validationK;

    @Option(
            names = "--validation-seen",
            paramLabel = "true|false",
            arity = "1",
            description = "Whether heard tracks may be in that list (whether one event in twenty is a repeat).")
    private @Nullable Boolean validationSeen;

    @Option(
            names = "--kernels",
            paramLabel = "NAME",
            converter = Item2VecArguments.KernelArgument.class,
            completionCandidates = Item2VecArguments.KernelArgument.class,
            description = "Which kernels train: ${COMPLETION-CANDIDATES} (auto).")
    private @Nullable KernelChoice kernels;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; the same number gives the same bits on every run. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /**
     * The defaults with what was given. Whether heard tracks may be in validation lists is up to the data, unless it was given.
     *
     * @param masked whether tracks are masked
     * @throws UsageException if a value is out of range, or an option would do nothing
     */
    TrainingOptions toOptions(boolean masked) {
        TrainingOptions o = TrainingOptions.DEFAULT.withSeed(seed);
        if (loss != null) {
            o = o.withLoss(
                    switch (loss) {
                        case FULL_SOFTMAX -> LossOptions.FULL_SOFTMAX;
                        case SAMPLED_SOFTMAX -> LossOptions.SAMPLED_SOFTMAX;
                        case BCE -> LossOptions.BCE;
                        case GBCE -> LossOptions.GBCE;
                    });
        }
        o = Given.set(
                o, "--negatives", negatives, (to, n) -> to.withLoss(to.loss().withNegatives(n)));
        o = Given.set(
                o,
                "--calibration",
                calibration,
                (to, t) -> to.withLoss(to.loss().withCalibration(t)));
        o = Given.set(o, "--negatives-from", source, TrainingOptions::withNegativeSource);
        o = Given.set(o, "--popularity-exponent", popularityExponent, TrainingOptions::withPopularityExponent);
        o = Given.set(o, "--in-batch-share", inBatchShare, TrainingOptions::withInBatchShare);
        o = Given.set(o, "--log-q", logQ, TrainingOptions::withLogQ);
        o = Given.set(o, "--skips-as-negatives", skips, TrainingOptions::withSkipsAsNegatives);
        o = Given.set(o, "--epochs", epochs, TrainingOptions::withEpochs);
        o = Given.set(o, "--patience", patience, TrainingOptions::withPatience);
        o = Given.set(o, "--batch", batch, TrainingOptions::withBatchSequences);
        o = Given.set(o, "--long-histories", longHistories, TrainingOptions::withLongHistories);
        o = Given.set(o, "--mask", mask, TrainingOptions::withMaskProbability);
        o = Given.set(o, "--learning-rate", learningRate, TrainingOptions::withLearningRate);
        o = Given.set(o, "--schedule", schedule, TrainingOptions::withSchedule);
        o = Given.set(o, "--min-learning-rate", minLearningRate, TrainingOptions::withMinLearningRate);
        o = Given.set(o, "--warm-up", warmUp, TrainingOptions::withWarmUpSteps);
        o = Given.set(o, "--clip", clip, (to, c) -> to.withAdam(adam(to.adam().decay(), c, to.adam())));
        o = Given.set(
                o,
                "--weight-decay",
                weightDecay,
                (to, d) -> to.withAdam(adam(d, to.adam().clip(), to.adam())));
        o = Given.set(o, "--validation-share", validationShare, TrainingOptions::withValidationShare);
        o = Given.set(o, "--validation-metric", metric, TrainingOptions::withValidationMetric);
        o = Given.set(o, "--validation-k", validationK, TrainingOptions::withValidationK);
        o = Given.set(o, "--validation-seen", validationSeen, TrainingOptions::withValidationSeen);
        o = Given.set(o, "--kernels", kernels, TrainingOptions::withKernels);
        o = Given.set(o, "--threads", threads, TrainingOptions::withThreads);
        requireUseful(o, masked);
        return o;
    }

    private void requireUseful(TrainingOptions o, boolean masked) {
        Given.requireUseful(spec, o.loss().kind() == LossOptions.Kind.GBCE, "is for --loss gbce", "--calibration");
        Given.requireUseful(
                spec,
                o.negativeSource() == NegativeSource.POPULARITY,
                "is for --negatives-from popularity",
                "--popularity-exponent");
        Given.requireUseful(
                spec, o.negativeSource() == NegativeSource.MIXED, "is for --negatives-from mixed", "--in-batch-share");
        Given.requireUseful(spec, masked, "is for --preset bert4rec", "--mask");
    }

    /** The options for data with or without repeats: with, heard tracks may be in validation lists, unless told otherwise. */
    TrainingOptions forData(TrainingOptions options, boolean repetitive) {
        return validationSeen == null ? options.withValidationSeen(repetitive) : options;
    }

    private static AdamOptions adam(double decay, double clip, AdamOptions others) {
        return new AdamOptions(others.beta1(), others.beta2(), others.epsilon(), decay, clip);
    }

    /** The options in words, in a line. */
    static String describe(TrainingOptions o) {
        LossOptions loss = o.loss();
        return EnumArgument.label(loss.kind())
                + negatives(o)
                + (loss.kind() == LossOptions.Kind.GBCE ? ", t " + Item2VecArguments.number(loss.calibration()) : "")
                + (o.logQ() ? ", logQ" : "") + ", batch " + o.batchSequences() + ", at most " + o.epochs()
                + (o.epochs() == 1 ? " epoch" : " epochs") + ", rate " + Item2VecArguments.number(o.learningRate())
                + " "
                + EnumArgument.label(o.schedule()) + ", "
                + (o.threads() == 1 ? "1 thread" : o.threads() + " threads") + ", seed " + o.seed();
    }

    private static String negatives(TrainingOptions o) {
        int n = o.loss().negatives();
        if (o.loss().kind() == LossOptions.Kind.FULL_SOFTMAX) {
            return "";
        }
        return o.negativeSource() == NegativeSource.ALL
                ? String.format(Locale.ROOT, " over all tracks, as of %,d negatives", n)
                : String.format(Locale.ROOT, " of %,d %s negatives", n, EnumArgument.label(o.negativeSource()));
    }

    /** For {@code --loss}. */
    static final class LossArgument extends EnumArgument<LossOptions.Kind> {
        LossArgument() {
            super(LossOptions.Kind.class);
        }
    }

    /** For {@code --negatives-from}. */
    static final class SourceArgument extends EnumArgument<NegativeSource> {
        SourceArgument() {
            super(NegativeSource.class);
        }
    }

    /** For {@code --long-histories}. */
    static final class LongArgument extends EnumArgument<LongHistories> {
        LongArgument() {
            super(LongHistories.class);
        }
    }

    /** For {@code --schedule}. */
    static final class ScheduleArgument extends EnumArgument<RateSchedule> {
        ScheduleArgument() {
            super(RateSchedule.class);
        }
    }

    /** For {@code --validation-metric}. */
    static final class MetricArgument extends EnumArgument<ValidationMetric> {
        MetricArgument() {
            super(ValidationMetric.class);
        }
    }
}
