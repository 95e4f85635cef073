package io.reco.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every set of vector kernels does, against sums in double precision. */
abstract class VectorKernelsContract {

    private static final long SEED = 20_240_517L;
    private static final float UNTOUCHED = -77.25f;

    private final VectorKernels kernels = kernels();
    private final Random random = new Random(SEED);

    abstract VectorKernels kernels();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 13, 16, 64, 207, 4098})
    void dotAndNormMatchDoublePrecisionAtAnyOffset(int n) {
        for (int aOff : new int[] {0, 1, 5}) {
            for (int bOff : new int[] {0, 3, 16}) {
                float[] a = gaussians(aOff + n + 4);
                float[] b = gaussians(bOff + n + 2);
                assertThat((double) kernels.dot(a, aOff, b, bOff, n))
                        .as("seed %d, n %d, offsets %d %d", SEED, n, aOff, bOff)
                        .isCloseTo(exactDot(a, aOff, b, bOff, n), within(tolerance(a, aOff, b, bOff, n)));
                assertThat((double) kernels.squaredNorm(a, aOff, n))
                        .as("seed %d, n %d, offset %d", SEED, n, aOff)
                        .isCloseTo(exactDot(a, aOff, a, aOff, n), within(tolerance(a, aOff, a, aOff, n)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 13, 207, 4098})
    void cosineMatchesDoublePrecisionAndStaysInRange(int n) {
        float[] a = gaussians(n + 3);
        float[] b = gaussians(n + 1);
        double expected = exactDot(a, 3, b, 1, n) / Math.sqrt(exactDot(a, 3, a, 3, n) * exactDot(b, 1, b, 1, n));
        assertThat((double) kernels.cosine(a, 3, b, 1, n)).isCloseTo(expected, within(1e-6));
        assertThat(kernels.cosine(a, 0, a, 0, n)).isBetween((float) (1 - 1e-6), 1f);
    }

    @Test
    void cosineOfTheZeroVectorIsZero() {
        assertThat(kernels.cosine(new float[9], 0, gaussians(9), 0, 9)).isZero();
        assertThat(kernels.cosine(gaussians(9), 0, new float[9], 0, 9)).isZero();
        assertThat(kernels.cosine(new float[9], 0, new float[9], 0, 9)).isZero();
        assertThat(kernels.cosine(new float[9], 0, new float[9], 0, 0)).isZero();
    }

    @Test
    void cosineSurvivesNormsBeyondFloatSquares() {
        float[] direction = {3, 4, 0, 0, 0, 0, 0, 0, 0};
        float[] other = {4, 3, 0, 0, 0, 0, 0, 0, 0};
        for (float factor : new float[] {0x1p-100f, 0x1p-75f, 1, 0x1p60f, 0x1p100f, 0x1p125f}) {
            float[] a = direction.clone();
            kernels.scale(factor, a, 0, a.length);
            assertThat((double) kernels.cosine(a, 0, other, 0, 9))
                    .as("factor %s", factor)
                    .isCloseTo(0.96, within(1e-6));
        }
    }

    @Test
    void cosineOfNanOrInfinityIsNan() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] a = gaussians(21);
            a[20] = bad;
            assertThat(kernels.cosine(a, 0, gaussians(21), 0, 21)).as("%s", bad).isNaN();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 13, 16, 207, 4098})
    void axpyAndScaleChangeTheirRangeAndNothingElse(int n) {
        float[] x = gaussians(n + 9);
        float[] y = gaussians(n + 7);
        y[2] = UNTOUCHED;
        y[n + 3] = UNTOUCHED;
        float[] expected = y.clone();
        float[] keptX = x.clone();
        for (int i = 0; i < n; i++) {
            expected[3 + i] = (float) (y[3 + i] + 0.37f * (double) x[5 + i]);
        }
        kernels.axpy(0.37f, x, 5, y, 3, n);
        assertThat(y).as("seed %d", SEED).containsExactly(expected, within(1e-6f));
        assertThat(y[2]).isEqualTo(UNTOUCHED);
        assertThat(y[n + 3]).isEqualTo(UNTOUCHED);
        assertThat(x).containsExactly(keptX);

        for (int i = 0; i < n; i++) {
            expected[3 + i] = y[3 + i] * -1.5f;
        }
        kernels.scale(-1.5f, y, 3, n);
        assertThat(Arrays.copyOfRange(y, 3, 3 + n)).containsExactly(Arrays.copyOfRange(expected, 3, 3 + n));
        assertThat(y[2]).isEqualTo(UNTOUCHED);
        assertThat(y[n + 3]).isEqualTo(UNTOUCHED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 13, 16, 32, 207, 4098})
    void scoresAndProductMatchDoublePrecisionForEveryTileRest(int n) {
        int mStride = n + 3;
        int qStride = n + 1;
        for (int rows = 0; rows <= 9; rows++) {
            for (int queries = 0; queries <= 6; queries++) {
                float[] m = gaussians(2 + rows * mStride);
                float[] q = gaussians(1 + queries * qStride);
                int outStride = rows + 2;
                float[] out = filled(4 + queries * outStride);
                kernels.gemmTransposed(q, 1, qStride, queries, m, 2, mStride, rows, n, out, 4, outStride);
                for (int j = 0; j < queries; j++) {
                    float[] alone = filled(rows + 2);
                    kernels.scores(m, 2, mStride, rows, q, 1 + j * qStride, n, alone, 1);
                    for (int r = 0; r < rows; r++) {
                        String at = "seed " + SEED + ", n " + n + ", row " + r + "/" + rows + ", query " + j;
                        assertThat((double) alone[1 + r])
                                .as(at)
                                .isCloseTo(
                                        exactDot(m, 2 + r * mStride, q, 1 + j * qStride, n),
                                        within(tolerance(m, 2 + r * mStride, q, 1 + j * qStride, n)));
                        assertThat(out[4 + j * outStride + r])
                                .as("same bits alone and in a batch, " + at)
                                .isEqualTo(alone[1 + r]);
                    }
                    assertThat(alone[0]).isEqualTo(UNTOUCHED);
                    assertThat(alone[rows + 1]).isEqualTo(UNTOUCHED);
                    assertThat(out[4 + j * outStride + rows]).isEqualTo(UNTOUCHED);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 13, 128, 207})
    void gemmMatchesDoublePrecisionForEveryTileRest(int n) {
        for (int rows : new int[] {0, 1, 2, 5, 6, 7, 13}) {
            for (int columns : new int[] {0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 47, 70}) {
                int aStride = n + 2;
                int bStride = columns + 3;
                int outStride = columns + 1;
                float[] a = gaussians(3 + rows * aStride);
                float[] b = gaussians(5 + n * bStride);
                float[] out = filled(2 + rows * outStride + 1);
                kernels.gemm(a, 3, aStride, rows, b, 5, bStride, columns, n, out, 2, outStride);
                assertThat(out[1]).isEqualTo(UNTOUCHED);
                for (int r = 0; r < rows; r++) {
                    for (int c = 0; c < columns; c++) {
                        float[] column = new float[n];
                        for (int i = 0; i < n; i++) {
                            column[i] = b[5 + i * bStride + c];
                        }
                        assertThat((double) out[2 + r * outStride + c])
                                .as("seed %d, n %d, row %d/%d, column %d/%d", SEED, n, r, rows, c, columns)
                                .isCloseTo(
                                        exactDot(a, 3 + r * aStride, column, 0, n),
                                        within(tolerance(a, 3 + r * aStride, column, 0, n)));
                    }
                    assertThat(out[2 + r * outStride + columns]).isEqualTo(UNTOUCHED);
                }
            }
        }
    }

    @Test
    void gemmPropagatesNan() {
        float[] b = filled(2 * 33);
        b[33 + 32] = Float.NaN;
        float[] out = new float[33];
        kernels.gemm(new float[] {1, 2}, 0, 2, 1, b, 0, 33, 33, 2, out, 0, 33);
        assertThat(out[32]).isNaN();
        assertThat(out[31]).isEqualTo(3 * UNTOUCHED);
    }

    @Test
    void byteScoresAreExactForEveryWidth() {
        for (int w : new int[] {1, 3, 8, 16, 17, 31, 48, 256}) {
            int rows = 5;
            int[] m = new int[2 + rows * w];
            int[] q = new int[4 * w];
            int[] expected = new int[rows];
            for (int i = 0; i < q.length; i++) {
                q[i] = random.nextInt(255) - 127;
            }
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < 4 * w; i++) {
                    int code = r == 0 ? (q[i] < 0 ? -127 : 127) : random.nextInt(255) - 127;
                    m[2 + r * w + i % w] |= (code & 0xff) << (i / w * 8);
                    expected[r] += code * q[i];
                }
            }
            int[] out = new int[rows + 2];
            kernels.byteScores(m, 2, w, rows, q, out, 1);
            assertThat(out[0]).isZero();
            assertThat(out[rows + 1]).isZero();
            assertThat(Arrays.copyOfRange(out, 1, rows + 1)).as("width %d", w).isEqualTo(expected);
        }
    }

    @Test
    void firstNotBelowStopsAtTheFirstScoreThatReachesItsThreshold() {
        for (int length : new int[] {0, 1, 7, 16, 17, 33, 70}) {
            float[] thresholds = filled(length + 4);
            float[] a = filled(length + 9);
            for (int i = 0; i < length; i++) {
                a[5 + i] = i - 100;
                thresholds[2 + i] = i - 99;
            }
            assertThat(kernels.firstNotBelow(a, 5, 5 + length, 0)).isEqualTo(5 + length);
            assertThat(kernels.firstNotBelow(a, 3, thresholds, 2, 2 + length)).isEqualTo(2 + length);
            for (int at = 0; at < length; at++) {
                for (float high : new float[] {Float.NaN, Float.POSITIVE_INFINITY, at - 99}) {
                    float kept = a[5 + at];
                    a[5 + at] = high;
                    assertThat(kernels.firstNotBelow(a, 3, thresholds, 2, 2 + length))
                            .isEqualTo(2 + at);
                    assertThat(kernels.firstNotBelow(a, 5, 5 + length, at - 99)).isEqualTo(5 + at);
                    a[5 + at] = kept;
                }
            }
        }
    }

    @Test
    void aRowHasTheSameBitsWhereverItLies() {
        int n = 77;
        float[] row = gaussians(n);
        float[] query = gaussians(n);
        float[] m = new float[11 * n + 5];
        for (int r = 0; r < 11; r++) {
            System.arraycopy(row, 0, m, 5 + r * n, n);
        }
        float[] out = new float[11];
        kernels.scores(m, 5, n, 11, query, 0, n, out, 0);
        assertThat(out).containsOnly(out[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 13, 207})
    void nanAndInfinityReachTheResult(int n) {
        for (int at = 0; at < n; at += Math.max(1, n / 5)) {
            float[] b = filled(n);
            float[] nan = filled(n);
            nan[at] = Float.NaN;
            float[] infinite = filled(n);
            infinite[at] = Float.POSITIVE_INFINITY;
            assertThat(kernels.dot(nan, 0, b, 0, n)).isNaN();
            assertThat(kernels.squaredNorm(nan, 0, n)).isNaN();
            assertThat(kernels.dot(infinite, 0, b, 0, n)).isEqualTo(Float.NEGATIVE_INFINITY);
            float[] out = new float[1];
            kernels.scores(nan, 0, n, 1, b, 0, n, out, 0);
            assertThat(out[0]).isNaN();
            kernels.scores(infinite, 0, n, 1, b, 0, n, out, 0);
            assertThat(out[0]).isEqualTo(Float.NEGATIVE_INFINITY);
            float[] y = new float[n];
            kernels.axpy(2, nan, 0, y, 0, n);
            assertThat(y[at]).isNaN();
        }
    }

    @Test
    void oneResultBeforeAndAfterCompilation() {
        float[] a = gaussians(300);
        float[] b = gaussians(300);
        float first = kernels.dot(a, 1, b, 2, 293);
        float last = first;
        for (int i = 0; i < 20_000 && last == first; i++) {
            last = kernels.dot(a, 1, b, 2, 293);
        }
        assertThat(last).isEqualTo(first);
    }

    private float[] gaussians(int n) {
        float[] a = new float[n];
        for (int i = 0; i < n; i++) {
            a[i] = (float) random.nextGaussian();
        }
        return a;
    }

    private static float[] filled(int n) {
        float[] a = new float[n];
        Arrays.fill(a, UNTOUCHED);
        return a;
    }

    private static double exactDot(float[] a, int aOff, float[] b, int bOff, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[aOff + i] * b[bOff + i];
        }
        return sum;
    }

    /** Rounding of a sum of n products: one unit for each addition on the way, relative to the sum of sizes. */
    private static double tolerance(float[] a, int aOff, float[] b, int bOff, int n) {
        double sizes = 0;
        for (int i = 0; i < n; i++) {
            sizes += Math.abs((double) a[aOff + i] * b[bOff + i]);
        }
        return (Math.sqrt(n) + 2) * 0x1p-24 * sizes;
    }
}
