package io.reco.eval.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.validate.Finding;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.TestOptions;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OffPolicyTest {
    private static final Offset<Double> EXACT = within(1e-15);
    private static final PolicyOptions FEW = PolicyOptions.DEFAULT.withTests(TestOptions.DEFAULT.withResamples(200));

    /** The log of the Javadoc of {@link Estimator}. */
    private static final PolicyLog THREE =
            PolicyLog.of(new double[] {1, 0, 1}, new double[] {0.5, 0.5, 0.25}, new double[] {0.25, 0.75, 0.5});

    private static double value(PolicyEvaluation evaluation, Estimator estimator) {
        return evaluation.estimate(estimator).value();
    }

    @Test
    void threeRowsByHand() {
        double[] half = {0.5, 0.5, 0.5};
        PolicyEvaluation evaluation = OffPolicy.evaluate(THREE.withModel(half, half), FEW);
        assertThat(evaluation.logged().value()).isCloseTo(2 / 3.0, EXACT);
        assertThat(value(evaluation, Estimator.IPS)).isCloseTo(2.5 / 3, EXACT);
        assertThat(value(evaluation, Estimator.SNIPS)).isCloseTo(2.5 / 4, EXACT);
        assertThat(value(evaluation, Estimator.DOUBLY_ROBUST)).isCloseTo((1.5 + 0.25 - 0.75 + 1) / 3, EXACT);
        assertThat(evaluation.estimate(Estimator.IPS).difference()).isCloseTo(0.5 / 3, EXACT);
        PolicyWeights weights = evaluation.weights();
        assertThat(weights.mean()).isCloseTo(4 / 3.0, EXACT);
        assertThat(weights.largest()).isEqualTo(2);
        assertThat(weights.effective()).isCloseTo(16 / 6.5, EXACT);
        // Deviations of 0.5, 1.5, 2 from 4/3: 25/36, 1/36, 16/36; variance 42/36/2.
        assertThat(weights.meanError()).isCloseTo(Math.sqrt(42 / 36.0 / 2 / 3), EXACT);
        assertThat(weights.clipped()).isZero();
    }

    @Test
    void clippingIsReportedAndNamed() {
        PolicyEvaluation evaluation = OffPolicy.evaluate(THREE, FEW.withClip(1));
        assertThat(evaluation.estimates())
                .extracting(PolicyEstimate::label)
                .containsExactly("ips clip(1)", "snips clip(1)");
        assertThat(value(evaluation, Estimator.IPS)).isCloseTo(1.5 / 3, EXACT);
        assertThat(value(evaluation, Estimator.SNIPS)).isCloseTo(1.5 / 2.5, EXACT);
        assertThat(evaluation.weights().clipped()).isEqualTo(2);
        assertThat(evaluation.weights().clippedShare()).isCloseTo(1.5 / 4, EXACT);
        assertThat(evaluation.weights().mean()).as("before clipping").isCloseTo(4 / 3.0, EXACT);
        assertThat(evaluation.weights().effective()).isCloseTo(2.5 * 2.5 / 2.25, EXACT);
        assertThat(evaluation.warnings()).extracting(Finding::code).contains("clipped-weight", "effective-size");
        assertThat(OffPolicy.evaluate(THREE, FEW.withClip(1.5))
                        .estimates()
                        .get(0)
                        .label())
                .isEqualTo("ips clip(1.5)");
        assertThatThrownBy(() -> evaluation.estimate(Estimator.DOUBLY_ROBUST)).hasMessageContaining("no model");
    }

    /** Three contexts, four actions; action a in context x earns 1 with probability {@link #chance}. */
    private static double chance(int x, int a) {
        return 0.1 + 0.2 * ((x + a) % 4);
    }

    private static double logging(int x, int a) {
        return (1 + (x + 2 * a) % 5) / (double) sumOfLogging(x);
    }

    private static int sumOfLogging(int x) {
        int sum = 0;
        for (int a = 0; a < 4; a++) {
            sum += 1 + (x + 2 * a) % 5;
        }
        return sum;
    }

    private static double target(int x, int a) {
        return a == (x + 1) % 4 ? 0.7 : 0.1;
    }

    private static double trueValue() {
        double sum = 0;
        for (int x = 0; x < 3; x++) {
            for (int a = 0; a < 4; a++) {
                sum += target(x, a) * chance(x, a) / 3;
            }
        }
        return sum;
    }

    /** A log of the logging policy; the model is the true chance plus an error. */
    private static PolicyLog simulated(int rows, long seed, double modelError, boolean wrongPropensities) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rewards = new double[rows];
        double[] propensities = new double[rows];
        double[] targets = new double[rows];
        double[] logged = new double[rows];
        double[] expected = new double[rows];
        for (int i = 0; i < rows; i++) {
            int x = random.nextInt(3);
            int a = 0;
            for (double u = random.nextDouble() - logging(x, 0); u >= 0 && a < 3; u -= logging(x, a)) {
                a++;
            }
            rewards[i] = random.nextDouble() < chance(x, a) ? 1 : 0;
            propensities[i] = wrongPropensities ? 0.25 : logging(x, a);
            targets[i] = target(x, a);
            logged[i] = chance(x, a) + modelError;
            for (int b = 0; b < 4; b++) {
                expected[i] += target(x, b) * (chance(x, b) + modelError);
            }
        }
        return PolicyLog.of(rewards, propensities, targets).withModel(logged, expected);
    }

    @Test
    void allEstimatorsFindTheKnownValueOfASimulatedPolicy() {
        double[] sums = new double[3];
        double[] squares = new double[3];
        int covered = 0;
        int seeds = 200;
        for (int seed = 0; seed < seeds; seed++) {
            PolicyEvaluation evaluation = OffPolicy.evaluate(simulated(1000, seed, 0.3, false), FEW);
            for (Estimator estimator : Estimator.values()) {
                double error = value(evaluation, estimator) - trueValue();
                sums[estimator.ordinal()] += error;
                squares[estimator.ordinal()] += error * error;
            }
            Interval interval = evaluation.estimate(Estimator.IPS).interval().orElseThrow();
            covered += interval.low() <= trueValue() && trueValue() <= interval.high() ? 1 : 0;
        }
        for (Estimator estimator : Estimator.values()) {
            double mean = sums[estimator.ordinal()] / seeds;
            double standardError = Math.sqrt(squares[estimator.ordinal()]) / seeds;
            assertThat(mean).as(estimator.label()).isCloseTo(0, within(4 * standardError + 1e-3));
        }
        assertThat(squares[1]).as("snips varies less than ips").isLessThan(squares[0]);
        assertThat(covered).as("95 %% intervals that hold the value, of 200").isBetween(180, 199);
    }

    @Test
    void doublyRobustIsIpsWithoutModelAndTheModelWhereItIsPerfect() {
        PolicyLog log = simulated(500, 3, 0, false);
        double[] zero = new double[500];
        PolicyEvaluation without = OffPolicy.evaluate(log.withModel(zero, zero), FEW);
        assertThat(value(without, Estimator.DOUBLY_ROBUST)).isEqualTo(value(without, Estimator.IPS));
        double[] rewards = new double[500];
        double[] expected = new double[500];
        Arrays.setAll(rewards, log::reward);
        Arrays.setAll(expected, i -> i % 2);
        PolicyEvaluation perfect = OffPolicy.evaluate(log.withModel(rewards, expected), FEW);
        assertThat(value(perfect, Estimator.DOUBLY_ROBUST)).isCloseTo(0.5, EXACT);
        // Wrong propensities and a right model: still right, unlike ips.
        PolicyEvaluation robust = OffPolicy.evaluate(simulated(20_000, 4, 0, true), FEW);
        assertThat(value(robust, Estimator.DOUBLY_ROBUST)).isCloseTo(trueValue(), within(0.02));
        assertThat(Math.abs(value(robust, Estimator.IPS) - trueValue())).isGreaterThan(0.04);
    }

    @Test
    void theLoggingPolicyItselfEarnsWhatItEarned() {
        double[] p = {0.5, 0.2, 1, 0.7};
        PolicyEvaluation evaluation = OffPolicy.evaluate(PolicyLog.of(new double[] {3, -1, 2, 0}, p, p), FEW);
        assertThat(value(evaluation, Estimator.IPS)).isEqualTo(1);
        assertThat(value(evaluation, Estimator.SNIPS)).isEqualTo(1);
        assertThat(evaluation.weights().effective()).isEqualTo(4);
        assertThat(evaluation.estimate(Estimator.IPS).differenceInterval())
                .hasValueSatisfying(
                        interval -> assertThat(interval.high() - interval.low()).isZero());
        assertThat(evaluation.warnings()).extracting(Finding::code).containsExactly("effective-size");
    }

    @Test
    void brokenPropensitiesAreSeen() {
        assertThat(OffPolicy.evaluate(simulated(6000, 5, 0, false), FEW).warnings())
                .isEmpty();
        assertThat(OffPolicy.evaluate(simulated(6000, 5, 0, true), FEW).warnings())
                .extracting(Finding::code)
                .containsExactly("mean-weight");
        PolicyLog never = PolicyLog.of(new double[] {1, 0}, new double[] {0.5, 0.5}, new double[] {0, 0});
        PolicyEvaluation none = OffPolicy.evaluate(never, FEW);
        assertThat(value(none, Estimator.IPS)).isZero();
        assertThat(value(none, Estimator.SNIPS)).isNaN();
        assertThat(none.estimate(Estimator.SNIPS).interval()).isEmpty();
        assertThat(none.weights().effective()).isZero();
        assertThat(none.warnings()).extracting(Finding::code).containsExactly("mean-weight", "effective-size");
    }

    @Test
    void oneCaseIsSaidToBeOne() {
        PolicyLog log = simulated(6000, 5, 0, true);
        PolicyEvaluation one = OffPolicy.evaluate(log.withCases(new int[6000]), FEW);
        assertThat(one.warnings())
                .as("the mean weight is far from 1, but there is nothing to measure it by")
                .extracting(Finding::code)
                .containsExactly("one-case");
        assertThat(one.weights().meanError()).isNaN();
        assertThat(one.estimate(Estimator.IPS).interval()).isEmpty();
    }

    @Test
    void rowsOfACaseAreResampledTogether() {
        PolicyLog log = simulated(600, 8, 0, false);
        int[] each = new int[600];
        Arrays.setAll(each, i -> i);
        PolicyEvaluation rows = OffPolicy.evaluate(log, FEW);
        assertThat(OffPolicy.evaluate(log.withCases(each), FEW)).isEqualTo(rows);
        // Ten copies of every row in one case each: the same value and interval; as rows of their own they would look
        // ten times surer.
        double[] rewards = new double[6000];
        double[] propensities = new double[6000];
        double[] targets = new double[6000];
        int[] cases = new int[6000];
        for (int i = 0; i < 6000; i++) {
            rewards[i] = log.reward(i / 10);
            targets[i] = log.weight(i / 10) / 8;
            propensities[i] = 1 / 8.0;
            cases[i] = i / 10;
        }
        PolicyLog copies = PolicyLog.of(rewards, propensities, targets);
        PolicyEvaluation together = OffPolicy.evaluate(copies.withCases(cases), FEW);
        Interval wanted = rows.estimate(Estimator.SNIPS).interval().orElseThrow();
        Interval found = together.estimate(Estimator.SNIPS).interval().orElseThrow();
        assertThat(found.low()).isCloseTo(wanted.low(), within(1e-9));
        assertThat(found.high()).isCloseTo(wanted.high(), within(1e-9));
        assertThat(together.weights().cases()).isEqualTo(600);
        assertThat(together.weights().meanError()).isCloseTo(rows.weights().meanError(), within(1e-12));
        Interval apart = OffPolicy.evaluate(copies, FEW)
                .estimate(Estimator.SNIPS)
                .interval()
                .orElseThrow();
        assertThat(apart.high() - apart.low()).isLessThan(0.5 * (wanted.high() - wanted.low()));
    }

    @Test
    void propensitiesFromChoices() {
        assertThat(Propensities.ofChoices(new int[] {0, 0, 0, 7}, new int[] {0, 0, 1, 1}, 2, 1))
                .containsExactly(3 / 5.0, 3 / 5.0, 2 / 5.0, 2 / 3.0);
        assertThat(Propensities.ofChoices(new int[] {0, 0}, new int[] {0, 1}, 9, 0))
                .containsExactly(0.5, 0.5);
        assertThatThrownBy(() -> Propensities.ofChoices(new int[] {0}, new int[] {2}, 2, 0))
                .hasMessageContaining("action 2 of row 0");
        assertThatThrownBy(() -> Propensities.ofChoices(new int[] {0}, new int[] {0}, 1, -1))
                .hasMessageContaining("smoothing is -1");
    }

    @Test
    void valuesOutsideTheirRangeAreRefused() {
        double[] one = {1};
        assertThatThrownBy(() -> PolicyLog.of(one, new double[] {0}, one))
                .hasMessageContaining("propensity 0.0 of row 0");
        assertThatThrownBy(() -> PolicyLog.of(one, one, new double[] {1.1}))
                .hasMessageContaining("target probability 1.1");
        assertThatThrownBy(() -> PolicyLog.of(new double[] {Double.NaN}, one, one))
                .hasMessageContaining("reward of row 0");
        assertThatThrownBy(() -> PolicyLog.of(new double[0], one, one)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> PolicyLog.of(one, new double[2], one))
                .hasMessageContaining("propensities has length 2");
        assertThatThrownBy(() -> THREE.withCases(new int[] {0, 2, 0})).hasMessageContaining("case 1 has no row");
        assertThatThrownBy(() -> THREE.withCases(new int[] {0, 5, 0})).hasMessageContaining("case 5");
        assertThatThrownBy(() -> THREE.withCases(new int[] {Integer.MAX_VALUE, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("case 2147483647 is not in 0 to 2");
        assertThatThrownBy(() -> THREE.withCases(new int[] {-5, -5, -5})).hasMessageContaining("case -5");
        assertThatThrownBy(() -> PolicyLog.of(new double[] {1, 1}, new double[] {1, 1e-310}, new double[] {1, 0.5}))
                .hasMessageContaining("propensity 1.0E-310 of row 1 is too small for a finite weight");
        assertThatThrownBy(() -> new PolicyOptions(0, TestOptions.DEFAULT)).hasMessageContaining("clip is 0.0");
    }
}
