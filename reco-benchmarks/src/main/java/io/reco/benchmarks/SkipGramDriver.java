package io.reco.benchmarks;

import io.reco.core.io.TextSequences;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.format.NamedVectors;
import io.reco.embeddings.format.VectorFormat;
import io.reco.embeddings.format.VectorWriteOptions;
import io.reco.embeddings.item2vec.Architecture;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Speed of item2vec on a text corpus (one sequence of ids a line), for comparison with other trainers on the same file.
 *
 * <pre>
 * SkipGramDriver CORPUS.txt [--dim 100] [--window 5] [--negative 5] [--workers 1] [--epochs 1] [--min-count 5]
 *     [--sample 0] [--exponent 0.75] [--architecture skip_gram] [--shared 10] [--fresh 0] [--hot 128] [--kernels auto]
 *     [--runs 3] [--stream false] [--out VECTORS.txt]
 * </pre>
 *
 * <p>Prints tokens (before subsampling) a second of each run: the first is cold and includes compilation, the later ones
 * are steady. Timed is the training proper, which is what other trainers print; seconds of the whole call, with counting
 * and encoding, and processor time, for machines that do other things too, stand beside it. Sequences are read into memory
 * first; {@code --stream true} reads the file in every pass over it. {@code --shared 1} is exact word2vec. {@code --out}
 * writes the vectors of the last run as word2vec text.
 */
public final class SkipGramDriver {
    private SkipGramDriver() {}

    /** Runs the driver. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Map<String, String> named = named(args);
        TextSequences file = TextSequences.of(Path.of(args[0]));
        boolean stream = Boolean.parseBoolean(named.getOrDefault("stream", "false"));
        Sequences sequences = stream ? file : Sequences.of(file.toList());
        Item2VecOptions options = options(named);
        int runs = Integer.parseInt(named.getOrDefault("runs", "3"));
        for (int run = 1; run <= runs; run++) {
            Stopwatch training = new Stopwatch();
            long cpuStart = ProcessUsage.processorNanos();
            long start = System.nanoTime();
            Item2VecModel model = Item2VecTrainer.fit(sequences, file.ids(), options, training);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (ProcessUsage.processorNanos() - cpuStart) / 1e9;
            long tokens = model.training().tokens() * options.epochs();
            out.printf(
                    Locale.ROOT,
                    "reco kernels=%s architecture=%s dim=%d window=%d negative=%d shared=%d workers=%d run=%d (%s)"
                            + " seconds=%.2f tokens_per_s=%.0f whole_seconds=%.2f whole_cpu_seconds=%.2f loss=%.4f%n",
                    model.training().kernels(),
                    options.architecture(),
                    options.dimension(),
                    options.window(),
                    options.negatives(),
                    options.sharedContexts(),
                    options.threads(),
                    run,
                    run == 1 ? "cold" : "steady",
                    training.seconds(),
                    tokens / training.seconds(),
                    seconds,
                    cpuSeconds,
                    model.training().epochLoss().get(options.epochs() - 1));
            if (run == runs && named.containsKey("out")) {
                VectorFormat.WORD2VEC_TEXT.write(
                        NamedVectors.of(model.vectors()), Path.of(named.get("out")), VectorWriteOptions.DEFAULT);
            }
        }
    }

    /** Times the training proper: from the start of the task, after counting and encoding, to its end. */
    private static final class Stopwatch implements ProgressListener {
        private long started;
        private long ended;

        @Override
        public void start(String task, long total, String unit) {
            started = System.nanoTime();
        }

        @Override
        public void advance(long units) {}

        @Override
        public void message(String text) {}

        @Override
        public void end() {
            ended = System.nanoTime();
        }

        double seconds() {
            return (ended - started) / 1e9;
        }
    }

    private static Item2VecOptions options(Map<String, String> named) {
        return Item2VecOptions.TEXT
                .withArchitecture(Architecture.valueOf(
                        named.getOrDefault("architecture", "skip_gram").toUpperCase(Locale.ROOT)))
                .withDimension(Integer.parseInt(named.getOrDefault("dim", "100")))
                .withWindow(Integer.parseInt(named.getOrDefault("window", "5")))
                .withNegatives(Integer.parseInt(named.getOrDefault("negative", "5")))
                .withFreshNegatives(Integer.parseInt(named.getOrDefault("fresh", "0")))
                .withThreads(Integer.parseInt(named.getOrDefault("workers", "1")))
                .withHotRows(
                        Integer.parseInt(named.getOrDefault("hot", Integer.toString(Item2VecOptions.TEXT.hotRows()))))
                .withEpochs(Integer.parseInt(named.getOrDefault("epochs", "1")))
                .withMinCount(Integer.parseInt(named.getOrDefault("min-count", "5")))
                .withSubsample(Double.parseDouble(named.getOrDefault("sample", "0")))
                .withExponent(Double.parseDouble(named.getOrDefault("exponent", "0.75")))
                .withSharedContexts(Integer.parseInt(named.getOrDefault("shared", "10")))
                .withKernels(KernelChoice.parse(named.getOrDefault("kernels", "auto")));
    }

    private static Map<String, String> named(String[] args) {
        if (args.length % 2 == 0) {
            throw new IllegalArgumentException("usage: SkipGramDriver CORPUS.txt [--name value ...]");
        }
        Map<String, String> named = new TreeMap<>();
        for (int i = 1; i < args.length; i += 2) {
            if (!args[i].startsWith("--")) {
                throw new IllegalArgumentException("'" + args[i] + "' is not an option");
            }
            named.put(args[i].substring(2), args[i + 1]);
        }
        return named;
    }
}
