package io.reco.benchmarks.quality;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * Equal quality at equal settings: purity@10 and AUC (see {@link ClusterMetrics}) of vectors of any trainer on a corpus with
 * known clusters, as {@code clusters_corpus.py} writes it.
 *
 * <pre>
 * ClusterQuality CORPUS.txt HELD.txt [VECTORS.txt ...] [--clusters 1000] [--shared 1,10] [--seeds 1,2,3]
 *     [--epochs 1] [--dim 100] [--window 5] [--negative 5] [--exponent 0.75] [--sample 0] [--min-count 5] ...
 * </pre>
 *
 * <p>Measures the vectors in the files, then trains with every number of shared contexts (1 is exact word2vec) and every
 * seed. An empty {@code --shared} trains nothing.
 */
public final class ClusterQuality {
    private static final String USAGE = "ClusterQuality CORPUS.txt HELD.txt [VECTORS.txt ...] [--name value ...]";

    private final IdMap items;
    private final List<int[]> corpus;
    private final List<int[]> held;
    private final int[] counts;
    private final long[] cumulative;
    private final int clusters;
    private final PrintStream out;

    private ClusterQuality(Path corpusFile, Path heldFile, int clusters, PrintStream out) throws IOException {
        this.clusters = clusters;
        this.out = out;
        IdMap.Builder builder = new IdMap.Builder();
        corpus = new ArrayList<>();
        try (var lines = Files.lines(corpusFile)) {
            lines.forEach(line ->
                    corpus.add(words(line).stream().mapToInt(builder::add).toArray()));
        }
        items = builder.build();
        held = new ArrayList<>();
        try (var lines = Files.lines(heldFile)) {
            lines.forEach(line ->
                    held.add(words(line).stream().mapToInt(items::indexOf).toArray()));
        }
        counts = new int[items.size()];
        for (int[] sentence : corpus) {
            for (int item : sentence) {
                counts[item]++;
            }
        }
        cumulative = new long[counts.length];
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            cumulative[i] = sum;
        }
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Flags flags = Flags.of(args, USAGE, 2);
        ClusterQuality quality = new ClusterQuality(
                Path.of(flags.plain(0)), Path.of(flags.plain(1)), flags.integer("clusters", 1000), out);
        long[] shared = flags.longs("shared", "1,10");
        long[] seeds = flags.longs("seeds", "1,2,3");
        Item2VecOptions base =
                flags.item2vecOfOneMode(Item2VecOptions.TEXT.withSubsample(0).withEpochs(1));
        flags.done();
        out.printf("%-44s  %9s  %6s%n", "vectors", "purity@10", "AUC");
        for (String file : flags.plainFrom(2)) {
            TextVectors vectors = TextVectors.read(Path.of(file));
            quality.measure(Path.of(file).getFileName().toString(), vectors.ids(), vectors.unit());
        }
        for (long contexts : shared) {
            for (long seed : seeds) {
                quality.train(base.withSharedContexts((int) contexts).withSeed(seed));
            }
        }
    }

    private void train(Item2VecOptions options) {
        Item2VecModel model = Item2VecTrainer.fit(Sequences.of(corpus), items, options, ProgressListener.none());
        TrackVectors vectors = model.vectors();
        IdMap.Builder ids = new IdMap.Builder();
        for (int row = 0; row < vectors.rows(); row++) {
            ids.add(items.id(vectors.track(row)));
        }
        String name = String.format(
                Locale.ROOT,
                "reco %s, %d epochs, seed %d",
                options.sharedContexts() == 1 ? "exact" : "shared " + options.sharedContexts(),
                options.epochs(),
                options.seed());
        measure(name, ids.build(), vectors.unitMatrix());
    }

    private void measure(String name, IdMap ids, FloatMatrix unit) {
        int[] countOfRow = new int[ids.size()];
        int[] rowOf = new int[items.size()];
        Arrays.fill(rowOf, IdMap.ABSENT);
        for (int row = 0; row < countOfRow.length; row++) {
            int item = items.indexOf(ids.id(row));
            if (item != IdMap.ABSENT) { // else </s> and the like
                countOfRow[row] = counts[item];
                rowOf[item] = row;
            }
        }
        double purity = ClusterMetrics.purity(ids, unit, countOfRow, clusters, 10, 20);
        double auc = ClusterMetrics.auc(unit, cumulative, rowOf, held, 5, 1);
        out.printf(Locale.ROOT, "%-44s  %9.4f  %6.4f%n", name, purity, auc);
    }

    private static List<String> words(String line) {
        StringTokenizer words = new StringTokenizer(line, " ");
        List<String> out = new ArrayList<>(words.countTokens());
        while (words.hasMoreTokens()) {
            out.add(words.nextToken());
        }
        return out;
    }
}
