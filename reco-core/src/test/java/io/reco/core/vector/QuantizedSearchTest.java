package io.reco.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantizedSearchTest {

    private static final long SEED = 60_617L;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(2);

    private final Random random = new Random(SEED);

    @AfterAll
    static void stopPool() {
        POOL.shutdown();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void theAnswersAreThoseOfExactSearchToTheBit(Metric metric) {
        for (int dim : new int[] {1, 5, 64, 65, 130}) {
            FloatMatrix vectors = rows(3_000, dim, metric);
            FloatMatrix queries = rows(20, dim, Metric.DOT);
            QuantizedSearch search = QuantizedSearch.of(vectors, metric);
            ExactSearch exact = ExactSearch.of(vectors, metric);
            for (int k : new int[] {1, 10, 200}) {
                List<SearchHits> expected = exact.searchAll(queries, k);
                assertThat(search.searchAll(queries, k)).isEqualTo(expected);
                assertOneByOne(search, queries, k, expected, dim);
                assertThat(search.searchAll(queries.slice(3, 5), k)).isEqualTo(expected.subList(3, 8));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void withBytesOnlyTheAnswersAreThoseOfExactSearchOverTheDecodedRows(Metric metric) {
        for (int dim : new int[] {1, 5, 64, 65, 130}) {
            FloatMatrix queries = rows(20, dim, Metric.DOT);
            QuantizedMatrix codes = QuantizedMatrix.of(rows(3_000, dim, metric));
            FloatMatrix decoded = FloatMatrix.allocate(3_000, dim);
            codes.decode(0, 3_000, decoded);
            QuantizedSearch search = QuantizedSearch.of(codes, metric);
            List<SearchHits> expected = ExactSearch.of(decoded, metric).searchAll(queries, 30);
            assertThat(search.searchAll(queries, 30)).isEqualTo(expected);
            assertOneByOne(search, queries, 30, expected, dim);
        }
    }

    private static void assertOneByOne(
            QuantizedSearch search, FloatMatrix queries, int k, List<SearchHits> expected, int dim) {
        for (int q = 0; q < queries.rows(); q++) {
            float[] query = new float[dim];
            queries.copyRow(q, query, 0);
            assertThat(search.search(query, k))
                    .as("seed %d, dim %d, k %d, query %d", SEED, dim, k, q)
                    .isEqualTo(expected.get(q));
        }
    }

    @Test
    void rowsAreNotRuledOutByWhatTheirBytesOrThoseOfTheQueryLost() {
        for (boolean wholeQuery : new boolean[] {true, false}) {
            float[] query = new float[64];
            for (int i = 0; i < 64; i++) {
                query[i] = wholeQuery ? random.nextInt(2) * 2 - 1 : (float) random.nextGaussian();
            }
            FloatMatrix vectors = nearlyEqualScores(query);
            assertThat(QuantizedSearch.of(vectors, Metric.DOT).search(query, 10))
                    .as("seed %d, whole query %s", SEED, wholeQuery)
                    .isEqualTo(ExactSearch.of(vectors, Metric.DOT).search(query, 10));
        }
    }

    /** Rows with scores in [3, 3.001], which bytes change by about .05. A query of -1 and 1 loses nothing. */
    private FloatMatrix nearlyEqualScores(float[] query) {
        FloatMatrix vectors = FloatMatrix.allocate(4_000, 64);
        float[] row = new float[64];
        double norm = 1 / FloatMatrix.inverseNorm(query, 0, 64);
        for (int r = 0; r < 4_000; r++) {
            double dot = 0;
            for (int i = 0; i < 64; i++) {
                row[i] = (float) random.nextGaussian();
                dot += (double) row[i] * query[i];
            }
            double missing = (3 + 0.001 * random.nextDouble() - dot) / (norm * norm);
            for (int i = 0; i < 64; i++) {
                row[i] += (float) (missing * query[i]);
            }
            vectors.setRow(r, row, 0);
        }
        return vectors;
    }

    @Test
    void onlyFewRowsAreScoredInFloat() {
        FloatMatrix vectors = rows(20_000, 128, Metric.COSINE_OF_UNIT_ROWS);
        float[] query = new float[128];
        rows(1, 128, Metric.DOT).copyRow(0, query, 0);
        QuantizedSearch search = QuantizedSearch.of(vectors, Metric.COSINE_OF_UNIT_ROWS);
        AtomicInteger asked = new AtomicInteger();
        search.search(query, 10, row -> asked.incrementAndGet() > 0);
        AtomicInteger scored = new AtomicInteger();
        VectorKernels counting = countingScores(Kernels.get().kernels(), scored);
        QuantizedSearch.of(vectors, Metric.COSINE_OF_UNIT_ROWS, counting).search(query, 10);
        assertThat(scored.get()).isBetween(asked.get(), 20_000 / 50);
    }

    /** The same kernels; counts the calls of {@code scores}. */
    private static VectorKernels countingScores(VectorKernels kernels, AtomicInteger calls) {
        return (VectorKernels) Proxy.newProxyInstance(
                VectorKernels.class.getClassLoader(),
                new Class<?>[] {VectorKernels.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("scores")) {
                        calls.incrementAndGet();
                    }
                    return method.invoke(kernels, arguments);
                });
    }

    @Test
    void aPaddedAndAWrappedMatrixAreSearchedAlike() {
        float[] data = new float[900 * 11 + 4];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        FloatMatrix wrapped = FloatMatrix.wrap(data, 4, 900, 9, 11);
        FloatMatrix queries = rows(9, 9, Metric.DOT);
        assertThat(QuantizedSearch.of(wrapped, Metric.COSINE).searchAll(queries.slice(0, 4), 12))
                .isEqualTo(ExactSearch.of(wrapped, Metric.COSINE).searchAll(queries.slice(0, 4), 12));
    }

    @Test
    void threadsTieRanksAndFiltersChangeTheAnswerAsInExactSearch() {
        int rows = 9_000;
        FloatMatrix vectors = FloatMatrix.allocate(rows, 40);
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < 40; i++) {
                vectors.array(r)[vectors.offset(r) + i] = random.nextInt(3) - 1; // many equal scores
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            order.add(r);
        }
        Collections.shuffle(order, random);
        int[] rank = order.stream().mapToInt(r -> r).toArray();
        for (QuantizedSearch search : List.of(
                QuantizedSearch.of(vectors, Metric.DOT), QuantizedSearch.of(QuantizedMatrix.of(vectors), Metric.DOT))) {
            for (int count : new int[] {1, 3, 30}) {
                FloatMatrix queries = vectors.slice(77, count);
                List<SearchHits> expected = ExactSearch.of(vectors, Metric.DOT)
                        .withTieRank(rank)
                        .searchAll(queries, 50, (q, row) -> (row + q) % 3 != 0);
                QuantizedSearch ranked = search.withTieRank(rank);
                for (QuantizedSearch s : List.of(ranked, ranked.withThreads(POOL, 3))) {
                    List<SearchHits> hits = s.searchAll(queries, 50, (q, row) -> (row + q) % 3 != 0);
                    for (int q = 0; q < count; q++) {
                        // Decoded ones are 127 * (1 / 127f): rounded, so only the order is the same.
                        assertThat(hits.get(q).rows()).isEqualTo(expected.get(q).rows());
                    }
                }
            }
        }
    }

    @Test
    void rowsAndQueriesOfUnusualSizeAreFound() {
        FloatMatrix vectors = FloatMatrix.allocate(2_000, 7);
        float[] row = new float[7];
        float[] sizes = {0, 1e-44f, 1e-38f, 1e-30f, 1e-12f, 1, 1e12f, 1e17f};
        for (int r = 0; r < 2_000; r++) {
            for (int i = 0; i < 7; i++) {
                row[i] = (float) (random.nextGaussian() * sizes[random.nextInt(sizes.length)]);
            }
            vectors.setRow(r, row, 0);
        }
        for (Metric metric : List.of(Metric.DOT, Metric.COSINE)) {
            QuantizedSearch search = QuantizedSearch.of(vectors, metric);
            ExactSearch exact = ExactSearch.of(vectors, metric);
            for (float size : new float[] {0, 1e-44f, 1e-38f, 1e-20f, 1, 1e19f}) {
                for (int i = 0; i < 7; i++) {
                    row[i] = (float) (random.nextGaussian() * size);
                }
                assertThat(search.search(row, 40)).as("%s %s", metric, size).isEqualTo(exact.search(row, 40));
            }
        }
    }

    @Test
    void bytesAreNearTheRowsAndTakeAQuarterOfTheMemory() {
        FloatMatrix vectors = rows(500, 128, Metric.DOT);
        QuantizedMatrix codes = QuantizedMatrix.of(vectors);
        float[] row = new float[128];
        float[] decoded = new float[128];
        for (int r = 0; r < 500; r++) {
            vectors.copyRow(r, row, 0);
            codes.copyRow(r, decoded, 0);
            float largest = 0;
            double lost = 0;
            for (int i = 0; i < 128; i++) {
                largest = Math.max(largest, Math.abs(row[i]));
                lost += Math.pow(row[i] - (double) decoded[i], 2);
            }
            for (int i = 0; i < 128; i++) {
                assertThat(Math.abs(row[i] - decoded[i])).isLessThanOrEqualTo(largest / 253.9f);
            }
            assertThat((double) codes.residual(r)).isBetween(Math.sqrt(lost), Math.sqrt(lost) * 1.000001);
        }
        assertThat(codes.bytes()).isEqualTo(500 * 140 + 16);
    }

    @Test
    void rowsThatCannotBeUsedAreNamed() {
        FloatMatrix vectors = rows(20, 3, Metric.DOT);
        vectors.setRow(7, new float[] {1, Float.NaN, 0}, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuantizedMatrix.of(vectors))
                .withMessage("Row 7, component 1: NaN is not finite");
        vectors.setRow(7, new float[] {1e30f, 0, 0}, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuantizedMatrix.of(vectors))
                .withMessageContaining("Row 7: a norm of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuantizedMatrix.of(FloatMatrix.allocate(0, QuantizedMatrix.LARGEST_DIM + 1)))
                .withMessageContaining("dim: 131073");
    }

    /** Rows of norms from 0 to 10, some of them equal, some with one large component. */
    private FloatMatrix rows(int rows, int dim, Metric metric) {
        FloatMatrix m = FloatMatrix.allocate(rows, dim);
        float[] row = new float[dim];
        for (int r = 0; r < rows; r++) {
            if (r % 17 != 3) {
                float size = 10 * random.nextFloat();
                for (int i = 0; i < dim; i++) {
                    row[i] = (float) random.nextGaussian() * size;
                }
                if (r % 11 == 5) {
                    row[random.nextInt(dim)] *= 50;
                }
            }
            m.setRow(r, row, 0);
        }
        if (metric == Metric.COSINE_OF_UNIT_ROWS) {
            m.normalizeRows();
        }
        return m;
    }
}
