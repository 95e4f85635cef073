package io.reco.eval.report;

import io.reco.eval.EvaluationResult;
import io.reco.eval.ListShares;
import io.reco.eval.MetricEstimate;
import io.reco.eval.ModelComparison;
import io.reco.eval.Segment;
import io.reco.eval.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plots of what {@link EvaluationViews} shows as tables, and of what lists are made of, what rules cost and how training went. */
public final class EvaluationPlots {
    private static final int SEGMENT_FROM = 10;

    private EvaluationPlots() {}

    /**
     * {@return one metric of every model in every segment, coloured by how far a model is in it from its own whole} Segments of fewer
     * than 10 characters are not coloured. The first row is the whole.
     *
     * @param results one column each
     * @param metric a mean metric
     */
    public static Chart segmentHeatMap(List<EvaluationResult> results, String metric) {
        List<Chart.HeatMap.Row> rows = new ArrayList<>();
        rows.add(new Chart.HeatMap.Row(
                "whole",
                results.stream()
                        .map(result -> new Chart.HeatMap.Cell(result.value(metric), Double.NaN))
                        .toList()));
        Set<List<String>> segments = new LinkedHashSet<>();
        results.forEach(result -> result.segments().forEach(s -> segments.add(List.of(s.dimension(), s.label()))));
        for (List<String> segment : segments) {
            rows.add(new Chart.HeatMap.Row(
                    segment.get(0) + ": " + segment.get(1),
                    results.stream()
                            .map(result -> cell(result, segment.get(0), segment.get(1), metric))
                            .toList()));
        }
        return new Chart.HeatMap(
                metric + " by segment, coloured by the distance of each value from the whole of its column",
                results.stream().map(EvaluationResult::name).toList(),
                rows);
    }

    private static Chart.HeatMap.Cell cell(EvaluationResult result, String dimension, String label, String metric) {
        for (Segment segment : result.segments()) {
            MetricEstimate estimate = segment.metrics().get(metric);
            if (segment.dimension().equals(dimension) && segment.label().equals(label) && estimate != null) {
                double value = estimate.metric().value();
                double whole = result.value(metric);
                boolean coloured = estimate.metric().n() >= SEGMENT_FROM && whole != 0;
                return new Chart.HeatMap.Cell(value, coloured ? (value - whole) / Math.abs(whole) : Double.NaN);
            }
        }
        return new Chart.HeatMap.Cell(Double.NaN, Double.NaN);
    }

    /**
     * {@return the share of the places in lists that each tenth of the catalogue gets, and its share in training} A model above the
     * training line at the left shows popular tracks more than they are listened to.
     *
     * @param results one line each
     */
    public static Chart popularity(List<EvaluationResult> results) {
        List<Chart.Lines.Line> lines = new ArrayList<>();
        results.stream()
                .findFirst()
                .ifPresent(any -> lines.add(
                        new Chart.Lines.Line("training", points(any.shares().byPopularity(), true), true)));
        for (EvaluationResult result : results) {
            lines.add(new Chart.Lines.Line(result.name(), points(result.shares().byPopularity(), false)));
        }
        return new Chart.Lines(
                "share of lists and of training by tenth of the catalogue, the most popular tracks first",
                "tenth of the catalogue, most popular first",
                "share",
                lines);
    }

    private static List<Chart.Point> points(List<ListShares.Share> shares, boolean training) {
        List<Chart.Point> points = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            ListShares.Share share = shares.get(i);
            points.add(new Chart.Point("", i + 1, training ? share.training() : share.lists()));
        }
        return points;
    }

    /**
     * {@return mean share of the most heard genres in histories, and in the lists of each model} A dot right of its bar: the model
     * shows more of the genre than characters listen to.
     *
     * @param results a colour each, over the same histories
     * @param most genres shown, by share in histories
     */
    public static Chart calibration(List<EvaluationResult> results, int most) {
        List<String> genres = results.stream().findFirst().stream()
                .flatMap(any -> any.shares().byGenre().stream())
                .map(ListShares.Share::label)
                .limit(most)
                .toList();
        List<Chart.Dots.Series> series = new ArrayList<>();
        results.stream()
                .findFirst()
                .ifPresent(any -> series.add(new Chart.Dots.Series("histories", genreShares(any, genres, true), true)));
        for (EvaluationResult result : results) {
            series.add(new Chart.Dots.Series(result.name(), genreShares(result, genres, false), false));
        }
        return new Chart.Dots(
                "mean share of genres in histories (bars) and in the lists of each model (dots)",
                "share of tracks",
                genres,
                series);
    }

    private static List<Double> genreShares(EvaluationResult result, List<String> genres, boolean training) {
        List<Double> values = new ArrayList<>();
        for (String genre : genres) {
            values.add(result.shares().byGenre().stream()
                    .filter(share -> share.label().equals(genre))
                    .findFirst()
                    .map(share -> training ? share.training() : share.lists())
                    .orElse(Double.NaN));
        }
        return values;
    }

    /**
     * {@return paired differences to a baseline around zero, those whose adjusted p is below 0.05 coloured} For what a rule costs: compare
     * the pipeline without each rule with the whole one.
     *
     * @param description in a sentence
     * @param comparison the baseline has no row
     * @param metric a label of it
     */
    public static Chart differences(String description, ModelComparison comparison, String metric) {
        List<Chart.Intervals.Row> rows = new ArrayList<>();
        for (ModelComparison.Row row : comparison.rowsOf(metric)) {
            row.difference()
                    .ifPresent(difference -> rows.add(new Chart.Intervals.Row(
                            row.model(),
                            difference.mean(),
                            difference.interval().map(Interval::low).orElse(Double.NaN),
                            difference.interval().map(Interval::high).orElse(Double.NaN),
                            difference.adjustedP() < 0.05)));
        }
        return new Chart.Intervals(description, "difference in " + metric, rows, true);
    }

    /**
     * {@return a value by epoch, one line per model; epochs without one are left out}
     *
     * @param measure what it is, with its unit, e.g. {@code "loss (nats)"}
     * @param curves the value of each epoch, the first at 0, by name of the model; NaN for none
     */
    public static Chart training(String measure, Map<String, List<Double>> curves) {
        List<Chart.Lines.Line> lines = new ArrayList<>();
        curves.forEach((name, values) -> {
            List<Chart.Point> points = new ArrayList<>();
            for (int epoch = 0; epoch < values.size(); epoch++) {
                points.add(new Chart.Point("", epoch + 1, values.get(epoch)));
            }
            lines.add(new Chart.Lines.Line(name, points));
        });
        return new Chart.Lines(measure + " by epoch of training", "epoch", measure, lines);
    }
}
