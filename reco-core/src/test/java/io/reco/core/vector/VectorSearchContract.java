package io.reco.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link VectorSearch} does. Subclasses say how to make one and how much of the truth it must find. */
public abstract class VectorSearchContract {

    private static final long SEED = 4_711L;

    private final Random random = new Random(SEED);

    /** Returns the search under test. */
    protected abstract VectorSearch search(FloatMatrix vectors, Metric metric);

    /** Returns the least mean share of the true k best rows that must be found. */
    protected abstract double leastRecall();

    /** Returns by how much a score may differ from the true one, relative to the norms. */
    protected abstract double scoreTolerance();

    @ParameterizedTest
    @EnumSource(Metric.class)
    void findsTheBestRowsInOrderAndWithTheirScores(Metric metric) {
        for (int dim : new int[] {3, 16, 37}) {
            FloatMatrix vectors = vectors(2_500, dim, metric);
            VectorSearch search = search(vectors, metric);
            FloatMatrix queries = gaussians(20, dim);
            double found = 0;
            List<SearchHits> all = search.searchAll(queries, 10);
            for (int q = 0; q < queries.rows(); q++) {
                double[] truth = truth(vectors, row(queries, q), metric);
                double[] sorted = truth.clone();
                java.util.Arrays.sort(sorted);
                SearchHits hits = all.get(q);
                assertThat(hits).isEqualTo(search.search(row(queries, q), 10));
                assertThat(hits.size()).isEqualTo(10);
                double size = metric == Metric.DOT ? norm(row(queries, q)) * 10 : 1;
                for (int i = 0; i < 10; i++) {
                    assertThat(Math.abs(hits.score(i) - truth[hits.row(i)]))
                            .as("seed %d, dim %d, query %d, hit %d", SEED, dim, q, i)
                            .isLessThanOrEqualTo(scoreTolerance() * size);
                    if (truth[hits.row(i)] >= sorted[sorted.length - 10] - scoreTolerance() * size) {
                        found++;
                    }
                    if (i > 0) {
                        assertThat(hits.score(i)).isLessThanOrEqualTo(hits.score(i - 1));
                    }
                }
                assertThat(IntStream.of(hits.rows()).distinct().count()).isEqualTo(10);
            }
            assertThat(found / (10 * queries.rows())).as("recall, dim %d", dim).isGreaterThanOrEqualTo(leastRecall());
        }
    }

    @Test
    void exactlyKAcceptedRowsComeBackWhateverTheFilterLeaves() {
        FloatMatrix vectors = vectors(3_000, 12, Metric.DOT);
        VectorSearch search = search(vectors, Metric.DOT);
        for (double share : new double[] {0.9, 0.5, 0.05, 0.004, 0.001, 0}) {
            BitSet accepted = new BitSet();
            for (int r = 0; r < 3_000; r++) {
                if (random.nextDouble() < share) {
                    accepted.set(r);
                }
            }
            float[] query = row(gaussians(1, 12), 0);
            for (int k : new int[] {1, 7, 40, 5_000}) {
                SearchHits hits = search.search(query, k, accepted::get);
                assertThat(hits.size())
                        .as("seed %d, share %s, k %d", SEED, share, k)
                        .isEqualTo(Math.min(k, accepted.cardinality()));
                assertThat(IntStream.of(hits.rows()).allMatch(accepted::get)).isTrue();
                assertThat(IntStream.of(hits.rows()).distinct().count()).isEqualTo(hits.size());
            }
        }
    }

    @Test
    void acceptedRowsThatLieFarFromTheQueryAreFoundToo() {
        FloatMatrix vectors = vectors(3_000, 8, Metric.COSINE);
        VectorSearch search = search(vectors, Metric.COSINE);
        float[] query = row(gaussians(1, 8), 0);
        double[] truth = truth(vectors, query, Metric.COSINE);
        SearchHits hits = search.search(query, 25, r -> truth[r] < -0.5);
        assertThat(hits.size()).isEqualTo(25);
        assertThat(IntStream.of(hits.rows()).allMatch(r -> truth[r] < -0.5)).isTrue();
    }

    @Test
    void eachQueryOfABatchHasItsOwnFilter() {
        FloatMatrix vectors = vectors(1_000, 9, Metric.DOT);
        VectorSearch search = search(vectors, Metric.DOT);
        FloatMatrix queries = gaussians(70, 9);
        List<SearchHits> hits = search.searchAll(queries, 5, (q, r) -> r % 7 == q % 7);
        for (int q = 0; q < 70; q++) {
            int rest = q % 7;
            assertThat(hits.get(q).size()).isEqualTo(5);
            assertThat(IntStream.of(hits.get(q).rows()).allMatch(r -> r % 7 == rest))
                    .isTrue();
        }
    }

    @Test
    void equalRowsFollowTheirIndex() {
        FloatMatrix vectors = FloatMatrix.copyOf(new float[][] {{1, 0}, {2, 0}, {2, 0}, {1, 0}, {2, 0}}, 2);
        VectorSearch search = search(vectors, Metric.DOT);
        assertThat(search.search(new float[] {1, 0}, 4).rows()).containsExactly(1, 2, 4, 0);
    }

    @Test
    void aQueryOfZerosScoresZeroEverywhere() {
        FloatMatrix vectors = vectors(900, 5, Metric.COSINE);
        SearchHits hits = search(vectors, Metric.COSINE).search(new float[5], 3);
        assertThat(hits.rows()).containsExactly(0, 1, 2);
        assertThat(hits.scores()).containsOnly(0f);
    }

    @Test
    void saysWhatItIs() {
        VectorSearch search = search(vectors(30, 5, Metric.COSINE), Metric.COSINE);
        assertThat(search.rows()).isEqualTo(30);
        assertThat(search.dim()).isEqualTo(5);
        assertThat(search.metric()).isEqualTo(Metric.COSINE);
    }

    @Test
    void emptySetsEmptyBatchesAndKOfZeroGiveEmptyAnswers() {
        VectorSearch none = search(FloatMatrix.allocate(0, 4), Metric.DOT);
        assertThat(none.search(new float[] {1, 2, 3, 4}, 5).size()).isZero();
        VectorSearch some = search(vectors(50, 4, Metric.DOT), Metric.DOT);
        assertThat(some.searchAll(FloatMatrix.allocate(0, 4), 5)).isEmpty();
        assertThat(some.search(new float[] {1, 2, 3, 4}, 0).size()).isZero();
    }

    @Test
    void badQueriesAreRefused() {
        VectorSearch search = search(vectors(50, 4, Metric.DOT), Metric.DOT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(new float[3], 1))
                .withMessageContaining("length 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(new float[4], -1))
                .withMessageContaining("k: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.search(new float[] {0, Float.NaN, 0, 0}, 1))
                .withMessageContaining("component 1: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.searchAll(FloatMatrix.allocate(2, 5), 1))
                .withMessageContaining("dim 5");
    }

    /** Returns rows of norms up to 10. */
    private FloatMatrix vectors(int rows, int dim, Metric metric) {
        FloatMatrix m = gaussians(rows, dim);
        m.normalizeRows();
        if (metric != Metric.COSINE_OF_UNIT_ROWS) {
            for (int r = 0; r < rows; r++) {
                float[] row = row(m, r);
                float length = 10 * random.nextFloat();
                for (int i = 0; i < dim; i++) {
                    row[i] *= length;
                }
                m.setRow(r, row, 0);
            }
        }
        return m;
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

    private static float[] row(FloatMatrix m, int r) {
        float[] row = new float[m.dim()];
        m.copyRow(r, row, 0);
        return row;
    }

    private static double norm(float[] v) {
        return Math.sqrt(dot(v, v));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double[] truth(FloatMatrix m, float[] query, Metric metric) {
        double[] scores = new double[m.rows()];
        for (int r = 0; r < scores.length; r++) {
            float[] row = row(m, r);
            scores[r] = dot(row, query) / (metric == Metric.DOT ? 1 : norm(row) * norm(query));
        }
        return scores;
    }
}
