package io.reco.transformer;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.kernel.TransformerKernels;

/**
 * Ranks the targets of validation cases among all items: score descending, then id ascending by code point. Several histories go
 * through the net at once, and their last states through one matrix product with the output vectors. Not thread-safe.
 */
final class CaseRanking {
    /** Most scores held at once. */
    private static final int MAX_SCORES = 1 << 22;

    private final TransformerOptions shape;
    private final TrainingOptions options;
    private final TransformerNet net;
    private final PackedBatch batch;
    private final int stride;
    private float[] states = new float[0];
    private float[] scores = new float[0];

    /**
     * A ranking.
     *
     * @param batch as large as the net takes; modified
     */
    CaseRanking(TransformerOptions shape, TrainingOptions options, TransformerNet net, PackedBatch batch) {
        this.shape = shape;
        this.options = options;
        this.net = net;
        this.batch = batch;
        stride = TransformerKernels.stride(shape.dim());
    }

    /**
     * What cases are ranked against.
     *
     * @param outputs output vector of each item
     * @param tieRank position of the id of each item in code-point order
     */
    record Candidates(FloatMatrix outputs, int[] tieRank) {}

    /**
     * Measures cases {@code from} up to, not including, {@code to}.
     *
     * @param values modified: the metric of each of these cases
     * @throws IllegalStateException if a score is not finite
     */
    void measure(
            ValidationCases cases,
            int from,
            int to,
            TrainingSequences sequences,
            Candidates candidates,
            double[] values) {
        int items = candidates.outputs.rows();
        int most = Math.max(1, MAX_SCORES / items);
        int at = from;
        while (at < to) {
            int first = at;
            batch.sequences = 0;
            while (at < to && at - first < most && fits(sequences.length(cases.row(at)))) {
                append(sequences, cases.row(at++));
            }
            int n = at - first;
            score(candidates.outputs, n);
            for (int i = 0; i < n; i++) {
                values[first + i] = metric(cases, first + i, sequences, i * items, candidates.tieRank);
            }
        }
    }

    private boolean fits(int length) {
        return batch.tokens() + Math.min(length + 1, shape.maxLength()) <= batch.items.length
                && batch.sequences < batch.genders.length;
    }

    /** Appends a history as it is when the model is asked: its latest tracks, and a mask after them if masks are what predicts. */
    private void append(TrainingSequences sequences, int row) {
        boolean masked = shape.objective() == Objective.MASKED;
        int length = sequences.length(row);
        int tracks = Math.min(length, masked ? shape.maxLength() - 1 : shape.maxLength());
        int first = length - tracks;
        int tokens = masked ? tracks + 1 : tracks;
        int at = batch.tokens();
        for (int i = 0; i < tokens; i++) {
            batch.items[at + i] = i < tracks ? sequences.item(row, first + i) : sequences.itemCount();
            batch.positions[at + i] = i;
            if (batch.seconds != null) {
                batch.seconds[at + i] = sequences.seconds(row, Math.min(first + i, length - 1));
            }
        }
        batch.genders[batch.sequences] = sequences.gender(row);
        batch.ageBands[batch.sequences] = sequences.ageBand(row);
        batch.starts[++batch.sequences] = at + tokens;
    }

    private void score(FloatMatrix outputs, int n) {
        if (states.length < n * stride) {
            states = new float[n * stride];
            scores = new float[n * outputs.rows()];
        }
        net.forwardLast(batch).read(0, states, 0, n * stride);
        VectorKernels vectors = Kernels.get().kernels();
        for (int row = 0; row < outputs.rows(); ) {
            int rows = Math.min(outputs.contiguousRows(row), outputs.rows() - row);
            vectors.gemmTransposed(
                    states,
                    0,
                    stride,
                    n,
                    outputs.array(row),
                    outputs.offset(row),
                    outputs.stride(),
                    rows,
                    shape.dim(),
                    scores,
                    row,
                    outputs.rows());
            row += rows;
        }
    }

    private double metric(ValidationCases cases, int i, TrainingSequences sequences, int at, int[] tieRank) {
        int row = cases.row(i);
        for (int j = 0; !options.validationSeen() && j < sequences.length(row); j++) {
            scores[at + sequences.item(row, j)] = Float.NEGATIVE_INFINITY;
        }
        int n = cases.targetCount(i);
        int k = options.validationK();
        int hits = 0;
        double gain = 0;
        double ideal = 0;
        for (int j = 0; j < n; j++) {
            int target = cases.target(i, j);
            int rank = target < 0 ? Integer.MAX_VALUE : rank(at, target, tieRank);
            hits += rank <= k ? 1 : 0;
            gain += rank <= k ? discount(rank) : 0;
            ideal += j < k ? discount(j + 1) : 0;
        }
        return switch (options.validationMetric()) {
            case NDCG -> gain / ideal;
            case HIT_RATE -> hits > 0 ? 1 : 0;
            case RECALL -> (double) hits / n;
        };
    }

    /** Rank of an item, 1 for the best. */
    private int rank(int at, int target, int[] tieRank) {
        float score = scores[at + target];
        if (!Float.isFinite(score)) {
            throw new IllegalStateException("training diverged: a score is " + score + "; lower learningRate ("
                    + options.learningRate() + ") or clip gradients");
        }
        int rank = 1;
        for (int i = 0; i < tieRank.length; i++) {
            float other = scores[at + i];
            rank += other > score || (other == score && tieRank[i] < tieRank[target]) ? 1 : 0;
        }
        return rank;
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }
}
