package io.reco.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactSearchTest {

    private static final long SEED = 7_001L;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(3);

    private final Random random = new Random(SEED);

    @AfterAll
    static void stopPool() {
        POOL.shutdown();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void findsWhatAFullSortOfIntegerScoresPutsFirst(Metric metric) {
        // Small integers: dot products are exact in float, so ties are real ties in every kernel set.
        int dim = 21;
        FloatMatrix m = integers(700, dim);
        if (metric == Metric.COSINE_OF_UNIT_ROWS) {
            m.normalizeRows();
        }
        ExactSearch search = ExactSearch.of(m, metric);
        for (int k : new int[] {0, 1, 10, 699, 700, 5_000}) {
            float[] query = integerRow(dim);
            SearchHits hits = search.search(query, k);
            assertThat(hits.size()).as("seed %d, k %d", SEED, k).isEqualTo(Math.min(k, 700));
            double[] exact = IntStream.range(0, 700)
                    .mapToDouble(r -> score(m, r, query, metric))
                    .toArray();
            List<Integer> order = IntStream.range(0, 700)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(r -> -exact[r]).thenComparing(r -> r))
                    .toList();
            for (int i = 0; i < hits.size(); i++) {
                if (metric == Metric.DOT) {
                    assertThat(hits.row(i)).as("seed %d, hit %d", SEED, i).isEqualTo(order.get(i));
                }
                // With rounded cosines rows of equal exact score may change places: compare scores.
                assertThat(Math.abs(exact[hits.row(i)] - exact[order.get(i)])).isLessThan(2e-6);
                assertThat(Math.abs(hits.score(i) - exact[hits.row(i)])).isLessThan(2e-6);
            }
        }
    }

    @Test
    void refillsToExactlyKWheneverKRowsAreAccepted() {
        FloatMatrix m = integers(300, 8);
        ExactSearch search = ExactSearch.of(m, Metric.DOT);
        float[] query = integerRow(8);
        BitSet excluded = new BitSet();
        for (int row : search.search(query, 290).rows()) {
            excluded.set(row); // all but the ten worst
        }
        SearchHits hits = search.search(query, 10, RowFilter.excluding(excluded));
        assertThat(hits.size()).isEqualTo(10);
        assertThat(IntStream.of(hits.rows()).filter(excluded::get)).isEmpty();
        assertThat(search.search(query, 11, RowFilter.excluding(excluded)).size())
                .isEqualTo(10);
        assertThat(search.search(query, 11, row -> false).size()).isZero();
    }

    @Test
    void sameBitsForAnyThreadsBatchAndBlocks() {
        int rows = 3 * ExactSearch.ROWS_PER_UNIT + 77;
        FloatMatrix m = gaussians(rows, 12);
        FloatMatrix inBlocks = FloatMatrix.allocate(rows, 12, 16 * 1_000 + 12);
        for (int r = 0; r < rows; r++) {
            inBlocks.setRow(r, m.array(r), m.offset(r));
        }
        FloatMatrix queries = gaussians(2 * ExactSearch.QUERY_TILE + 5, 12);
        for (Metric metric : List.of(Metric.DOT, Metric.COSINE)) {
            ExactSearch one = ExactSearch.of(m, metric);
            List<SearchHits> expected = one.searchAll(queries, 9);
            for (int threads : new int[] {2, 4}) {
                assertThat(one.withThreads(POOL, threads).searchAll(queries, 9))
                        .as("seed %d, %s, %d threads", SEED, metric, threads)
                        .isEqualTo(expected);
            }
            assertThat(ExactSearch.of(inBlocks, metric).searchAll(queries, 9)).isEqualTo(expected);
            for (int j = 0; j < queries.rows(); j += 31) {
                float[] query = new float[12];
                queries.copyRow(j, query, 0);
                assertThat(one.search(query, 9)).as("query %d alone", j).isEqualTo(expected.get(j));
                assertThat(one.withThreads(POOL, 3).search(query, 9)).isEqualTo(expected.get(j));
            }
        }
    }

    @Test
    void aBatchDecidesBetweenScoresThatDifferInTheLastBitAsASingleQueryDoes() {
        // Permutations of one row against a constant query: equal in exact arithmetic, so rounding alone orders them.
        int dim = 150;
        float[][] rows = new float[900][dim];
        List<Float> components = new ArrayList<>();
        for (int i = 0; i < dim; i++) {
            components.add((float) random.nextGaussian());
        }
        for (float[] row : rows) {
            Collections.shuffle(components, random);
            float scale = 1f / (1 << random.nextInt(3));
            for (int i = 0; i < dim; i++) {
                row[i] = components.get(i) * scale;
            }
        }
        FloatMatrix m = FloatMatrix.copyOf(rows, dim);
        float[][] queries = new float[40][dim];
        for (int j = 0; j < queries.length; j++) {
            Arrays.fill(queries[j], (j - 20.5f) * 0.37f);
        }
        float[] compact = new float[rows.length * dim];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, compact, r * dim, dim);
        }
        for (FloatMatrix matrix : List.of(m, FloatMatrix.wrap(compact, 0, rows.length, dim, dim))) {
            for (Metric metric : List.of(Metric.DOT, Metric.COSINE)) {
                ExactSearch search = ExactSearch.of(matrix, metric);
                List<SearchHits> batch = search.searchAll(FloatMatrix.copyOf(queries, dim), 25);
                for (int j = 0; j < queries.length; j++) {
                    assertThat(batch.get(j)).as("%s, query %d", metric, j).isEqualTo(search.search(queries[j], 25));
                }
            }
        }
    }

    @Test
    void aRowWhoseSumOverflowsOnTheWayInOneOrderOnlyIsJudgedAsForASingleQuery() {
        int dim = 32;
        float[][] rows = new float[20][dim];
        for (int r = 0; r < 20; r++) {
            rows[r][31] = -r - 1;
        }
        // From left to right the sum is -infinity after two products; taken in lanes of 8 or 16 every lane is 0.
        rows[7] = new float[dim];
        for (int i : new int[] {0, 1}) {
            rows[7][i] = -0x1.8p63f;
            rows[7][i + 16] = 0x1.8p63f;
        }
        float[][] queries = new float[3][dim];
        for (float[] query : queries) {
            Arrays.fill(query, 0x1p64f);
        }
        ExactSearch search = ExactSearch.of(FloatMatrix.copyOf(rows, dim), Metric.DOT);
        SearchHits alone = search.search(queries[0], 5);
        assertThat(alone.row(0)).isEqualTo(Kernels.get().name().equals("simd") ? 7 : 0);
        assertThat(search.searchAll(FloatMatrix.copyOf(queries, dim), 5)).containsOnly(alone);
    }

    @Test
    void manyGroupsOverFewRowsAreSharedOutByGroup() {
        FloatMatrix m = gaussians(50, 6);
        FloatMatrix queries = gaussians(10 * ExactSearch.QUERY_TILE + 3, 6);
        ExactSearch search = ExactSearch.of(m, Metric.DOT);
        BatchRowFilter notOwnRow = (query, row) -> query % 50 != row;
        List<SearchHits> hits = search.withThreads(POOL, 3).searchAll(queries, 4, notOwnRow);
        assertThat(hits).isEqualTo(search.searchAll(queries, 4, notOwnRow)).hasSize(queries.rows());
        for (int j = 0; j < hits.size(); j++) {
            assertThat(hits.get(j).rows()).doesNotContain(j % 50).hasSize(4);
        }
    }

    @Test
    void equalScoresFollowTheTieRank() {
        FloatMatrix m = FloatMatrix.copyOf(new float[][] {{1}, {1}, {2}, {1}}, 1);
        ExactSearch search = ExactSearch.of(m, Metric.DOT);
        assertThat(search.search(new float[] {1}, 3).rows()).containsExactly(2, 0, 1);
        assertThat(search.withTieRank(new int[] {3, 1, 0, 2})
                        .search(new float[] {1}, 3)
                        .rows())
                .containsExactly(2, 1, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.withTieRank(new int[3]))
                .withMessageContaining("length 3");
    }

    @Test
    void zeroVectorsHaveCosineZero() {
        FloatMatrix m = FloatMatrix.copyOf(new float[][] {{-1, 0}, {0, 0}, {2, 0}}, 2);
        SearchHits hits = ExactSearch.of(m, Metric.COSINE).search(new float[] {5, 0}, 3);
        assertThat(hits.rows()).containsExactly(2, 1, 0);
        assertThat(hits.scores()).containsExactly(1, 0, -1);
        assertThat(ExactSearch.of(m, Metric.COSINE).search(new float[2], 3).scores())
                .containsOnly(0f);
    }

    @Test
    void rowsOfExtremeNormHaveTheCosineOfTheKernels() {
        float[][] rows = {{3e38f, 3e38f}, {-3e38f, -3e38f}, {3e38f, 0}, {1e-37f, 2e-37f}, {0, 0}};
        FloatMatrix m = FloatMatrix.copyOf(rows, 2);
        for (float[] query : new float[][] {{1, 1}, {3e38f, 3e38f}, {1e-30f, -5e-30f}}) {
            SearchHits hits = ExactSearch.of(m, Metric.COSINE).search(query, rows.length);
            assertThat(hits.size()).isEqualTo(rows.length);
            for (int i = 0; i < hits.size(); i++) {
                float expected = Kernels.get().kernels().cosine(query, 0, rows[hits.row(i)], 0, 2);
                assertThat(hits.score(i))
                        .as("row %d", hits.row(i))
                        .isFinite()
                        .isCloseTo(expected, Offset.offset(2e-7f));
            }
        }
        assertThat(ExactSearch.of(m, Metric.COSINE)
                        .search(new float[] {1, 1}, 1)
                        .score(0))
                .isEqualTo(1f);
    }

    @Test
    void aNanRowIsNamedUnlessItIsExcluded() {
        FloatMatrix m = FloatMatrix.copyOf(new float[][] {{1}, {Float.NaN}, {2}}, 1);
        for (Metric metric : Metric.values()) {
            ExactSearch search = ExactSearch.of(m, metric);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> search.search(new float[] {1}, 1))
                    .withMessage("Score of row 1 is NaN");
            assertThat(search.search(new float[] {1}, 3, row -> row != 1).size())
                    .isEqualTo(2);
        }
    }

    @Test
    void badQueriesAreRefused() {
        ExactSearch search = ExactSearch.of(integers(3, 4), Metric.DOT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(new float[3], 1))
                .withMessageContaining("length 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(new float[4], -2))
                .withMessageContaining("k: -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(new float[] {0, Float.NaN, 0, 0}, 1))
                .withMessageContaining("component 1: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.searchAll(integers(2, 5), 1))
                .withMessageContaining("dim 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.withThreads(POOL, 0))
                .withMessageContaining("threads: 0");
    }

    @Test
    void emptyMatricesAndBatchesGiveEmptyAnswers() {
        ExactSearch search = ExactSearch.of(FloatMatrix.allocate(0, 4), Metric.COSINE);
        assertThat(search.search(new float[4], 5).size()).isZero();
        assertThat(search.searchAll(integers(2, 4), 5)).hasSize(2).allMatch(hits -> hits.size() == 0);
        assertThat(search.searchAll(integers(0, 4), 5)).isEmpty();
    }

    @Test
    void aRefusingExecutorLeavesTheWorkToTheCaller() {
        FloatMatrix m = gaussians(2 * ExactSearch.ROWS_PER_UNIT, 4);
        ExactSearch search = ExactSearch.of(m, Metric.DOT);
        float[] query = {1, 2, 3, 4};
        ExactSearch refused = search.withThreads(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                2);
        assertThat(refused.search(query, 5)).isEqualTo(search.search(query, 5));
        List<Runnable> never = new ArrayList<>();
        assertThat(search.withThreads(never::add, 2).search(query, 5)).isEqualTo(search.search(query, 5));
        never.forEach(Runnable::run); // a helper that starts late does nothing
    }

    @Test
    void whatAFilterThrowsReachesTheCallerFromAnyThread() {
        FloatMatrix m = gaussians(4 * ExactSearch.ROWS_PER_UNIT, 4);
        ExactSearch search = ExactSearch.of(m, Metric.DOT).withThreads(POOL, 4);
        AtomicInteger calls = new AtomicInteger();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> search.search(new float[] {1, 2, 3, 4}, 1_000_000, row -> {
                    if (calls.incrementAndGet() == 9_000) {
                        throw new UnsupportedOperationException("no");
                    }
                    return true;
                }));
    }

    private static double score(FloatMatrix m, int row, float[] query, Metric metric) {
        double dot = 0;
        double rr = 0;
        double qq = 0;
        for (int i = 0; i < m.dim(); i++) {
            dot += (double) m.get(row, i) * query[i];
            rr += (double) m.get(row, i) * m.get(row, i);
            qq += (double) query[i] * query[i];
        }
        if (metric == Metric.DOT) {
            return dot;
        }
        return rr == 0 || qq == 0 ? 0 : dot / Math.sqrt(rr * qq);
    }

    private float[] integerRow(int dim) {
        float[] row = new float[dim];
        for (int i = 0; i < dim; i++) {
            row[i] = random.nextInt(5) - 2;
        }
        return row;
    }

    private FloatMatrix integers(int rows, int dim) {
        float[][] data = new float[rows][];
        for (int r = 0; r < rows; r++) {
            data[r] = integerRow(dim);
        }
        return FloatMatrix.copyOf(data, dim);
    }

    private FloatMatrix gaussians(int rows, int dim) {
        FloatMatrix m = FloatMatrix.allocate(rows, dim);
        float[] row = new float[dim];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < dim; i++) {
                row[i] = (float) random.nextGaussian();
            }
            m.setRow(r, row, 0);
        }
        return m;
    }
}
