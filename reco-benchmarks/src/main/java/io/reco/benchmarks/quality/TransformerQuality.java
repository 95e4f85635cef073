package io.reco.benchmarks.quality;

import io.reco.benchmarks.ProcessUsage;
import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.io.DatasetFormats;
import io.reco.core.io.ReadOptions;
import io.reco.core.progress.LineProgress;
import io.reco.core.progress.ProgressListener;
import io.reco.core.split.LeaveLastOut;
import io.reco.core.split.Split;
import io.reco.core.vector.KernelChoice;
import io.reco.eval.EvaluationOptions;
import io.reco.transformer.LongHistories;
import io.reco.transformer.LossOptions;
import io.reco.transformer.NegativeSource;
import io.reco.transformer.RateSchedule;
import io.reco.transformer.TrainingOptions;
import io.reco.transformer.TransformerModel;
import io.reco.transformer.TransformerOptions;
import io.reco.transformer.TransformerScorer;
import io.reco.transformer.TransformerTrainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * The sequence Transformer by the protocol of the papers: leave-one-out, the last track of every character tests, the one before it
 * validates; hit rate and NDCG at 10 over all tracks without those of the history (the test history holds the validation track).
 *
 * <pre>
 * TransformerQuality PATH [--dim 64] [--loss full|sampled|bce|gbce] [--negatives 256] ...
 * </pre>
 *
 * <p>PATH is a directory with the MovieLens-1M file of SASRec ({@link SasrecMovies}), or a file of S3-Rec such as
 * {@code Beauty.txt}. Published for ml-1m (HR@10 / NDCG@10): SASRec with BCE .1993-.2500 / .1078-.1341, gSASRec .3003 / .1726, full
 * softmax .3152 / .1821, 3,000 sampled negatives .3159 / .1857; for Beauty: SASRec .0605 / .0318, with 256 sampled negatives
 * .0921 / .0531; for LastFM: SASRec .0688 / .0390.
 */
public final class TransformerQuality {
    private TransformerQuality() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Flags flags = Flags.of(args, "TransformerQuality PATH [--name value ...]", 1);
        Path path = Path.of(flags.plain(0));
        TransformerOptions shape = shape(flags);
        TrainingOptions options = options(flags);
        long[] seeds = flags.longs("seeds", "1");
        boolean baselines = bool(flags, "baselines", true);
        boolean verbose = bool(flags, "verbose", true);
        String checkpoint = flags.text("checkpoint", "");
        String save = flags.text("save", "");
        flags.done();
        Dataset data = Files.isDirectory(path) && SasrecMovies.isIn(path)
                ? SasrecMovies.read(path, shape.timeBias())
                : DatasetFormats.byName("s3rec")
                        .read(path, ReadOptions.strict())
                        .dataset();
        Split split = LeaveLastOut.ofOne().split(data);
        out.println(shape);
        out.println(options);
        Comparison comparison = new Comparison(
                data.name() + ", test",
                split.train(),
                split.historyForTest(),
                split.test(),
                split.protocol(),
                EvaluationOptions.of(10, "hit@10", "ndcg@10")
                        .withUnseenOnly(true)
                        .withThreads(options.threads()),
                out);
        if (baselines) {
            comparison.row(
                    "popularity", Popularity.fit(split.train(), EventSemantics.DEFAULT, PopularityOptions.DEFAULT));
        }
        ProgressListener progress = verbose
                ? new LineProgress(out::println, System::nanoTime, Duration.ofMinutes(10))
                : ProgressListener.none();
        for (long seed : seeds) {
            TransformerTrainer trainer = TransformerTrainer.of(shape, options.withSeed(seed))
                    .withValidation(split.validation())
                    .withProgress(progress);
            if (!checkpoint.isEmpty()) {
                trainer = trainer.withCheckpoint(Path.of(checkpoint + "-" + seed));
            }
            long wall = System.nanoTime();
            long processor = ProcessUsage.processorNanos();
            TransformerModel model = trainer.fit(split.train());
            double wallSeconds = (System.nanoTime() - wall) / 1e9;
            double processorSeconds = (ProcessUsage.processorNanos() - processor) / 1e9;
            comparison.row(
                    "transformer, seed " + seed,
                    TransformerScorer.of("transformer", model, data.catalog().tracks()));
            out.printf(
                    Locale.ROOT,
                    "  best epoch %d of %d, validation %s %.4f, kernels %s, %.0f s, %.0f s of processor%n",
                    model.training().bestEpoch(),
                    model.training().epochs().size(),
                    model.training().metric(),
                    model.training().bestMetric(),
                    model.training().kernels(),
                    wallSeconds,
                    processorSeconds);
            if (!save.isEmpty()) {
                model.save(Path.of(save + "-" + seed));
            }
        }
    }

    private static TransformerOptions shape(Flags flags) {
        TransformerOptions base = switch (flags.text("preset", "sasrec")) {
            case "sasrec" -> TransformerOptions.SASREC;
            case "gated" -> TransformerOptions.GATED;
            case "bert4rec" -> TransformerOptions.BERT4REC;
            default -> throw new IllegalArgumentException("preset is not one of sasrec, gated, bert4rec");
        };
        int dim = flags.integer("dim", base.dim());
        double dropout = flags.number("dropout", base.residualDropout());
        return base.withHeads(1)
                .withDim(dim)
                .withBlocks(flags.integer("blocks", base.blocks()))
                .withHeads(flags.integer("heads", base.heads()))
                .withFeedForward(flags.integer("feed-forward", dim * (base.feedForward() / base.dim())))
                .withMaxLength(flags.integer("length", base.maxLength()))
                .withBlock(constant(flags, "block", base.block()))
                .withActivation(constant(flags, "activation", base.activation()))
                .withObjective(constant(flags, "objective", base.objective()))
                .withTiedOutputs(bool(flags, "tied", base.tiedOutputs()))
                .withTimeBias(bool(flags, "time-bias", base.timeBias()))
                .withAttributes(bool(flags, "attributes", base.attributes()))
                .withProfile(bool(flags, "profile", base.profile()))
                .withResidualDropout((float) dropout)
                .withAttentionDropout((float) flags.number("attention-dropout", dropout))
                .withActivationDropout((float) flags.number("activation-dropout", dropout));
    }

    private static TrainingOptions options(Flags flags) {
        TrainingOptions base = TrainingOptions.DEFAULT;
        LossOptions loss = switch (flags.text("loss", "sampled")) {
            case "full" -> LossOptions.FULL_SOFTMAX;
            case "sampled" -> LossOptions.SAMPLED_SOFTMAX;
            case "bce" -> LossOptions.BCE;
            case "gbce" -> LossOptions.GBCE;
            default -> throw new IllegalArgumentException("loss is not one of full, sampled, bce, gbce");
        };
        return base.withLoss(loss.withNegatives(flags.integer("negatives", loss.negatives()))
                        .withCalibration(flags.number("calibration", loss.calibration())))
                .withNegativeSource(constant(flags, "source", NegativeSource.UNIFORM))
                .withPopularityExponent(flags.number("exponent", base.popularityExponent()))
                .withInBatchShare(flags.number("in-batch", base.inBatchShare()))
                .withLogQ(bool(flags, "logq", base.logQ()))
                .withBatchSequences(flags.integer("batch", base.batchSequences()))
                .withLongHistories(constant(flags, "long-histories", LongHistories.LAST))
                .withMaskProbability(flags.number("mask", base.maskProbability()))
                .withLastMaskedShare(flags.number("last-masked", base.lastMaskedShare()))
                .withEpochs(flags.integer("epochs", base.epochs()))
                .withLearningRate(flags.number("rate", base.learningRate()))
                .withWarmUpSteps(flags.integer("warm-up", base.warmUpSteps()))
                .withSchedule(constant(flags, "schedule", RateSchedule.CONSTANT))
                .withAdam(base.adam()
                        .withBeta2(flags.number("beta2", base.adam().beta2()))
                        .withDecay(flags.number("decay", base.adam().decay()))
                        .withClip(flags.number("clip", base.adam().clip())))
                .withMaxValidationCharacters(0)
                .withPatience(flags.integer("patience", base.patience()))
                .withThreads(flags.integer("threads", base.threads()))
                .withMicroBatchTokens(flags.integer("micro-batch", base.microBatchTokens()))
                .withKernels(KernelChoice.parse(flags.text("kernels", "auto")));
    }

    private static boolean bool(Flags flags, String name, boolean otherwise) {
        return Boolean.parseBoolean(flags.text(name, Boolean.toString(otherwise)));
    }

    /** The enum constant of a value such as {@code pre-norm}. */
    private static <E extends Enum<E>> E constant(Flags flags, String name, E otherwise) {
        String text = flags.text(name, otherwise.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return Enum.valueOf(
                otherwise.getDeclaringClass(), text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
