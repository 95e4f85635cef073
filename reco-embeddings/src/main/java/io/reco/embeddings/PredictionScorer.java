package io.reco.embeddings;

import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import java.util.Arrays;

/**
 * Tracks for a character by what skip-gram was trained to do, to predict neighbours: input vectors against output vectors, in
 * both directions,
 * <pre>
 *   score(j) = sum over events i of the history of  w_i (in(i) . out(j) + out(i) . in(j)) / 2  /  sum of w_i  +  b log(1 + n_j)
 * </pre>
 * with the weights of {@link HistoryOptions#decay}, n_j the occurrences of j in training and b the
 * {@link HistoryOptions#popularityWeight} (of the logarithm itself, not scaled as in {@link VectorScorer}).
 *
 * <p>With negatives drawn by count ^ a, both products tend to log P(j near i) - a log n_j, up to a constant of i (Levy,
 * Goldberg 2014: with a window to both sides that matrix is symmetric, and two estimates of it have less noise than one). So
 * b = a ranks by the mean log probability of j, and b below a favours what is particular to the history; b = a - 0.5 was best
 * on HetRec Last.fm. Unlike the cosine of input vectors, which says what can stand for the history, this says what goes with
 * it, and lengths count: use it for lists that are judged by what is played next, cosines for "more like this".
 *
 * <p>Tracks without a vector get no opinion; a history without any vector is one that the model knows nothing about. One
 * query costs O(2 (rows + history) x dimension); the scorer holds two copies of both tables. Immutable and thread-safe.
 */
public final class PredictionScorer implements TrackScorer {
    private static final int BLOCK = 1024;

    private final String name;
    private final TrackVectors inputs;
    /** Rows (in, out). */
    private final FloatMatrix asked;
    /** Rows (out, in). */
    private final FloatMatrix answering;

    private final HistoryOptions options;
    private final VectorKernels kernels;
    /** What popularity adds to the score of each row. */
    private final float[] bonus;

    private PredictionScorer(String name, TrackVectors inputs, FloatMatrix outputs, HistoryOptions options) {
        this.name = name;
        this.inputs = inputs;
        this.options = options;
        asked = beside(inputs.matrix(), outputs, inputs.rows());
        answering = beside(outputs, inputs.matrix(), inputs.rows());
        kernels = Kernels.get().kernels();
        bonus = new float[inputs.rows()];
        for (int row = 0; row < bonus.length; row++) {
            bonus[row] = (float) (options.popularityWeight() * Math.log1p(inputs.support(row)));
        }
    }

    /**
     * A scorer.
     *
     * @param name short name for tables
     * @param inputs the input vectors, as trained: not scaled to norm 1
     * @param outputs the output vectors, at least a row for each of {@code inputs}, in its order
     * @param options how a history becomes a query; one interest
     * @throws IllegalArgumentException if the shapes do not fit or the options ask for several interests
     */
    public static PredictionScorer of(String name, TrackVectors inputs, FloatMatrix outputs, HistoryOptions options) {
        if (outputs.rows() < inputs.rows() || outputs.dim() != inputs.dimension()) {
            throw new IllegalArgumentException("outputs have " + outputs.rows() + " rows of dimension " + outputs.dim()
                    + ", expected " + inputs.rows() + " of " + inputs.dimension());
        }
        if (options.interests() != 1) {
            throw new IllegalArgumentException("interests " + options.interests() + " is not 1");
        }
        return new PredictionScorer(name, inputs, outputs, options);
    }

    private static FloatMatrix beside(FloatMatrix left, FloatMatrix right, int rows) {
        int d = left.dim();
        FloatMatrix both = FloatMatrix.allocate(rows, 2 * d);
        float[] row = new float[2 * d];
        for (int r = 0; r < rows; r++) {
            left.copyRow(r, row, 0);
            right.copyRow(r, row, d);
            both.setRow(r, row, 0);
        }
        return both;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public IdMap tracks() {
        return inputs.tracks();
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        FloatMatrix mean = mean(query.historyTracks(), query.historyMillis());
        if (mean.rows() == 0) {
            return false;
        }
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        float[] block = new float[Math.min(BLOCK, inputs.rows())];
        for (int from = 0; from < inputs.rows(); ) {
            int count = Math.min(Math.min(BLOCK, inputs.rows() - from), answering.contiguousRows(from));
            kernels.gemmTransposed(
                    mean.array(0),
                    mean.offset(0),
                    mean.stride(),
                    1,
                    answering.array(from),
                    answering.offset(from),
                    answering.stride(),
                    count,
                    answering.stride(),
                    block,
                    0,
                    count);
            for (int i = 0; i < count; i++) {
                scores[inputs.track(from + i)] = 0.5f * block[i] + bonus[from + i];
            }
            from += count;
        }
        return true;
    }

    /** The weighted mean of the rows (in, out) of a history in one row; no row if no track of it has a vector. */
    private FloatMatrix mean(int[] tracks, long[] millis) {
        double[] sum = new double[asked.dim()];
        double weights = 0;
        int last = tracks.length - 1;
        int used = 0;
        for (int i = last; i >= 0 && used < options.maxEvents(); i--) {
            int row = inputs.row(tracks[i]);
            if (row != IdMap.ABSENT) {
                long age = millis[i] == EventLog.NO_TIME ? 0 : millis[last] - millis[i];
                double weight = options.decay().weight(age, last - i);
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += weight * asked.get(row, d);
                }
                weights += weight;
                used++;
            }
        }
        FloatMatrix mean = FloatMatrix.allocate(weights > 0 ? 1 : 0, asked.dim());
        if (weights > 0) {
            float[] row = new float[sum.length];
            for (int d = 0; d < sum.length; d++) {
                row[d] = (float) (sum[d] / weights);
            }
            mean.setRow(0, row, 0);
        }
        return mean;
    }
}
