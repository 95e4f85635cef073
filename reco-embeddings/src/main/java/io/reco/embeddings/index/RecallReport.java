package io.reco.embeddings.index;

import static java.util.Objects.requireNonNull;

import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.SearchHits;
import io.reco.core.vector.VectorSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What an approximate index finds of what exact search finds, and how long a query takes, over several search widths.
 *
 * @param k hits asked for
 * @param queries number of queries
 * @param exact the exact search that gave the truth; its width is 0 and its recall 1
 * @param points one for each width, in the order asked for
 */
public record RecallReport(int k, int queries, Point exact, List<Point> points) {

    /** Copies the list. */
    public RecallReport {
        requireNonNull(exact, "exact");
        points = List.copyOf(points);
    }

    /**
     * One width.
     *
     * @param width search width
     * @param recall mean share of the exact hits that are found; an answer whose score is not below the last exact one counts
     *     as found, so equal scores cost nothing
     * @param medianMicros half of the queries take no longer, one at a time in one thread
     * @param p95Micros nineteen of twenty take no longer
     */
    public record Point(int width, double recall, double medianMicros, double p95Micros) {}

    /**
     * Runs every query alone, first exactly, then with each width; each pass follows a warm-up of up to 200 queries.
     *
     * @param exact exact search over the same vectors
     * @param ofWidth returns the index with a width, for instance {@code index::withWidth}
     * @param queries at least one; not modified
     * @param k at least 1
     */
    public static RecallReport measure(
            VectorSearch exact,
            IntFunction<? extends VectorSearch> ofWidth,
            FloatMatrix queries,
            int k,
            int... widths) {
        if (k < 1) {
            throw new IllegalArgumentException("k: " + k + " is not in [1, " + Integer.MAX_VALUE + "]");
        }
        if (queries.rows() < 1) {
            throw new IllegalArgumentException("queries: there is none");
        }
        SearchHits[] truth = new SearchHits[queries.rows()];
        Point exactPoint = run(exact, 0, queries, k, truth, truth);
        List<Point> points = new ArrayList<>();
        for (int width : widths) {
            points.add(run(ofWidth.apply(width), width, queries, k, truth, new SearchHits[queries.rows()]));
        }
        return new RecallReport(k, queries.rows(), exactPoint, points);
    }

    private static Point run(
            VectorSearch search, int width, FloatMatrix queries, int k, SearchHits[] truth, SearchHits[] hits) {
        float[] query = new float[queries.dim()];
        for (int q = 0; q < Math.min(200, queries.rows()); q++) {
            queries.copyRow(q, query, 0);
            hits[q] = search.search(query, k);
        }
        long[] nanos = new long[queries.rows()];
        for (int q = 0; q < nanos.length; q++) {
            queries.copyRow(q, query, 0);
            long start = System.nanoTime();
            hits[q] = search.search(query, k);
            nanos[q] = System.nanoTime() - start;
        }
        double recall = 0;
        for (int q = 0; q < nanos.length; q++) {
            recall += recall(truth[q], hits[q]);
        }
        Arrays.sort(nanos);
        return new Point(
                width, recall / nanos.length, nanos[nanos.length / 2] / 1e3, nanos[(int) (nanos.length * 0.95)] / 1e3);
    }

    /** Share of the exact hits that are found; 1 when there are none. */
    static double recall(SearchHits exact, SearchHits found) {
        if (exact.size() == 0) {
            return 1;
        }
        float last = exact.score(exact.size() - 1);
        int good = 0;
        for (int i = 0; i < Math.min(exact.size(), found.size()); i++) {
            if (found.score(i) >= last) {
                good++;
            }
        }
        return (double) good / exact.size();
    }

    /** Returns a table, a line a width. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(
                String.format(Locale.ROOT, "%8s %10s %12s %12s%n", "width", "recall@" + k, "median us", "p95 us"));
        append(out, "exact", exact);
        for (Point point : points) {
            append(out, Integer.toString(point.width()), point);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String name, Point point) {
        out.append(String.format(
                Locale.ROOT,
                "%8s %10.4f %12.1f %12.1f%n",
                name,
                point.recall(),
                point.medianMicros(),
                point.p95Micros()));
    }
}
