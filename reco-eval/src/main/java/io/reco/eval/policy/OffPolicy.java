package io.reco.eval.policy;

import io.reco.core.validate.Finding;
import io.reco.core.validate.Severity;
import io.reco.eval.metric.MeanAccumulator;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import io.reco.eval.stats.TestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Estimates what a target policy would have earned from the log of another one, by {@link Estimator}. {@code O(rows)}, and for the intervals {@code
 * O(cases * resamples)} up to 20,000 cases.
 *
 * <p>Every estimate is a ratio {@code sum x / sum y} over rows ({@code y = 1} but for SNIPS, where it is the weight). Its interval is that of a
 * mean over cases ({@link MeanInterval}) of the linearised values {@code v_c = value + cases * (x_c - value * y_c) / sum y}, where {@code x_c} and
 * {@code y_c} are sums over the rows of a case; for IPS with one row a case these are {@code w r} themselves.
 *
 * <p>Warnings, all of {@link Severity#WARNING}:
 *
 * <ul>
 *   <li>{@code one-case}: all rows belong to one case, so there are no intervals and no standard errors, and the mean weight is not checked.
 *   <li>{@code mean-weight}: the mean weight is further from 1 than {@value #MEAN_ERRORS} standard errors. The propensities are not those of the policy that
 *       logged, or (when it is below 1) the target makes choices that the logging policy cannot make.
 *   <li>{@code effective-size}: fewer than {@value #LEAST_EFFECTIVE} effective rows, or less than 1 % of the rows: a few rows decide.
 *   <li>{@code clipped-weight}: clipping cut off more than 10 % of the weight, which biases IPS and doubly robust estimates.
 * </ul>
 */
public final class OffPolicy {
    private static final int MEAN_ERRORS = 4;
    private static final int LEAST_EFFECTIVE = 100;
    private static final double LEAST_EFFECTIVE_SHARE = 0.01;
    private static final double MOST_CLIPPED_SHARE = 0.1;

    private final PolicyLog log;
    private final PolicyOptions options;

    private OffPolicy(PolicyLog log, PolicyOptions options) {
        this.log = log;
        this.options = options;
    }

    /**
     * {@return all estimates that the log allows, with intervals, weights and warnings}
     *
     * @param log of the policy that ran
     * @param options clipping and intervals
     */
    public static PolicyEvaluation evaluate(PolicyLog log, PolicyOptions options) {
        return new OffPolicy(log, options).evaluation();
    }

    /** {@code sum x / sum y} and its linearised value for each case. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one evaluation; compared by nobody
    private record Ratio(double value, double[] linear) {}

    private PolicyEvaluation evaluation() {
        Ratio logged = ratio(log::reward, row -> 1);
        List<PolicyEstimate> estimates = new ArrayList<>();
        for (Estimator estimator : Estimator.values()) {
            if (estimator != Estimator.DOUBLY_ROBUST || log.hasModel()) {
                estimates.add(estimate(label(estimator), ratio(estimator), logged));
            }
        }
        PolicyWeights weights = weights();
        return new PolicyEvaluation(estimate("logged", logged, logged), estimates, weights, warnings(weights));
    }

    private String label(Estimator estimator) {
        double clip = options.clip();
        if (Double.isInfinite(clip)) {
            return estimator.label();
        }
        String limit = clip == Math.rint(clip) ? String.format(Locale.ROOT, "%.0f", clip) : Double.toString(clip);
        return estimator.label() + " clip(" + limit + ")";
    }

    private Ratio ratio(Estimator estimator) {
        return switch (estimator) {
            case IPS -> ratio(row -> used(row) * log.reward(row), row -> 1);
            case SNIPS -> ratio(row -> used(row) * log.reward(row), this::used);
            case DOUBLY_ROBUST ->
                ratio(row -> log.modelOfTarget(row) + used(row) * (log.reward(row) - log.modelOfLogged(row)), row -> 1);
        };
    }

    /** The weight of a row after clipping. */
    private double used(int row) {
        return Math.min(log.weight(row), options.clip());
    }

    private double sum(IntToDoubleFunction of) {
        MeanAccumulator sum = new MeanAccumulator();
        for (int row = 0; row < log.size(); row++) {
            sum.add(of.applyAsDouble(row));
        }
        return sum.sum();
    }

    private Ratio ratio(IntToDoubleFunction x, IntToDoubleFunction y) {
        double total = sum(y);
        double value = sum(x) / total;
        double[] linear = new double[log.cases()];
        for (int row = 0; row < log.size(); row++) {
            linear[log.caseOf(row)] += x.applyAsDouble(row) - value * y.applyAsDouble(row);
        }
        for (int c = 0; c < linear.length; c++) {
            linear[c] = value + linear.length * linear[c] / total;
        }
        return new Ratio(value, linear);
    }

    private PolicyEstimate estimate(String label, Ratio ratio, Ratio logged) {
        double[] differences = new double[ratio.linear.length];
        for (int c = 0; c < differences.length; c++) {
            differences[c] = ratio.linear[c] - logged.linear[c];
        }
        return new PolicyEstimate(
                label,
                ratio.value,
                interval(ratio.value, ratio.linear),
                ratio.value - logged.value,
                interval(ratio.value, differences));
    }

    private Optional<Interval> interval(double value, double[] linear) {
        TestOptions tests = options.tests();
        return Double.isNaN(value) ? Optional.empty() : MeanInterval.interval(linear, tests);
    }

    private PolicyWeights weights() {
        double largest = 0;
        int clipped = 0;
        for (int row = 0; row < log.size(); row++) {
            largest = Math.max(largest, log.weight(row));
            clipped += log.weight(row) > options.clip() ? 1 : 0;
        }
        double all = sum(log::weight);
        double kept = sum(this::used);
        double squares = sum(row -> used(row) * used(row));
        Ratio mean = ratio(log::weight, row -> 1);
        MeanAccumulator deviations = new MeanAccumulator();
        for (double v : mean.linear) {
            deviations.add((v - mean.value) * (v - mean.value));
        }
        int cases = log.cases();
        return new PolicyWeights(
                log.size(),
                cases,
                mean.value,
                cases == 1 ? Double.NaN : Math.sqrt(deviations.sum() / (cases - 1.0) / cases),
                largest,
                clipped,
                all == 0 ? 0 : Math.max(0, (all - kept) / all),
                squares == 0 ? 0 : kept * kept / squares);
    }

    private static List<Finding> warnings(PolicyWeights weights) {
        List<Finding> warnings = new ArrayList<>();
        if (weights.cases() == 1) {
            warnings.add(warning(
                    "one-case",
                    "all %,d rows are of one case: there are no intervals, and the mean weight of %.4f cannot be checked",
                    "log more cases; rows that do not depend on each other are cases of their own",
                    weights.rows(),
                    weights.mean()));
        }
        double off = Math.abs(weights.mean() - 1);
        // A log of equal weights has an error that is rounding only.
        if (off > MEAN_ERRORS * weights.meanError() + 1e-9) {
            warnings.add(warning(
                    "mean-weight",
                    "the mean weight is %.4f with a standard error of %.4f, expected 1",
                    "log the propensities of the policy that ran; it has to be able to choose what the target chooses",
                    weights.mean(),
                    weights.meanError()));
        }
        if (!(weights.effective() >= LEAST_EFFECTIVE) || weights.effective() < LEAST_EFFECTIVE_SHARE * weights.rows()) {
            warnings.add(warning(
                    "effective-size",
                    "%,d rows say as much as %,.1f of equal weight; the largest weight is %.4g",
                    "use a longer log, a target nearer to the policy that ran, or clipping",
                    weights.rows(),
                    weights.effective(),
                    weights.largest()));
        }
        if (weights.clippedShare() > MOST_CLIPPED_SHARE) {
            warnings.add(warning(
                    "clipped-weight",
                    "clipping cut off %.1f %% of the weight, in %,d rows",
                    "clip at a larger weight, or trust snips more than ips",
                    100 * weights.clippedShare(),
                    weights.clipped()));
        }
        return warnings;
    }

    private static Finding warning(String code, String message, String advice, Object... numbers) {
        return new Finding(Severity.WARNING, code, String.format(Locale.ROOT, message, numbers), advice);
    }
}
