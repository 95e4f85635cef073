package io.reco.core.vector;

/**
 * Arithmetic on parts of row-major {@code float[]}: the inner loops of search and of training.
 *
 * <p>Kernels do not check: lengths must not be negative and ranges must lie inside the arrays (an array access outside
 * still fails with an {@link IndexOutOfBoundsException}, possibly after part of the output was written). NaN and
 * infinities propagate as in IEEE arithmetic. Implementations are stateless, so one instance serves any number of threads.
 *
 * <p>Sums are taken in {@code float}. For a given implementation and vector width the order of additions depends only on
 * n: the same input gives the same bits in the interpreter and when compiled, at any offset and in any row of a tile.
 * {@link #scores} and {@link #gemmTransposed} use one common order, so a query scored alone and inside a batch gets the
 * same bits; {@link #dot} and {@link #gemm} use other orders and may differ from them in the last bits.
 */
public interface VectorKernels {

    /** Returns {@code scalar} or {@code simd}. */
    String name();

    /**
     * Returns the sum of {@code a[aOff + i] * b[bOff + i]} over i in [0, n); 0 when n is 0.
     *
     * @param a not modified
     * @param b not modified; may be the same array
     */
    float dot(float[] a, int aOff, float[] b, int bOff, int n);

    /**
     * Returns the sum of squares of {@code a[aOff .. aOff + n)}; 0 when n is 0.
     *
     * @param a not modified
     */
    float squaredNorm(float[] a, int aOff, int n);

    /**
     * Returns dot(a, b) / (|a| |b|), held inside [-1, 1]; 0 when either vector is all zeros; NaN when a component is NaN
     * or infinite. Norms outside the range of {@code float} squares are handled in double precision.
     *
     * @param a not modified
     * @param b not modified; may be the same array
     */
    default float cosine(float[] a, int aOff, float[] b, int bOff, int n) {
        return Cosine.of(this, a, aOff, b, bOff, n);
    }

    /**
     * {@code y[yOff + i] += alpha * x[xOff + i]} for i in [0, n).
     *
     * @param x not modified, unless it is the same range as y
     * @param y modified; the two ranges must be the same or not overlap
     */
    void axpy(float alpha, float[] x, int xOff, float[] y, int yOff, int n);

    /**
     * {@code x[xOff + i] *= alpha} for i in [0, n).
     *
     * @param x modified
     */
    void scale(float alpha, float[] x, int xOff, int n);

    /**
     * Scores consecutive rows against one query: {@code out[outOff + r] = dot(row r, query)} for r in [0, rows).
     *
     * @param m not modified; row r starts at {@code mOff + r * stride}
     * @param q not modified
     * @param out modified; must not overlap the inputs
     */
    void scores(float[] m, int mOff, int stride, int rows, float[] q, int qOff, int n, float[] out, int outOff);

    /**
     * Scores consecutive rows against several queries: {@code out[outOff + j * outStride + r] = dot(query j, row r)}, the
     * matrix product Q M<sup>T</sup>. Each row is read from memory once for all queries.
     *
     * @param q not modified; query j of {@code queries} starts at {@code qOff + j * qStride}
     * @param m not modified; row r of {@code rows} starts at {@code mOff + r * mStride}
     * @param out modified; must not overlap the inputs
     */
    void gemmTransposed(
            float[] q,
            int qOff,
            int qStride,
            int queries,
            float[] m,
            int mOff,
            int mStride,
            int rows,
            int n,
            float[] out,
            int outOff,
            int outStride);

    /**
     * The matrix product A B: {@code out[outOff + r * outStride + c] = sum over i of A[r, i] * B[i, c]}, the sums in the order
     * of i. The fastest product there is here: B's columns lie in the lanes, so no sum over lanes is taken. Best with columns
     * in multiples of 32 and B's rows close together.
     *
     * @param a not modified; row r of {@code rows} starts at {@code aOff + r * aStride} and has n components
     * @param b not modified; row i of n starts at {@code bOff + i * bStride} and has {@code columns} components
     * @param out modified; must not overlap the inputs
     */
    void gemm(
            float[] a,
            int aOff,
            int aStride,
            int rows,
            float[] b,
            int bOff,
            int bStride,
            int columns,
            int n,
            float[] out,
            int outOff,
            int outStride);

    /**
     * Scores consecutive rows of bytes against one query of bytes: {@code out[outOff + r] = sum over i in [0, 4 w) of (code i
     * of row r) * q[i]}. Exact, so the same in every implementation, as long as the sum fits an int.
     *
     * @param m not modified; four codes an int: code i of a row is byte {@code i / w}, the lowest first, of int {@code i % w};
     *     row r starts at {@code mOff + r * w}
     * @param w ints of a row
     * @param q not modified; 4 w codes, one an int
     * @param out modified
     */
    void byteScores(int[] m, int mOff, int w, int rows, int[] q, int[] out, int outOff);

    /**
     * Returns the first index i in [from, to) where {@code a[i] < threshold} does not hold, which is so for NaN; {@code to}
     * when there is none.
     *
     * @param a not modified
     */
    int firstNotBelow(float[] a, int from, int to, float threshold);

    /**
     * Returns the first index i in [from, to) where {@code a[aOff + i] < thresholds[i]} does not hold, which is so for NaN;
     * {@code to} when there is none.
     *
     * @param a not modified
     * @param thresholds not modified
     */
    int firstNotBelow(float[] a, int aOff, float[] thresholds, int from, int to);
}
