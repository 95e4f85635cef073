package io.reco.rerank.diversity;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.random.SplitMix64;
import io.reco.rerank.RandomWorld;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.RuleContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GreedyDppTest extends RuleContract {
    private static final TrackSimilarity UNRELATED = (t, u) -> t == u ? 1 : 0;

    @Override
    protected Rule rule() {
        return GreedyDpp.linear(UNRELATED);
    }

    @Override
    protected Rule ruleIn(RandomWorld world) {
        return GreedyDpp.exponential(0.7, cosine(world.data().catalog().trackCount(), 4));
    }

    /** Of unrelated tracks the one of the highest quality adds most: the order of the scores. */
    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(GreedyDpp.exponential(0.5, UNRELATED));
    }

    private static TrackSimilarity cosine(int tracks, int dimension) {
        return TrackSimilarity.cosine(vectors(tracks, dimension, 3), dimension);
    }

    private static double[] vectors(int rows, int dimension, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        double[] vectors = new double[rows * dimension];
        Arrays.setAll(vectors, i -> random.nextGaussian());
        return vectors;
    }

    private static double[] flat(List<Map<String, String>> items) {
        return items.stream()
                .flatMap(item -> Arrays.stream(item.getOrDefault("vector", "").split(",")))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static List<Map<String, String>> rows(String name, String what) {
        return GoldenFile.rows("dpp.tsv").stream()
                .filter(row -> name.equals(row.get("case")) && what.equals(row.get("what")))
                .toList();
    }

    @Test
    void goldenCasesOfThePlainAlgorithm() {
        for (String name : List.of("plain", "theta07", "lowrank", "copies", "zero")) {
            List<Map<String, String>> items = rows(name, "item");
            List<Map<String, String>> expected = rows(name, "pick");
            double[] vectors = flat(items);
            GreedyDpp.Selection selection = GreedyDpp.select(
                    items.stream()
                            .mapToDouble(item -> GoldenFile.number(item, "quality"))
                            .toArray(),
                    vectors,
                    vectors.length / items.size(),
                    (int) GoldenFile.number(items.get(0), "asked"));
            assertThat(selection.picks())
                    .as(name)
                    .containsExactly(expected.stream()
                            .mapToInt(row -> (int) GoldenFile.number(row, "row"))
                            .toArray());
            assertThat(selection.logGains())
                    .as(name)
                    .containsExactly(
                            expected.stream()
                                    .mapToDouble(row -> GoldenFile.number(row, "log_gain"))
                                    .toArray(),
                            within(1e-9));
        }
    }

    /** The rule in a pipeline picks what the plain algorithm picks, and goes on by score when nothing is gained any more. */
    @Test
    void goldenCasesInAPipeline() {
        for (String name : List.of("plain", "theta07", "lowrank", "copies", "zero")) {
            List<Map<String, String>> items = rows(name, "item");
            SmallCatalog catalog = new SmallCatalog();
            for (int i = 0; i < items.size(); i++) {
                catalog.track("t" + (10 + i));
            }
            SmallCatalog.Built small = catalog.build();
            double[] vectors = flat(items);
            TrackSimilarity cosine = TrackSimilarity.cosine(vectors, vectors.length / items.size());
            GreedyDpp rule = name.equals("theta07") ? GreedyDpp.exponential(0.7, cosine) : GreedyDpp.linear(cosine);
            double[] scores = items.stream()
                    .mapToDouble(item -> GoldenFile.number(item, "relevance"))
                    .toArray();
            List<String> expected = new ArrayList<>();
            rows(name, "pick").forEach(row -> expected.add("t" + (10 + (int) GoldenFile.number(row, "row"))));
            IntStream.range(0, items.size())
                    .boxed()
                    .sorted((i, j) -> Double.compare(scores[j], scores[i]))
                    .map(i -> "t" + (10 + i))
                    .filter(id -> !expected.contains(id))
                    .forEach(expected::add);
            int asked = (int) GoldenFile.number(items.get(0), "asked");
            Reranked list = RulePipeline.of(rule).apply(small.scored(scores), small.context(), asked);
            assertThat(ids(list)).as(name).isEqualTo(expected.subList(0, asked));
        }
    }

    /** Each pick is the one that raises the determinant most, worked out by elimination. */
    @Test
    void everyPickRaisesTheDeterminantMost() {
        for (long seed = 700; seed < 760; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            int n = 2 + random.nextInt(8);
            int d = 1 + random.nextInt(6);
            double[] vectors = vectors(n, d, seed);
            double[] qualities = random.nextInt(2) == 0
                    ? IntStream.range(0, n)
                            .mapToDouble(i -> 0.5 + random.nextDouble())
                            .toArray()
                    : IntStream.range(0, n).mapToDouble(i -> 1).toArray();
            GreedyDpp.Selection selection = GreedyDpp.select(qualities, vectors, d, n);
            assertThat(selection.picks().length).as("seed %d", seed).isEqualTo(Math.min(n, d));
            List<Integer> set = new ArrayList<>();
            double before = 1;
            for (int p = 0; p < selection.picks().length; p++) {
                double best = 0;
                for (int i = 0; i < n; i++) {
                    if (!set.contains(i)) {
                        set.add(i);
                        best = Math.max(best, determinant(qualities, vectors, d, set));
                        set.remove(set.size() - 1);
                    }
                }
                set.add(selection.picks()[p]);
                double taken = determinant(qualities, vectors, d, set);
                assertThat(taken).as("seed %d, pick %d", seed, p).isCloseTo(best, within(1e-9 * (1 + best)));
                assertThat(Math.exp(selection.logGains()[p]) * before)
                        .as("seed %d, pick %d", seed, p)
                        .isCloseTo(taken, within(1e-9 * (1 + taken)));
                before = taken;
            }
        }
    }

    private static double determinant(double[] q, double[] vectors, int d, List<Integer> set) {
        int n = set.size();
        double[][] a = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                int i = set.get(r);
                int j = set.get(c);
                double dot = 0;
                double ii = 0;
                double jj = 0;
                for (int l = 0; l < d; l++) {
                    dot += vectors[i * d + l] * vectors[j * d + l];
                    ii += vectors[i * d + l] * vectors[i * d + l];
                    jj += vectors[j * d + l] * vectors[j * d + l];
                }
                a[r][c] = q[i] * q[j] * dot / Math.sqrt(ii * jj);
            }
        }
        double determinant = 1;
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
            }
            double[] swapped = a[c];
            a[c] = a[pivot];
            a[pivot] = swapped;
            determinant *= pivot == c ? a[c][c] : -a[c][c];
            for (int r = c + 1; r < n && a[c][c] != 0; r++) {
                double factor = a[r][c] / a[c][c];
                for (int l = c; l < n; l++) {
                    a[r][l] -= factor * a[c][l];
                }
            }
        }
        return determinant;
    }

    @Test
    void capsHoldUnderIt() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("1", "A")
                .track("2", "A")
                .track("3", "B")
                .track("4", "C")
                .build();
        double[] vectors = {1, 0, 0, 1, 1, 0.1, -1, 0.5};
        Reranked list = small.apply(GreedyDpp.exponential(0.1, TrackSimilarity.cosine(vectors, 2)), Cap.perArtist(1));
        assertThat(ids(list)).containsExactly("1", "4", "3");
    }

    @Test
    void copiesOfGreatQualityAreCopiesStill() {
        double[] vectors = {1, 2, 3, 1, 2, 3, -1, 1, 0.5};
        GreedyDpp.Selection selection = GreedyDpp.select(new double[] {1e6, 1e6, 1e6}, vectors, 3, 3);
        assertThat(selection.picks()).containsExactly(0, 2);
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> GreedyDpp.exponential(1, UNRELATED))
                .hasMessageContaining("theta 1.0 is not in [0, 1)");
        assertThatThrownBy(() -> new GreedyDpp(GreedyDpp.Quality.LINEAR, 0.5, UNRELATED))
                .hasMessageContaining("theta 0.5 has no effect");
        assertThatThrownBy(() -> GreedyDpp.select(new double[2], new double[3], 2, 1))
                .hasMessageContaining("3 values are not 2 rows of 2");
        assertThatThrownBy(() -> GreedyDpp.select(new double[] {Double.NaN}, new double[2], 2, 1))
                .hasMessageContaining("quality NaN of row 0");
    }
}
