package io.reco.benchmarks.quality;

import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.zip.GZIPInputStream;

/**
 * The sessions of "Word2vec applied to Recommendation: Hyperparameters Matter" (Caselles-Dupre, Lesaint, Royo-Letelier
 * 2018): the last item of every session is held out; the last but one asks for its ten nearest neighbours by cosine, itself
 * excluded, and a hit is the last one. 1,000 random sessions validate, 1,000 others test. A pair with an item that has no
 * vector is a miss.
 *
 * <pre>
 * EcommerceQuality SESSIONS.txt[.gz] [VECTORS.txt ...] [--settings published,text] [--shared 1,10] [--fresh 0]
 *     [--seeds 1,2,3] [--pairs-seed 1] [--sentences TRAIN.txt]
 * </pre>
 *
 * <p>{@code --sentences} writes the training sessions for other trainers, whose vectors are measured beside ours.
 */
public final class EcommerceQuality {
    private static final int PAIRS = 1_000;
    private static final int K = 10;

    private final IdMap items;
    private final List<int[]> train;
    private final List<int[]> validation;
    private final List<int[]> test;
    private final PrintStream out;

    private EcommerceQuality(IdMap items, List<int[]> sessions, long seed, PrintStream out) {
        this.items = items;
        this.out = out;
        train = NextItems.withoutLast(sessions);
        validation = NextItems.lastPairs(sessions, 0, PAIRS, seed);
        test = NextItems.lastPairs(sessions, PAIRS, PAIRS, seed);
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Flags flags = Flags.of(args, "EcommerceQuality SESSIONS.txt[.gz] [VECTORS.txt ...] [--name value ...]", 1);
        IdMap.Builder ids = new IdMap.Builder();
        List<int[]> sessions = read(Path.of(flags.plain(0)), ids);
        EcommerceQuality quality = new EcommerceQuality(ids.build(), sessions, flags.integer("pairs-seed", 1), out);
        List<String> settings = flags.list("settings", "text,published");
        long[] shared = flags.longs("shared", "1,10");
        long[] seeds = flags.longs("seeds", "1,2,3");
        int threads = flags.integer("threads", 1);
        int fresh = flags.integer("fresh", 0);
        String sentences = flags.text("sentences", "");
        flags.done();
        if (!sentences.isEmpty()) {
            quality.write(Path.of(sentences));
        }
        out.printf(
                "split: last item of each of %d sessions held out; candidates: all items with a vector but the query; cases:"
                        + " %d validation, %d test%n",
                sessions.size(), quality.validation.size(), quality.test.size());
        out.printf(
                "%-40s  %10s  %11s  %12s  %9s%n",
                "vectors", "valid HR@10", "valid NDCG@10", "test HR@10", "test NDCG@10");
        for (String file : flags.plainFrom(1)) {
            quality.measure(Path.of(file));
        }
        for (String setting : settings) {
            for (long contexts : shared) {
                for (long seed : seeds) {
                    quality.train(
                            setting,
                            named(setting)
                                    .withSharedContexts((int) contexts)
                                    .withFreshNegatives(fresh)
                                    .withSeed(seed)
                                    .withThreads(threads));
                }
            }
        }
    }

    private static Item2VecOptions named(String setting) {
        return switch (setting) {
            case "text" -> Item2VecOptions.TEXT;
            case "published" ->
                Item2VecOptions.TEXT
                        .withDimension(50)
                        .withWindow(3)
                        .withEpochs(140)
                        .withSubsample(1e-3)
                        .withExponent(1)
                        .withMinCount(1);
            default -> throw new IllegalArgumentException("--settings " + setting + " is not one of text, published");
        };
    }

    private void train(String setting, Item2VecOptions options) {
        Item2VecModel model = Item2VecTrainer.fit(Sequences.of(train), items, options, ProgressListener.none());
        TrackVectors vectors = model.vectors();
        int[] rowOf = new int[items.size()];
        Arrays.setAll(rowOf, vectors::row);
        String mode = options.sharedContexts() == 1 ? "exact" : "shared " + options.sharedContexts();
        print("reco, " + setting + ", " + mode + ", seed " + options.seed(), rowOf, vectors.unitMatrix());
    }

    private void measure(Path file) throws IOException {
        TextVectors vectors = TextVectors.read(file);
        int[] rowOf = new int[items.size()];
        Arrays.setAll(rowOf, i -> vectors.ids().indexOf(items.id(i)));
        print(file.getFileName().toString(), rowOf, vectors.unit());
    }

    private void print(String name, int[] rowOf, FloatMatrix unit) {
        NextItems valid = measure(validation, rowOf, unit);
        NextItems tested = measure(test, rowOf, unit);
        out.printf(
                Locale.ROOT,
                "%-40s  %10.4f  %13.4f  %.4f ±%.3f  %12.4f%n",
                name,
                valid.hitRate(),
                valid.ndcg(),
                tested.hitRate(),
                tested.hitRateHalfWidth(),
                tested.ndcg());
    }

    private NextItems measure(List<int[]> pairs, int[] rowOf, FloatMatrix unit) {
        NextItems result = new NextItems(items, K);
        float[] scores = new float[items.size()];
        for (int[] pair : pairs) {
            int query = rowOf[pair[0]];
            if (query == IdMap.ABSENT) {
                result.addMiss();
                continue;
            }
            for (int i = 0; i < scores.length; i++) {
                scores[i] =
                        rowOf[i] == IdMap.ABSENT || i == pair[0] ? Float.NEGATIVE_INFINITY : dot(unit, query, rowOf[i]);
            }
            result.add(scores, pair[1]);
        }
        return result;
    }

    private static float dot(FloatMatrix unit, int a, int b) {
        float[] x = unit.array(a);
        float[] y = unit.array(b);
        float sum = 0;
        for (int i = 0; i < unit.dim(); i++) {
            sum += x[unit.offset(a) + i] * y[unit.offset(b) + i];
        }
        return sum;
    }

    private void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int[] session : train) {
            lines.add(
                    String.join(" ", Arrays.stream(session).mapToObj(items::id).toList()));
        }
        Files.write(file, lines);
    }

    private static List<int[]> read(Path file, IdMap.Builder ids) throws IOException {
        List<int[]> sessions = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                StringTokenizer words = new StringTokenizer(line, " ");
                int[] session = new int[words.countTokens()];
                for (int i = 0; i < session.length; i++) {
                    session[i] = ids.add(words.nextToken());
                }
                sessions.add(session);
            }
        }
        return sessions;
    }
}
