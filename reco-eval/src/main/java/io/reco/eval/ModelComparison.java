package io.reco.eval;

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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;

/**
 * Several results against one of them, metric by metric, with paired tests over characters. p values come from the sign-flip
 * permutation test and are adjusted over all comparisons of all metrics asked for; those of the t, signed-rank and sign tests stand
 * beside them as they are. Intervals of differences and permutations have at least 10,000 resamples. Immutable.
 *
 * @param protocol of all results
 * @param baseline name of the result that the others are compared with
 * @param correction how p values were adjusted
 * @param comparisons number of tests that were adjusted together
 * @param rows by metric, then by model
 */
public record ModelComparison(
        EvaluationProtocol protocol, String baseline, Correction correction, int comparisons, List<Row> rows) {
    /** Chance to see a difference, for {@link Difference#smallestVisible}. */
    public static final double POWER = 0.8;

    private static final int LEAST_RESAMPLES = 10_000;

    /**
     * One model on one metric.
     *
     * @param metric label
     * @param model name of the result
     * @param estimate its value and interval
     * @param difference against the baseline; empty for the baseline itself and for system metrics, which have no pairs
     */
    public record Row(String metric, String model, MetricEstimate estimate, Optional<Difference> difference) {}

    /**
     * A paired difference, model minus baseline.
     *
     * @param n characters with a value in both
     * @param mean mean difference
     * @param intervalMethod how the interval was made
     * @param interval of the mean difference; empty for fewer than two characters
     * @param p two-sided p of the sign-flip test; 1 when all differences are 0
     * @param adjustedP p adjusted for all comparisons of the table
     * @param tP two-sided p of the paired t test; NaN without variance
     * @param wilcoxonP two-sided p of the signed-rank test, zeros dropped
     * @param signP two-sided p of the sign test
     * @param cohenDz effect size mean / standard deviation; NaN without variance
     * @param larger characters for whom the model's value is larger
     * @param smaller characters for whom it is smaller
     * @param smallestVisible true difference that so many characters see with a chance of {@value #POWER} at alpha = 1 - confidence;
     *     NaN for one character
     */
    public record Difference(
            int n,
            double mean,
            MeanInterval intervalMethod,
            Optional<Interval> interval,
            double p,
            double adjustedP,
            double tP,
            double wilcoxonP,
            double signP,
            double cohenDz,
            int larger,
            int smaller,
            double smallestVisible) {
        private Difference withAdjustedP(double newAdjustedP) {
            return new Difference(
                    n,
                    mean,
                    intervalMethod,
                    interval,
                    p,
                    newAdjustedP,
                    tP,
                    wilcoxonP,
                    signP,
                    cohenDz,
                    larger,
                    smaller,
                    smallestVisible);
        }
    }

    /** Copies the rows. */
    public ModelComparison {
        rows = List.copyOf(rows);
    }

    /**
     * {@return the comparison}
     *
     * @param results of the same protocol over the same characters
     * @param baseline name of one of them
     * @param metrics labels to compare, in the order of the rows
     * @param options confidence, resamples (at least 10,000 are drawn) and seed
     * @param correction how to adjust p values, {@link Correction#HOLM} by default
     * @throws IllegalArgumentException if the protocols or characters differ, or the baseline is not among the results
     */
    public static ModelComparison of(
            List<EvaluationResult> results,
            String baseline,
            List<String> metrics,
            EvaluationOptions options,
            Correction correction) {
        EvaluationResult base = results.stream()
                .filter(r -> r.name().equals(baseline))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("baseline '" + baseline + "' is not among the results: "
                        + results.stream().map(EvaluationResult::name).toList()));
        Set<String> names = new HashSet<>();
        for (EvaluationResult result : results) {
            checkComparable(base, result);
            if (!names.add(result.name())) {
                throw new IllegalArgumentException("two results are named '" + result.name() + "'");
            }
        }
        List<Row> rows = new ArrayList<>();
        for (String metric : metrics) {
            for (EvaluationResult result : results) {
                Optional<Difference> difference =
                        result.name().equals(baseline) ? Optional.empty() : difference(base, result, metric, options);
                rows.add(new Row(metric, result.name(), result.metric(metric), difference));
            }
        }
        return together(List.of(new ModelComparison(base.protocol(), baseline, correction, 0, rows)))
                .get(0);
    }

    /**
     * {@return the same comparisons with p adjusted over the tests of all of them, as one family}, e.g. of every model with rules against
     * itself without, under each filter. Adjusting a single test by itself would change nothing.
     *
     * @param comparisons with the same correction, in any number
     * @throws IllegalArgumentException if the corrections differ
     */
    public static List<ModelComparison> together(List<ModelComparison> comparisons) {
        if (comparisons.isEmpty()) {
            return List.of();
        }
        Correction correction = comparisons.get(0).correction;
        for (ModelComparison comparison : comparisons) {
            if (comparison.correction != correction) {
                throw new IllegalArgumentException(
                        "one family needs one correction, there are " + correction + " and " + comparison.correction);
            }
        }
        double[] adjusted = correction.adjust(comparisons.stream()
                .flatMap(comparison -> comparison.rows.stream())
                .flatMap(row -> row.difference.stream())
                .mapToDouble(Difference::p)
                .toArray());
        PrimitiveIterator.OfDouble next = Arrays.stream(adjusted).iterator();
        List<ModelComparison> family = new ArrayList<>();
        for (ModelComparison comparison : comparisons) {
            List<Row> rows = new ArrayList<>();
            for (Row row : comparison.rows) {
                rows.add(new Row(
                        row.metric,
                        row.model,
                        row.estimate,
                        row.difference.map(difference -> difference.withAdjustedP(next.nextDouble()))));
            }
            family.add(
                    new ModelComparison(comparison.protocol, comparison.baseline, correction, adjusted.length, rows));
        }
        return List.copyOf(family);
    }

    private static void checkComparable(EvaluationResult base, EvaluationResult other) {
        if (!base.protocol().equals(other.protocol())) {
            throw new IllegalArgumentException("'" + base.name() + "' and '" + other.name()
                    + "' cannot be compared, their protocols differ: " + base.protocol() + " and " + other.protocol());
        }
        if (!base.characterIds().equals(other.characterIds())) {
            throw new IllegalArgumentException("'" + base.name() + "' and '" + other.name()
                    + "' cannot be compared, they were evaluated over different characters");
        }
    }

    private static Optional<Difference> difference(
            EvaluationResult base, EvaluationResult other, String metric, EvaluationOptions options) {
        MetricValue a = other.metric(metric).metric();
        MetricValue b = base.metric(metric).metric();
        if (!a.isMean() || !b.isMean() || !overlap(a.perCharacter(), b.perCharacter())) {
            return Optional.empty();
        }
        PairedDifferences differences = PairedDifferences.ofDefined(a.perCharacter(), b.perCharacter());
        TestOptions tests =
                new TestOptions(options.confidence(), Math.max(LEAST_RESAMPLES, options.resamples()), options.seed());
        return Optional.of(new Difference(
                differences.n(),
                differences.mean(),
                MeanInterval.forSize(differences.n()),
                MeanInterval.interval(differences.values(), tests),
                SignFlipTest.of(differences, tests.resamples(), tests.seed()).pTwoSided(),
                Double.NaN,
                PairedTTest.of(differences, tests.level()).pTwoSided(),
                WilcoxonTest.of(differences, Zeros.WILCOX).pTwoSided(),
                SignTest.of(differences).pTwoSided(),
                differences.cohenDz(),
                differences.positive(),
                differences.negative(),
                smallestVisible(differences, 1 - tests.level())));
    }

    private static double smallestVisible(PairedDifferences differences, double alpha) {
        return differences.n() < 2 || alpha >= POWER
                ? Double.NaN
                : SampleSize.smallestVisible(differences.n(), differences.standardDeviation(), alpha, POWER);
    }

    private static boolean overlap(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the rows of one metric}
     *
     * @param metric label
     */
    public List<Row> rowsOf(String metric) {
        return rows.stream().filter(r -> r.metric().equals(metric)).toList();
    }
}
