package io.reco.benchmarks.quality;

import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.io.DatasetFormats;
import io.reco.core.io.ReadOptions;
import io.reco.core.progress.ProgressListener;
import io.reco.core.random.SplitMix64;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The next song of radio playlists (yes_small): hit rate at 10, mean reciprocal rank and log-likelihood per transition over
 * all songs, the current one and played ones included. A tenth of the playlists of two songs or more validates, a fifth
 * tests, all at random; the rest trains.
 *
 * <pre>
 * NextSongQuality DIRECTORY [--part validation|test] [--seed 1] [--smoothing 50] [--reach 2] [--priors 0.5] [--dim 64] ...
 * </pre>
 *
 * <p>Item2vec predicts by {@code exp(in(i) . out(j)) n_j^b}, made a distribution over all songs, where i is the current
 * song: with plain training (the song before is as much a context as the next) and with {@link DirectedPairs}.
 */
public final class NextSongQuality {
    private final IdMap songs;
    private final List<int[]> train;
    private final List<int[]> asked;
    private final PrintStream out;

    private NextSongQuality(IdMap songs, List<int[]> train, List<int[]> asked, PrintStream out) {
        this.songs = songs;
        this.train = train;
        this.asked = asked;
        this.out = out;
    }

    /** Gives the scores, as probabilities, of all songs after a song. */
    private interface Predictor {
        void predict(int song, double[] probabilities);
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Flags flags = Flags.of(args, "NextSongQuality DIRECTORY [--name value ...]", 1);
        String part = flags.text("part", "validation");
        long seed = flags.integer("seed", 1);
        List<String> smoothings = flags.list("smoothing", "50");
        List<String> priors = flags.list("priors", "0.5");
        int reach = flags.integer("reach", 1);
        Item2VecOptions options = flags.item2vec(Item2VecOptions.MUSIC
                .withKeepOutputs(true)
                .withMinCount(1)
                .withSubsample(0)
                .withExponent(0.75)
                .withWindow(2)
                .withSeed(seed));
        flags.done();
        Dataset data = DatasetFormats.byName("lme")
                .read(Path.of(flags.plain(0)), ReadOptions.strict())
                .dataset();
        List<List<int[]>> parts =
                divide(Sequences.playlists(data.playlists()).ofAtLeast(2).toList(), seed);
        IdMap songs = data.catalog().tracks();
        List<int[]> asked = parts.get(part.equals("test") ? 2 : 1);
        NextSongQuality quality = new NextSongQuality(songs, parts.get(0), asked, out);
        out.printf(
                "split: random playlists, seed %d: %d train, %d validate, %d test; measured on %s; candidates: all %d songs,"
                        + " nothing filtered; cases: %d transitions%n",
                seed, parts.get(0).size(), parts.get(1).size(), parts.get(2).size(), part, songs.size(), cases(asked));
        out.printf("%-52s  %14s  %6s  %14s%n", "model", "HR@10", "MRR", "log-likelihood");
        MarkovChain counts = new MarkovChain(quality.train, songs.size(), 1);
        quality.row("popularity (songs that follow)", (song, p) -> counts.prior(p));
        for (String smoothing : smoothings) {
            MarkovChain chain = new MarkovChain(quality.train, songs.size(), Double.parseDouble(smoothing));
            quality.row("Markov, first order, smoothing " + smoothing, chain::probabilities);
        }
        quality.item2vec(options, reach, priors);
    }

    private void item2vec(Item2VecOptions options, int reach, List<String> priors) {
        Item2VecModel plain = Item2VecTrainer.fit(Sequences.of(train), songs, options, ProgressListener.none());
        FloatMatrix unit = plain.vectors().unitMatrix();
        row("item2vec, cosine, window " + options.window(), new VectorPredictor(plain.vectors(), unit, unit, 0, 0));
        FloatMatrix outputs = plain.outputs().orElseThrow();
        for (String prior : priors) {
            double b = Double.parseDouble(prior);
            row(
                    "item2vec, in x out, window " + options.window() + ", prior " + prior,
                    new VectorPredictor(plain.vectors(), plain.vectors().matrix(), outputs, 0, b));
        }
        IdMap.Builder both = new IdMap.Builder();
        for (String prefix : List.of("", ">")) {
            for (int s = 0; s < songs.size(); s++) {
                both.add(prefix + songs.id(s));
            }
        }
        Item2VecModel directed = Item2VecTrainer.fit(
                DirectedPairs.of(train, songs.size(), reach),
                both.build(),
                options.withWindow(1).withShrinkWindow(false),
                ProgressListener.none());
        FloatMatrix directedOutputs = directed.outputs().orElseThrow();
        for (String prior : priors) {
            row(
                    "item2vec, directed, reach " + reach + ", prior " + prior,
                    new VectorPredictor(
                            directed.vectors(),
                            directed.vectors().matrix(),
                            directedOutputs,
                            songs.size(),
                            Double.parseDouble(prior)));
        }
    }

    /** Softmax of {@code left . right + b log n} over the songs at {@code base} and after. */
    private static final class VectorPredictor implements Predictor {
        private final TrackVectors vectors;
        private final FloatMatrix left;
        private final FloatMatrix right;
        private final int base;
        private final double b;

        VectorPredictor(TrackVectors vectors, FloatMatrix left, FloatMatrix right, int base, double b) {
            this.vectors = vectors;
            this.left = left;
            this.right = right;
            this.base = base;
            this.b = b;
        }

        @Override
        public void predict(int song, double[] probabilities) {
            int from = vectors.row(song);
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < probabilities.length; j++) {
                int to = vectors.row(base + j);
                double logit = to == IdMap.ABSENT ? 0 : b * Math.log(vectors.support(to));
                if (from != IdMap.ABSENT && to != IdMap.ABSENT) {
                    logit += dot(left, from, right, to);
                }
                probabilities[j] = logit;
                max = Math.max(max, logit);
            }
            double sum = 0;
            for (int j = 0; j < probabilities.length; j++) {
                probabilities[j] = Math.exp(probabilities[j] - max);
                sum += probabilities[j];
            }
            for (int j = 0; j < probabilities.length; j++) {
                probabilities[j] /= sum;
            }
        }

        private static double dot(FloatMatrix left, int a, FloatMatrix right, int b) {
            float[] x = left.array(a);
            float[] y = right.array(b);
            int xOff = left.offset(a);
            int yOff = right.offset(b);
            float sum = 0;
            for (int i = 0; i < left.dim(); i++) {
                sum += x[xOff + i] * y[yOff + i];
            }
            return sum;
        }
    }

    private void row(String name, Predictor predictor) {
        NextItems result = new NextItems(songs, 10);
        double[] probabilities = new double[songs.size()];
        float[] scores = new float[songs.size()];
        int current = IdMap.ABSENT;
        for (int[] transition : bySong()) {
            if (transition[0] != current) { // transitions come by song: one prediction serves many
                current = transition[0];
                predictor.predict(current, probabilities);
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = (float) probabilities[i];
                }
            }
            result.add(scores, transition[1]);
            result.addLogProbability(Math.log(Math.max(Double.MIN_NORMAL, probabilities[transition[1]])));
        }
        out.printf(
                Locale.ROOT,
                "%-52s  %.4f ±%.4f  %.4f  %14.3f%n",
                name,
                result.hitRate(),
                result.hitRateHalfWidth(),
                result.reciprocalRank(),
                result.logLikelihood());
    }

    private List<int[]> bySong() {
        List<int[]> transitions = new ArrayList<>();
        for (int[] playlist : asked) {
            for (int i = 1; i < playlist.length; i++) {
                transitions.add(new int[] {playlist[i - 1], playlist[i]});
            }
        }
        transitions.sort((a, b) -> Integer.compare(a[0], b[0]));
        return transitions;
    }

    /** Seven tenths, one tenth and a fifth of the sequences, at random. */
    static List<List<int[]>> divide(List<int[]> sequences, long seed) {
        int[] order = new int[sequences.size()];
        java.util.Arrays.setAll(order, i -> i);
        new SplitMix64(seed).shuffle(order);
        List<List<int[]>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < order.length; i++) {
            int part = i < order.length / 5 ? 2 : i < order.length / 5 + order.length / 10 ? 1 : 0;
            parts.get(part).add(sequences.get(order[i]));
        }
        return parts;
    }

    private static long cases(List<int[]> sequences) {
        return sequences.stream().mapToLong(s -> s.length - 1).sum();
    }
}
