package io.reco.eval.run;

import io.reco.core.parallel.Parallel;
import io.reco.eval.metric.Metric.Direction;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import io.reco.eval.stats.PairedDifferences;
import io.reco.eval.stats.PairedTTest;
import io.reco.eval.stats.SampleSize;
import io.reco.eval.stats.SignFlipTest;
import io.reco.eval.stats.SignTest;
import io.reco.eval.stats.TestOptions;
import io.reco.eval.stats.WilcoxonTest;
import io.reco.eval.stats.Zeros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Every pair of runs on every metric that is a mean over users, with paired tests over the users that have a value in both. Immutable.
 *
 * @param options of tests and intervals
 * @param correction how {@link Row#adjustedP} was made, over all rows
 * @param rows metric by metric, pair by pair
 */
public record RunComparison(TestOptions options, Correction correction, List<Row> rows) {
    /** Chance to see a difference, for the sample size. */
    public static final double POWER = 0.8;

    /**
     * One pair on one metric. Differences are a - b.
     *
     * @param metric label
     * @param a name of the first run
     * @param b name of the second
     * @param n users with a value in both
     * @param meanA mean of the first over these users
     * @param meanB mean of the second
     * @param difference mean difference
     * @param intervalMethod how the interval was made
     * @param interval of the mean difference; empty for one user
     * @param tP two-sided p of the paired t test; NaN without variance
     * @param wilcoxonP two-sided p of the signed-rank test, zeros dropped; exact up to 200 differences
     * @param signP two-sided p of the sign test
     * @param permutationP two-sided p of the sign-flip permutation test
     * @param adjustedP permutationP adjusted over all rows
     * @param cohenDz effect size mean / standard deviation; NaN without variance
     * @param rankBiserial effect size of the signed-rank test; NaN when nothing differs
     * @param better users for whom a is better; for a metric without direction, larger
     * @param worse users for whom a is worse, or smaller
     * @param smallestVisible true difference that so many users see with {@link #POWER} at alpha = 1 - level; NaN for one user
     * @param neededUsers users to see the difference found with that power; empty when there is none, or no variance
     */
    public record Row(
            String metric,
            String a,
            String b,
            int n,
            double meanA,
            double meanB,
            double difference,
            MeanInterval intervalMethod,
            Optional<Interval> interval,
            double tP,
            double wilcoxonP,
            double signP,
            double permutationP,
            double adjustedP,
            double cohenDz,
            double rankBiserial,
            int better,
            int worse,
            double smallestVisible,
            Optional<Long> neededUsers) {
        private Row withAdjustedP(double value) {
            return new Row(
                    metric,
                    a,
                    b,
                    n,
                    meanA,
                    meanB,
                    difference,
                    intervalMethod,
                    interval,
                    tP,
                    wilcoxonP,
                    signP,
                    permutationP,
                    value,
                    cohenDz,
                    rankBiserial,
                    better,
                    worse,
                    smallestVisible,
                    neededUsers);
        }
    }

    /** Copies the rows. */
    public RunComparison {
        rows = List.copyOf(rows);
    }

    /** A pair on a metric, before it is tested. */
    private record Task(String a, String b, MetricValue valuesA, MetricValue valuesB) {}

    /**
     * {@return the comparison; without rows for fewer than two runs}
     *
     * @param runs of the same scorer, with different names
     * @param options of tests and intervals
     * @param correction over all rows
     * @param threads at least 1; no influence on any digit
     */
    public static RunComparison of(List<RunScores> runs, TestOptions options, Correction correction, int threads) {
        List<Task> tasks = new ArrayList<>();
        for (String label :
                runs.isEmpty() ? List.<String>of() : runs.get(0).metrics().keySet()) {
            for (int i = 0; i < runs.size(); i++) {
                for (int j = i + 1; j < runs.size(); j++) {
                    MetricValue a = metric(runs.get(i).metrics(), label);
                    MetricValue b = metric(runs.get(j).metrics(), label);
                    if (overlap(a.perCharacter(), b.perCharacter())) {
                        tasks.add(new Task(runs.get(i).name(), runs.get(j).name(), a, b));
                    }
                }
            }
        }
        Row[] rows = new Row[tasks.size()];
        Parallel.run(threads, rows.length, () -> tasks, (all, t) -> rows[t] = row(all.get(t), options));
        double[] adjusted = correction.adjust(
                Arrays.stream(rows).mapToDouble(Row::permutationP).toArray());
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rows[i].withAdjustedP(adjusted[i]);
        }
        return new RunComparison(options, correction, Arrays.asList(rows));
    }

    private static MetricValue metric(Map<String, MetricValue> metrics, String label) {
        return Objects.requireNonNull(metrics.get(label), label);
    }

    private static boolean overlap(double[] a, double[] b) {
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                return true;
            }
        }
        return false;
    }

    private static double mean(double[] values, double[] where) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i]) && !Double.isNaN(where[i])) {
                sum += values[i];
                n++;
            }
        }
        return sum / n;
    }

    private static Row row(Task task, TestOptions options) {
        double[] a = task.valuesA.perCharacter();
        double[] b = task.valuesB.perCharacter();
        PairedDifferences differences = PairedDifferences.ofDefined(a, b);
        WilcoxonTest wilcoxon = WilcoxonTest.of(differences, Zeros.WILCOX);
        SignFlipTest flips = SignFlipTest.of(differences, options.resamples(), options.seed());
        boolean lowerIsBetter = task.valuesA.direction() == Direction.LOWER;
        double sd = differences.standardDeviation();
        double alpha = 1 - options.level();
        boolean plannable = !differences.degenerate() && differences.mean() != 0 && POWER > alpha;
        return new Row(
                task.valuesA.label(),
                task.a,
                task.b,
                differences.n(),
                mean(a, b),
                mean(b, a),
                differences.mean(),
                MeanInterval.forSize(differences.n()),
                MeanInterval.interval(differences.values(), options),
                PairedTTest.of(differences, options.level()).pTwoSided(),
                wilcoxon.pTwoSided(),
                SignTest.of(differences).pTwoSided(),
                flips.pTwoSided(),
                Double.NaN,
                differences.cohenDz(),
                wilcoxon.rankBiserial(),
                lowerIsBetter ? differences.negative() : differences.positive(),
                lowerIsBetter ? differences.positive() : differences.negative(),
                differences.n() < 2 || POWER <= alpha
                        ? Double.NaN
                        : SampleSize.smallestVisible(differences.n(), sd, alpha, POWER),
                plannable ? needed(sd, differences.mean(), alpha) : Optional.empty());
    }

    private static Optional<Long> needed(double sd, double difference, double alpha) {
        // A mean that is rounding noise beside the spread cannot be planned for.
        return Math.abs(difference) < 1e-7 * sd
                ? Optional.empty()
                : Optional.of(SampleSize.paired(sd, difference, alpha, POWER));
    }
}
