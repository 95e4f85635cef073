package io.reco.eval;

import io.reco.core.data.Dataset;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Recommender;
import io.reco.core.split.RollingWindows;
import io.reco.core.split.Split;
import io.reco.eval.metric.Metric.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One recommender over several windows of time: its value in each, their mean, how far they lie apart, and the worst. Windows count
 * alike, however many characters each tests. They share characters and training data and so are not independent: their spread tells how
 * steady a result is, and is no standard error. Immutable.
 *
 * @param name of the recommender
 * @param windows results in the order of time
 */
public record RollingResult(String name, List<EvaluationResult> windows) {
    /**
     * One metric over the windows.
     *
     * @param metric its label
     * @param values one per window; NaN where no character had a value
     * @param mean of the defined values; NaN when there is none
     * @param spread their standard deviation (n - 1); NaN for fewer than two
     * @param worst the worst defined value: the lowest where higher is better, the highest where lower is better, the one farthest from
     *     the mean where neither is; NaN when there is none
     * @param worstWindow its index, the first of equal ones; -1 when there is none
     */
    public record Row(String metric, List<Double> values, double mean, double spread, double worst, int worstWindow) {
        /** Copies the values. */
        public Row {
            values = List.copyOf(values);
        }
    }

    /** Copies the list; checks that there are two windows or more and that they measured the same metrics. */
    public RollingResult {
        windows = List.copyOf(windows);
        if (windows.size() < 2) {
            throw new IllegalArgumentException("windows has " + windows.size() + " results, expected two or more");
        }
        for (EvaluationResult window : windows) {
            if (!window.metrics().keySet().equals(windows.get(0).metrics().keySet())) {
                throw new IllegalArgumentException("the windows of '" + name + "' have different metrics: "
                        + windows.get(0).metrics().keySet() + " and "
                        + window.metrics().keySet());
            }
        }
    }

    /**
     * {@return a recommender that is fitted and evaluated anew in each window} Warnings of a split are left to the caller.
     *
     * @param data with times
     * @param rolling the windows
     * @param options what is measured
     * @param fit makes the recommender from the training part of a window
     * @param progress told of every window
     */
    public static RollingResult of(
            Dataset data,
            RollingWindows rolling,
            EvaluationOptions options,
            Function<Dataset, Recommender> fit,
            ProgressListener progress) {
        List<EvaluationResult> results = new ArrayList<>();
        for (int window = 0; window < rolling.windows(); window++) {
            Split split = rolling.window(window).split(data);
            Recommender fitted = fit.apply(split.train());
            results.add(Evaluator.of(split, options)
                    .evaluate(fitted.name() + ", window " + (window + 1), fitted, ListPostProcessor.NONE, progress)
                    .withName(fitted.name()));
        }
        return new RollingResult(results.get(0).name(), results);
    }

    /** {@return every metric over the windows, in the order asked for} */
    public Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        windows.get(0).metrics().keySet().forEach(metric -> rows.put(metric, row(metric)));
        return rows;
    }

    /**
     * {@return one metric over the windows}
     *
     * @param metric its label
     * @throws IllegalArgumentException if it was not evaluated
     */
    public Row row(String metric) {
        Direction direction = windows.get(0).metric(metric).metric().direction();
        List<Double> values = windows.stream().map(w -> w.value(metric)).toList();
        double[] defined = values.stream()
                .filter(v -> !Double.isNaN(v))
                .mapToDouble(v -> v)
                .toArray();
        double mean = Arrays.stream(defined).sum() / defined.length;
        double squares =
                Arrays.stream(defined).map(v -> (v - mean) * (v - mean)).sum();
        int worst = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int window = 0; window < values.size(); window++) {
            double value = values.get(window);
            double badness = switch (direction) {
                case HIGHER -> -value;
                case LOWER -> value;
                case NEITHER -> Math.abs(value - mean);
            };
            if (badness > most) {
                most = badness;
                worst = window;
            }
        }
        return new Row(
                metric,
                values,
                mean,
                defined.length < 2 ? Double.NaN : Math.sqrt(squares / (defined.length - 1)),
                worst < 0 ? Double.NaN : values.get(worst),
                worst);
    }
}
