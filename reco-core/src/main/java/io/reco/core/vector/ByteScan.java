package io.reco.core.vector;

import org.jspecify.annotations.Nullable;

/**
 * Scores bytes against bytes and, by the bound that {@link QuantizedSearch} states, rules out rows that cannot be hits. The
 * others are scored in float, as {@link GroupScan} scores them: the same kernel, the same factor, the same bits.
 *
 * <p>The float score itself is off by at most n u |m| |q| (u = 2<sup>-24</sup>), and decoding by u |c| |q|; the bound has
 * more than twice that to spare.
 */
final class ByteScan implements QuantizedScan {
    /** With rows below 2^60, longer queries could overflow a product on its way. */
    private static final double LARGEST_QUERY = 0x1p65;

    private final QuantizedMatrix codes;
    private final @Nullable FloatMatrix vectors;
    private final VectorKernels kernels;
    private final float @Nullable [] rowFactors;
    private final QueryGroup group;
    private final TopK[] tops;
    private final BatchRowFilter filter;
    private final int[][] queryCodes;
    private final double[] queryScales;
    /** What the norm of a decoded row, and that of what it lost, add to the bound. */
    private final double[] normWeights;

    private final double[] residualWeights;
    private final int[] sums;
    private final float[] decoded;
    private final float[] one = new float[1];

    /**
     * Takes over the collectors.
     *
     * @param vectors what the codes were made of; null to score the decoded rows
     * @param rowFactors what the product of each row is multiplied by: inverse norms for cosines; NaN for a row whose cosine
     *     is to be taken in double precision
     */
    ByteScan(
            QuantizedMatrix codes,
            @Nullable FloatMatrix vectors,
            VectorKernels kernels,
            float @Nullable [] rowFactors,
            QueryGroup group,
            TopK[] tops,
            BatchRowFilter filter) {
        this.codes = codes;
        this.vectors = vectors;
        this.kernels = kernels;
        this.rowFactors = rowFactors;
        this.group = group;
        this.tops = tops;
        this.filter = filter;
        this.queryCodes = new int[group.size][4 * codes.width];
        this.queryScales = new double[group.size];
        this.normWeights = new double[group.size];
        this.residualWeights = new double[group.size];
        this.sums = new int[ExactSearch.ROW_TILE];
        this.decoded = new float[vectors == null ? group.n : 0];
        for (int j = 0; j < group.size; j++) {
            quantize(j);
        }
    }

    private void quantize(int j) {
        int off = j * group.n;
        double scale = QuantizedMatrix.quantize(group.data, off, codes.dim(), queryCodes[j]);
        double lost = 0;
        double squares = 0;
        for (int i = 0; i < codes.dim(); i++) {
            double x = group.data[off + i];
            double difference = x - scale * queryCodes[j][i];
            squares += x * x;
            lost += difference * difference;
        }
        double norm = Math.sqrt(squares) * (1 + 1e-9);
        double rounding = 2.5 * (group.n + 4) * 0x1p-24 * norm;
        queryScales[j] = scale;
        normWeights[j] = Math.sqrt(lost) * (1 + 1e-9) + rounding;
        residualWeights[j] = vectors == null ? 0 : norm + rounding;
        if (norm > LARGEST_QUERY) {
            normWeights[j] = Double.POSITIVE_INFINITY;
        }
    }

    @Override
    public TopK[] tops() {
        return tops;
    }

    @Override
    public void run(int from, int count) {
        int[] block = codes.block(from);
        int rows;
        for (int row = from; row < from + count; row += rows) {
            rows = Math.min(sums.length, from + count - row);
            for (int j = 0; j < group.size; j++) {
                kernels.byteScores(block, codes.offset(row), codes.width, rows, queryCodes[j], sums, 0);
                offerLikely(j, row, rows);
            }
        }
    }

    private void offerLikely(int j, int row, int rows) {
        double queryScale = queryScales[j];
        double normWeight = normWeights[j];
        double residualWeight = residualWeights[j];
        double threshold = tops[j].threshold();
        for (int i = 0; i < rows; i++) {
            int r = row + i;
            double most = sums[i] * (queryScale * codes.scales[r])
                    + normWeight * codes.norms[r]
                    + residualWeight * codes.residuals[r]
                    + Float.MIN_NORMAL;
            if (rowFactors != null) {
                most = most * rowFactors[r] + Float.MIN_NORMAL;
            }
            if (!(most < threshold)) { // NaN rules nothing out
                offer(j, r);
                threshold = tops[j].threshold();
            }
        }
    }

    private void offer(int j, int row) {
        float[] m = decoded;
        int off = 0;
        if (vectors != null) {
            m = vectors.array(row);
            off = vectors.offset(row);
        } else {
            codes.copyRow(row, decoded, 0);
        }
        kernels.scores(m, off, group.n, 1, group.data, j * group.n, group.n, one, 0);
        float score = one[0];
        if (rowFactors != null) {
            score *= rowFactors[row];
            if (Float.isNaN(score)) {
                score = kernels.cosine(group.data, j * group.n, m, off, codes.dim());
            }
        }
        if (score < tops[j].threshold()) {
            return;
        }
        if (filter.accepts(group.first + j, row)) {
            tops[j].push(row, score);
        }
    }
}
