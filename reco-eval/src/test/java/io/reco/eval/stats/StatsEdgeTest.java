package io.reco.eval.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatsEdgeTest {
    private static PairedDifferences differences(double... d) {
        return PairedDifferences.of(d, new double[d.length]);
    }

    @Test
    void differencesAreRoundedSoThatEqualOnesAreEqual() {
        assertThat(0.3 - 0.2).isNotEqualTo(0.2 - 0.1);
        PairedDifferences paired = PairedDifferences.of(new double[] {0.3, 0.2, 0.1}, new double[] {0.2, 0.1, 0.2});
        assertThat(paired.values()).containsExactly(0.1, 0.1, -0.1);
        // Assignments with |S*| >= 0.1: all eight.
        assertThat(SignFlipTest.of(paired, 10, 1).pTwoSided()).isEqualTo(1);
        PairedDifferences noise = PairedDifferences.of(new double[] {0.1 + 0.2, 5}, new double[] {0.3, 5});
        assertThat(noise.allZero()).isTrue();
    }

    @Test
    void allZeroGivesPOneAndIsDegenerate() {
        PairedDifferences zero = differences(0, 0, 0);
        PairedTTest t = PairedTTest.of(zero, 0.95);
        assertThat(t.degenerate()).isTrue();
        assertThat(t.pTwoSided()).isEqualTo(1);
        assertThat(SignFlipTest.of(zero, 10, 1).pTwoSided()).isEqualTo(1);
        assertThat(SignFlipTest.of(differences(new double[40]), 10, 1).pTwoSided())
                .isEqualTo(1);
    }

    @Test
    void constantDifferenceIsDegenerateForTAndExactForSignFlip() {
        PairedDifferences constant = differences(0.5, 0.5, 0.5, 0.5, 0.5);
        PairedTTest t = PairedTTest.of(constant, 0.95);
        assertThat(t.degenerate()).isTrue();
        assertThat(t.t()).isNaN();
        assertThat(t.pTwoSided()).isNaN();
        assertThat(t.interval().low()).isNaN();
        assertThat(SignFlipTest.of(constant, 10, 1).pTwoSided()).isEqualTo(2 / 32.0);
        assertThat(SignFlipTest.of(constant, 10, 1).pGreater()).isEqualTo(1 / 32.0);
    }

    @Test
    void monteCarloNeverGivesPZero() {
        double[] d = new double[200];
        Arrays.fill(d, 1);
        assertThat(SignFlipTest.of(differences(d), 999, 1).pTwoSided()).isEqualTo(0.001);
    }

    @Test
    void zerosChangeNoDrawOfTheSignFlips() {
        double[] d = new SplittableRandom(8).doubles(40, -1, 1.5).toArray();
        double[] among = new double[400];
        for (int i = 0; i < 40; i++) {
            among[10 * i + 3] = d[i];
        }
        SignFlipTest few = SignFlipTest.of(differences(d), 500, 1);
        SignFlipTest many = SignFlipTest.of(differences(among), 500, 1);
        assertThat(many.exact()).isFalse();
        assertThat(many.n()).isEqualTo(400);
        assertThat(many.pTwoSided()).isEqualTo(few.pTwoSided()).isBetween(0.01, 0.9);
        assertThat(many.pGreater()).isEqualTo(few.pGreater());
        assertThat(many.pLess()).isEqualTo(few.pLess());
    }

    @Test
    void theTableHasNoDrawnBootstrapAboveTheSizeWhereScoreTakesStudentsT() {
        double[] d = new SplittableRandom(8)
                .doubles(MeanInterval.BOOTSTRAP_UP_TO + 1, -1, 1)
                .map(Math::rint)
                .toArray();
        PairedStatistics table = PairedStatistics.of(differences(d), new TestOptions(0.95, 10, 1));
        assertThat(table.value("bootstrap_bca_mc", "ci95_low")).isEmpty();
        assertThat(table.value("t", "ci95_low")).isPresent();
        double[] one = Arrays.copyOf(d, d.length - 1);
        PairedStatistics fewer = PairedStatistics.of(differences(one), new TestOptions(0.95, 10, 1));
        assertThat(fewer.value("bootstrap_bca_mc", "ci95_low")).isPresent();
        assertThat(table.value("bootstrap", "se_exact").orElseThrow())
                .isCloseTo(fewer.value("bootstrap", "se_exact").orElseThrow(), within(1e-6));
    }

    @Test
    void studentsIntervalOfAMeanDoesNotRoundItsValues() {
        double[] values = {1, 3, 2, 5};
        TestOptions options = TestOptions.DEFAULT;
        Interval whole = MeanInterval.STUDENT.of(values, options);
        assertThat(whole)
                .isEqualTo(PairedTTest.of(differences(values), options.level()).interval());
        Interval tiny = MeanInterval.STUDENT.of(new double[] {1e-13, 3e-13, 2e-13, 5e-13}, options);
        assertThat(tiny.low()).isCloseTo(whole.low() * 1e-13, within(1e-24));
        assertThat(tiny.high()).isCloseTo(whole.high() * 1e-13, within(1e-24));
        assertThat(MeanInterval.STUDENT.of(new double[] {1e-13, 1e-13}, options))
                .isEqualTo(new Interval(1e-13, 1e-13, options.level()));
        assertThatThrownBy(() -> MeanInterval.STUDENT.of(new double[] {1}, options))
                .hasMessageContaining("length 1");
    }

    @Test
    void hugeDifferencesDoNotOverflow() {
        SignFlipTest test = SignFlipTest.of(differences(1e99, 2e99, -1e99), 10, 1);
        // Sums 2: reached by +++-like assignments; |S*| in {2, 4, 0, 2} twice each.
        assertThat(test.pTwoSided()).isEqualTo(0.75);
    }

    @Test
    void undefinedPairsAreLeftOut() {
        PairedDifferences paired =
                PairedDifferences.ofDefined(new double[] {1, Double.NaN, 3}, new double[] {0, 1, Double.NaN});
        assertThat(paired.values()).containsExactly(1);
        assertThatThrownBy(() -> PairedDifferences.of(new double[] {1, Double.NaN}, new double[2]))
                .hasMessageContaining("a[1] is NaN");
        assertThatThrownBy(() -> PairedDifferences.of(new double[] {1, 1e308}, new double[] {1, -1e308}))
                .hasMessageContaining("(a - b)[1] is Infinity");
        assertThatThrownBy(() -> PairedDifferences.of(new double[] {1, 1e101}, new double[2]))
                .hasMessageContaining("(a - b)[1] is 1.0E101, expected at most 1.0E100");
        assertThatThrownBy(() -> PairedDifferences.of(new double[1], new double[2]))
                .hasMessageContaining("1 and 2");
    }

    /** Nothing overflows: values of any size allowed have the statistics of small ones. */
    @Test
    void theLargestDifferencesAreStillNumbers() {
        double[] small = {1, 2, -0.5, 0.25, 0.75, 1.5, -0.125};
        double[] large = Arrays.stream(small).map(x -> x * 0x1p330).toArray();
        PairedDifferences most = PairedDifferences.of(large, new double[large.length]);
        PairedDifferences few = PairedDifferences.of(small, new double[small.length]);
        assertThat(PairedTTest.of(most, 0.95).t())
                .isCloseTo(PairedTTest.of(few, 0.95).t(), within(1e-12));
        assertThat(most.cohenDz()).isCloseTo(few.cohenDz(), within(1e-12));
        assertThat(Bootstrap.ofMean(most.values(), 200, 1).bca(0.95).low() / 0x1p330)
                .isCloseTo(Bootstrap.ofMean(few.values(), 200, 1).bca(0.95).low(), within(1e-12));
        assertThat(SignFlipTest.of(most, 100, 1).pTwoSided())
                .isEqualTo(SignFlipTest.of(few, 100, 1).pTwoSided());
        assertThat(WilcoxonTest.exact(most, Zeros.PRATT).pTwoSided())
                .isEqualTo(WilcoxonTest.exact(few, Zeros.PRATT).pTwoSided());
    }

    @Test
    void bootstrapIsSeededAndAPointWithoutVariance() {
        double[] values = {1, 2, 3, 4, 9};
        assertThat(Bootstrap.ofMean(values, 200, 5).bca(0.9))
                .isEqualTo(Bootstrap.ofMean(values, 200, 5).bca(0.9));
        assertThat(Bootstrap.ofMean(values, 200, 5).standardError())
                .isNotEqualTo(Bootstrap.ofMean(values, 200, 6).standardError());
        Interval point = Bootstrap.ofMean(new double[] {2, 2, 2}, 100, 1).bca(0.95);
        assertThat(point.low()).isEqualTo(2);
        assertThat(point.high()).isEqualTo(2);
        assertThatThrownBy(() -> Bootstrap.ofMean(new double[0], 10, 1)).hasMessageContaining("length 0");
        assertThatThrownBy(() -> Bootstrap.ofMean(values, 10, 1).bca(1)).hasMessageContaining("level is 1.0");
    }

    @Test
    void corrections() {
        double[] p = {0.01, 0.04, 0.03};
        assertThat(Correction.NONE.adjust(p)).containsExactly(p);
        assertThat(Correction.BONFERRONI.adjust(p)).containsExactly(new double[] {0.03, 0.12, 0.09}, within(1e-15));
        assertThat(Correction.HOLM.adjust(p)).containsExactly(new double[] {0.03, 0.06, 0.06}, within(1e-15));
        assertThat(Correction.HOCHBERG.adjust(p)).containsExactly(new double[] {0.03, 0.04, 0.04}, within(1e-15));
        assertThat(Correction.BENJAMINI_HOCHBERG.adjust(p))
                .containsExactly(new double[] {0.03, 0.04, 0.04}, within(1e-15));
        assertThat(Correction.SIDAK.adjust(p))
                .containsExactly(
                        new double[] {1 - Math.pow(.99, 3), 1 - Math.pow(.96, 3), 1 - Math.pow(.97, 3)}, within(1e-15));
        assertThat(Correction.SIDAK.adjust(1e-30, 0.5)[0]).isCloseTo(2e-30, within(1e-40));
        assertThat(Correction.HOLM.adjust(0.9, 0.8)).containsExactly(1, 1);
        assertThat(Correction.HOLM.adjust()).isEmpty();
        assertThatThrownBy(() -> Correction.HOLM.adjust(0.5, 1.5)).hasMessageContaining("p[1] is 1.5");
    }
}
