package io.reco.benchmarks;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.QuantizedSearch;
import io.reco.core.vector.VectorSearch;
import io.reco.transformer.AttributeIds;
import io.reco.transformer.IncrementalEncoder;
import io.reco.transformer.ItemFeatures;
import io.reco.transformer.ItemHistory;
import io.reco.transformer.SequenceEncoder;
import io.reco.transformer.TrainingOptions;
import io.reco.transformer.TrainingSummary;
import io.reco.transformer.TransformerModel;
import io.reco.transformer.TransformerOptions;
import io.reco.transformer.TransformerWeights;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Answering with a Transformer of random weights: microseconds to encode a whole history, to append one event to a session that is
 * kept, and to find the 100 best of all items, by floats and by bytes, beside a plain read of the same table.
 *
 * <pre>
 * TransformerServingDriver [ITEMS [DIM [LENGTH]]]      1000000 64 200
 * </pre>
 *
 * <p>One thread; medians of 200 calls after as many for warm-up.
 */
public final class TransformerServingDriver {
    private static final int CALLS = 200;
    private static final int K = 100;

    private final SplittableRandom random = new SplittableRandom(1);
    private final TransformerModel model;
    private final int length;
    private double used;

    private TransformerServingDriver(int items, int dim, int length) {
        this.length = length;
        TransformerOptions options =
                TransformerOptions.SASREC.withDim(dim).withFeedForward(dim).withMaxLength(length);
        ItemFeatures features = ItemFeatures.ofItems(items);
        int[] support = new int[items];
        Arrays.fill(support, 1);
        IdMap tracks =
                IdMap.of(IntStream.range(0, items).mapToObj(Integer::toString).toList());
        TrainingSummary none = new TrainingSummary(0, 0, 0, "", 0, Double.NaN, "none", true, false, List.of());
        model = new TransformerModel(
                TransformerWeights.random(options, features, 1),
                features,
                tracks,
                AttributeIds.NONE,
                support,
                TrainingOptions.DEFAULT,
                none);
    }

    /** Runs. */
    public static void main(String[] args) throws IOException {
        int items = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int dim = args.length > 1 ? Integer.parseInt(args[1]) : 64;
        int length = args.length > 2 ? Integer.parseInt(args[2]) : 200;
        new TransformerServingDriver(items, dim, length).run();
    }

    private void run() throws IOException {
        SequenceEncoder encoder = SequenceEncoder.of(model);
        ItemHistory history = history(length);
        double whole = median(() -> used += encoder.encode(history)[0]);
        // A session that is half full, so that no append has to begin a new window.
        IncrementalEncoder[] sessions = new IncrementalEncoder[2 * CALLS];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = encoder.incremental(Gender.UNKNOWN, AgeBand.UNKNOWN);
            sessions[i].appendAll(history(length / 2));
        }
        int[] next = {0};
        double appended = median(() ->
                used += sessions[next[0]++].append(random.nextInt(model.tracks().size()), 0)[0]);
        out(
                "history of %d: %.0f us to encode; one event more after %d: %.0f us (kept keys and values)",
                length, whole, length / 2, appended);

        FloatMatrix outputs = model.outputs();
        float[] state = encoder.encode(history);
        double read = median(() -> used += sum(outputs));
        double bytes = (double) outputs.rows() * outputs.stride() * Float.BYTES;
        out(
                "%,d items of %d: plain read of the table (%.0f MB) %.1f ms, %.1f GB/s",
                outputs.rows(), outputs.dim(), bytes / 1e6, read / 1e3, bytes / read / 1e3);
        VectorSearch floats =
                ExactSearch.of(outputs, Metric.DOT).withTieRank(model.tracks().codePointRanks());
        VectorSearch quantized = QuantizedSearch.of(outputs, Metric.DOT);
        double byFloats = median(() -> used += floats.search(state, K).score(0));
        double byBytes = median(() -> used += quantized.search(state, K).score(0));
        out(
                "top %d: floats %.1f ms (%.1f GB/s), bytes %.1f ms; with the history encoded %.1f and %.1f ms; peak %d MB",
                K,
                byFloats / 1e3,
                bytes / byFloats / 1e3,
                byBytes / 1e3,
                (byFloats + whole) / 1e3,
                (byBytes + whole) / 1e3,
                ProcessUsage.peakMegabytes());
        out("(checksum %.3f)", used);
    }

    private ItemHistory history(int events) {
        int[] items = random.ints(events, 0, model.tracks().size()).toArray();
        return new ItemHistory(items, new long[events], Gender.UNKNOWN, AgeBand.UNKNOWN);
    }

    /** Sum of the bits of a matrix, pads too: the compiler makes vector code of it, so that memory bounds it. */
    private static double sum(FloatMatrix matrix) {
        double total = 0;
        for (int row = 0; row < matrix.rows(); ) {
            int rows = Math.min(matrix.contiguousRows(row), matrix.rows() - row);
            total += sum(matrix.array(row), matrix.offset(row), rows * matrix.stride());
            row += rows;
        }
        return total;
    }

    private static double sum(float[] x, int at, int n) {
        int sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += Float.floatToRawIntBits(x[i]);
        }
        return sum;
    }

    /** Microseconds. */
    private static double median(Runnable call) {
        double[] micros = new double[CALLS];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < CALLS; i++) {
                long start = System.nanoTime();
                call.run();
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        Arrays.sort(micros);
        return micros[CALLS / 2];
    }

    private static void out(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
