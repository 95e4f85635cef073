package io.reco.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.KernelChoice;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;

/**
 * Speed of item2vec on a text corpus (one sequence of ids a line), for comparison with other trainers on the same file.
 *
 * <pre>
 * SkipGramDriver CORPUS.txt [--dim 100] [--window 5] [--negative 5] [--workers 1] [--epochs 1] [--min-count 5]
 *     [--sample 0] [--exponent 0.75] [--shared 10] [--kernels auto] [--runs 3] [--out VECTORS.txt]
 * </pre>
 *
 * <p>Prints tokens (before subsampling) a second of each run: the first is cold and includes compilation, the later ones
 * are steady. Processor time is printed besides, for machines that do other things too. Only training is timed, counting and encoding included; reading the file is not. {@code --shared 1} is exact
 * word2vec. {@code --out} writes the vectors of the last run as word2vec text.
 */
public final class SkipGramDriver {
    private SkipGramDriver() {}

    /** Runs the driver. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Map<String, String> named = named(args);
        IdMap.Builder ids = new IdMap.Builder();
        List<int[]> sequences = read(Path.of(args[0]), ids);
        IdMap tracks = ids.build();
        Item2VecOptions options = options(named);
        int runs = Integer.parseInt(named.getOrDefault("runs", "3"));
        for (int run = 1; run <= runs; run++) {
            long cpuStart = cpuNanos();
            long start = System.nanoTime();
            Item2VecModel model =
                    Item2VecTrainer.fit(Sequences.of(sequences), tracks, options, ProgressListener.none());
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (cpuNanos() - cpuStart) / 1e9;
            long tokens = model.training().tokens() * options.epochs();
            out.printf(
                    Locale.ROOT,
                    "reco kernels=%s dim=%d window=%d negative=%d shared=%d workers=%d run=%d (%s) seconds=%.2f"
                            + " tokens_per_s=%.0f cpu_seconds=%.2f tokens_per_cpu_s=%.0f loss=%.4f%n",
                    model.training().kernels(),
                    options.dimension(),
                    options.window(),
                    options.negatives(),
                    options.sharedContexts(),
                    options.threads(),
                    run,
                    run == 1 ? "cold" : "steady",
                    seconds,
                    tokens / seconds,
                    cpuSeconds,
                    tokens / cpuSeconds,
                    model.training().epochLoss().get(options.epochs() - 1));
            if (run == runs && named.containsKey("out")) {
                write(model.vectors(), Path.of(named.get("out")));
            }
        }
    }

    /** Processor time of all threads of this JVM. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Item2VecOptions options(Map<String, String> named) {
        return Item2VecOptions.TEXT
                .withDimension(Integer.parseInt(named.getOrDefault("dim", "100")))
                .withWindow(Integer.parseInt(named.getOrDefault("window", "5")))
                .withNegatives(Integer.parseInt(named.getOrDefault("negative", "5")))
                .withThreads(Integer.parseInt(named.getOrDefault("workers", "1")))
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

    private static List<int[]> read(Path corpus, IdMap.Builder ids) throws IOException {
        List<int[]> sequences = new ArrayList<>();
        try (var lines = Files.lines(corpus)) {
            lines.forEach(line -> {
                StringTokenizer words = new StringTokenizer(line, " ");
                int[] sequence = new int[words.countTokens()];
                for (int i = 0; i < sequence.length; i++) {
                    sequence[i] = ids.add(words.nextToken());
                }
                sequences.add(sequence);
            });
        }
        return sequences;
    }

    private static void write(TrackVectors vectors, Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(vectors.rows() + " " + vectors.dimension() + "\n");
            for (int row = 0; row < vectors.rows(); row++) {
                writer.write(vectors.tracks().id(vectors.track(row)));
                for (float component : vectors.vector(row)) {
                    writer.write(" " + component);
                }
                writer.write("\n");
            }
        }
    }
}
