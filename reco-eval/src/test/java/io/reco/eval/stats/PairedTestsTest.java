package io.reco.eval.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Worked examples of the Javadoc, edges, and properties that hold for every input. */
class PairedTestsTest {
    private static PairedDifferences differences(double... d) {
        return PairedDifferences.of(d, new double[d.length]);
    }

    @Test
    void signTestExample() {
        SignTest test = SignTest.of(differences(1, 2, 3, 4, 5, 6, 7, 8, -1, 0, 0, 0));
        assertThat(test.positive()).isEqualTo(8);
        assertThat(test.negative()).isEqualTo(1);
        assertThat(test.pTwoSided()).isCloseTo(0.0390625, within(1e-15));
        assertThat(test.pGreater()).isCloseTo(10 / 512.0, within(1e-15));
        assertThat(test.pLess()).isCloseTo(511 / 512.0, within(1e-15));
        SignTest none = SignTest.of(differences(0, 0));
        assertThat(none.pTwoSided()).isEqualTo(1);
        assertThat(none.pGreater()).isEqualTo(1);
    }

    @Test
    void signTestKeepsDigitsInTheTail() {
        double[] d = new double[200];
        Arrays.fill(d, 1);
        Arrays.fill(d, 0, 30, -1);
        BigInteger sum = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i <= 30; i++) {
            sum = sum.add(choose);
            choose = choose.multiply(BigInteger.valueOf(200 - i)).divide(BigInteger.valueOf(i + 1));
        }
        double exact = sum.doubleValue() * Math.pow(2, -200);
        assertThat(exact).isLessThan(1e-24);
        assertThat(SignTest.of(differences(d)).pGreater()).isCloseTo(exact, within(1e-11 * exact));
        Arrays.fill(d, 1);
        assertThat(SignTest.of(differences(d)).pGreater()).isCloseTo(Math.pow(2, -200), within(1e-70));
    }

    @Test
    void signTestOfManyIsAsExact() {
        int n = 3000;
        int positive = 1400;
        BigInteger sum = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i <= positive; i++) {
            sum = sum.add(choose);
            choose = choose.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        double exact = new BigDecimal(sum)
                .divide(new BigDecimal(BigInteger.TWO.pow(n)), MathContext.DECIMAL64)
                .doubleValue();
        double[] d = new double[n];
        Arrays.fill(d, -1);
        Arrays.fill(d, 0, positive, 1);
        assertThat(exact).isBetween(1e-5, 1e-3);
        assertThat(SignTest.of(differences(d)).pLess()).isCloseTo(exact, within(1e-10 * exact));
        assertThat(SignTest.of(differences(d)).pTwoSided()).isCloseTo(2 * exact, within(1e-10 * exact));
    }

    @Test
    void zerosExample() {
        PairedDifferences d = differences(0, 1, -2, 3);
        assertThat(sums(WilcoxonTest.exact(d, Zeros.WILCOX))).containsExactly(4, 2);
        assertThat(sums(WilcoxonTest.exact(d, Zeros.PRATT))).containsExactly(6, 3);
        assertThat(sums(WilcoxonTest.exact(d, Zeros.ZSPLIT))).containsExactly(6.5, 3.5);
        assertThat(sums(WilcoxonTest.normal(d, Zeros.ZSPLIT, true))).containsExactly(6.5, 3.5);
        assertThat(WilcoxonTest.exact(d, Zeros.ZSPLIT).pTwoSided())
                .isEqualTo(WilcoxonTest.exact(d, Zeros.PRATT).pTwoSided());
    }

    private static double[] sums(WilcoxonTest test) {
        return new double[] {test.rPlus(), test.rMinus()};
    }

    @Test
    void signedRankExample() {
        WilcoxonTest test = WilcoxonTest.of(differences(1, 2, 3), Zeros.WILCOX);
        assertThat(sums(test)).containsExactly(6, 0);
        assertThat(test.exact()).isTrue();
        assertThat(test.pGreater()).isEqualTo(0.125);
        assertThat(test.pTwoSided()).isEqualTo(0.25);
        assertThat(test.pLess()).isEqualTo(1);
        assertThat(test.rankBiserial()).isEqualTo(1);
    }

    @Test
    void signedRankWithoutAnyDifference() {
        for (Zeros zeros : Zeros.values()) {
            assertThat(WilcoxonTest.exact(differences(0, 0, 0), zeros).pTwoSided())
                    .isEqualTo(1);
            assertThat(WilcoxonTest.normal(differences(0, 0, 0), zeros, true).pTwoSided())
                    .isEqualTo(1);
        }
    }

    @Test
    void signedRankChoosesByTheNumberOfDifferences() {
        double[] d = new SplittableRandom(4).doubles(201).toArray();
        assertThat(WilcoxonTest.of(differences(d), Zeros.WILCOX).exact()).isFalse();
        d[0] = 0;
        WilcoxonTest exact = WilcoxonTest.of(differences(d), Zeros.WILCOX);
        assertThat(exact.exact()).isTrue();
        assertThat(exact.pGreater()).isCloseTo(Math.pow(2, -200), within(1e-72));
        assertThatThrownBy(() -> WilcoxonTest.exact(
                        differences(new SplittableRandom(4).doubles(1001).toArray()), Zeros.WILCOX))
                .hasMessageContaining("at most 1000")
                .hasMessageContaining("1001");
    }

    /** The usual case of hit@k: the sign test, whatever the number of zeros, because all ranks are equal. */
    @Test
    void signedRanksOfEqualDifferencesAmongManyZerosAreTheSignTest() {
        double[] d = new double[2_000_000];
        Arrays.fill(d, 0, 500, 1);
        Arrays.fill(d, 500, 930, -1);
        PairedDifferences differences = differences(d);
        SignTest sign = SignTest.of(differences);
        assertThat(sign.pTwoSided()).isBetween(0.01, 0.1);
        for (Zeros zeros : Zeros.values()) {
            WilcoxonTest exact = WilcoxonTest.exact(differences, zeros);
            assertThat(exact.pTwoSided()).isCloseTo(sign.pTwoSided(), within(1e-12));
            assertThat(exact.pGreater()).isCloseTo(sign.pGreater(), within(1e-12));
            assertThat(exact.pLess()).isCloseTo(sign.pLess(), within(1e-12));
        }
    }

    /** Behind so many zeros a positive difference more outweighs any ranks, so p follows from binomials and one small sum. */
    @Test
    void prattsRanksBehindManyZerosCountPositivesFirst() {
        double[] d = new double[300_000];
        for (int i = 0; i < 30; i++) {
            d[i] = i % 3 == 0 ? -1 - i : 1 + i;
        }
        long atLeast = 0; // subsets of 20 of the ranks 1..30 whose sum is at least that of the positive ones
        int observed = 0;
        for (int i = 0; i < 30; i++) {
            observed += d[i] > 0 ? i + 1 : 0;
        }
        long[][] ways = new long[21][466];
        ways[0][0] = 1;
        for (int rank = 1; rank <= 30; rank++) {
            for (int size = 20; size > 0; size--) {
                for (int sum = 465; sum >= rank; sum--) {
                    ways[size][sum] += ways[size - 1][sum - rank];
                }
            }
        }
        for (int sum = observed; sum <= 465; sum++) {
            atLeast += ways[20][sum];
        }
        double more = 0; // 21 positive ones or more
        double choose = 1;
        for (int negative = 0; negative < 10; negative++) {
            more += choose;
            choose = choose * (30 - negative) / (negative + 1);
        }
        double exact = (more + atLeast) / Math.pow(2, 30);
        assertThat(WilcoxonTest.of(differences(d), Zeros.PRATT).pGreater()).isCloseTo(exact, within(1e-13));
    }

    @Test
    void signedRanksAreExactFor200DifferencesWhateverTheZeros() {
        double[] d = new double[5_000];
        for (int i = 0; i < 200; i++) {
            d[i] = (i % 9 < 4 ? -1 : 1) * (1 + i / 2); // ties of two: most different sums
        }
        WilcoxonTest test = WilcoxonTest.of(differences(d), Zeros.PRATT);
        assertThat(test.exact()).isTrue();
        double normal = WilcoxonTest.normal(differences(d), Zeros.PRATT, false).pTwoSided();
        assertThat(normal).isBetween(0.05, 0.5);
        assertThat(test.pTwoSided()).isCloseTo(normal, within(0.02 * normal));
    }

    @Test
    void tooManySumsOfRanksAreLeftOutOfTheTableAndRefusedByName() {
        double[] d = new double[100_000];
        for (int i = 0; i < 900; i++) {
            d[i] = i % 2 == 0 ? 1 + i : -1 - i;
        }
        PairedStatistics table = PairedStatistics.of(differences(d), new TestOptions(0.95, 1, 1));
        assertThat(table.value("wilcoxon_wilcox_exact", "p_two")).isPresent();
        assertThat(table.value("wilcoxon_pratt_exact", "p_two")).isEmpty();
        assertThat(table.value("wilcoxon_pratt_normal", "p_two")).isPresent();
        assertThatThrownBy(() -> WilcoxonTest.exact(differences(d), Zeros.PRATT))
                .hasMessageContaining("3000000 sums of ranks")
                .hasMessageContaining("900 differences of 100000");
    }

    @Test
    void signedRankApproximationNearsTheExactTest() {
        SplittableRandom random = new SplittableRandom(9);
        double[] d =
                random.doubles(150).map(x -> Math.round(40 * (x - 0.45)) / 8.0).toArray();
        for (Zeros zeros : Zeros.values()) {
            double exact = WilcoxonTest.exact(differences(d), zeros).pTwoSided();
            assertThat(WilcoxonTest.normal(differences(d), zeros, false).pTwoSided())
                    .isCloseTo(exact, within(0.02 * exact + 1e-3));
        }
    }

    @Test
    void exchangingTheSystemsExchangesTheTails() {
        SplittableRandom random = new SplittableRandom(17);
        for (int round = 0; round < 50; round++) {
            int n = 1 + random.nextInt(24);
            double[] a = random.doubles(n).map(x -> Math.rint(4 * x)).toArray();
            double[] b = random.doubles(n).map(x -> Math.rint(4 * x)).toArray();
            PairedStatistics one = PairedStatistics.of(PairedDifferences.of(a, b), new TestOptions(0.9, 200, 3));
            PairedStatistics other = PairedStatistics.of(PairedDifferences.of(b, a), new TestOptions(0.9, 200, 3));
            for (PairedStatistics.Row row : one.rows()) {
                String mirrored = switch (row.quantity()) {
                    case "p_greater" -> "p_less";
                    case "p_less" -> "p_greater";
                    default -> row.quantity();
                };
                if (row.quantity().startsWith("p_") && !row.test().equals("permutation_mc")) {
                    assertThat(other.value(row.test(), mirrored).orElseThrow())
                            .as("round %d %s %s", round, row.test(), row.quantity())
                            .isCloseTo(row.value(), within(1e-12));
                }
            }
        }
    }

    @Test
    void enumeratedBootstrapExample() {
        // Two values: means 0, 0.5, 0.5, 1, so the quantile 0.4 is at position 1.2 of 0..3, and at place 1.6 of 4.
        Bootstrap all = Bootstrap.enumerated(new double[] {0, 1});
        assertThat(all.percentile(0.2, Quantile.LINEAR).low()).isEqualTo(0.5);
        assertThat(all.percentile(0.9, Quantile.LINEAR).low()).isCloseTo(0.075, within(1e-12));
        assertThat(all.percentile(0.9, Quantile.INVERTED_CDF).low()).isZero();
        assertThat(all.percentile(0.9, Quantile.INVERTED_CDF).high()).isEqualTo(1);
        assertThat(all.standardError()).isCloseTo(all.standardErrorExact(), within(1e-15));
        assertThatThrownBy(() -> Bootstrap.enumerated(new double[7])).hasMessageContaining("at most 6");
    }

    @Test
    void quantileExamples() {
        double[] sorted = {10, 20, 30, 40};
        assertThat(Quantile.LINEAR.of(sorted, 0.4)).isCloseTo(22, within(1e-12));
        assertThat(Quantile.INVERTED_CDF.of(sorted, 0.4)).isEqualTo(20);
        assertThat(Quantile.INVERTED_CDF.of(sorted, 0)).isEqualTo(10);
        assertThat(Quantile.INVERTED_CDF.of(sorted, 1)).isEqualTo(40);
        double[] forty = new double[40];
        Arrays.setAll(forty, i -> i + 1);
        assertThat(Quantile.INVERTED_CDF.of(forty, (1 - 0.95) / 2)).isEqualTo(1);
    }

    @Test
    void bootstrapCountsMeansEqualToTheMeanAsHalf() {
        // 0.1 and 0.3: resampled means are 0.1, 0.2 (half of them), 0.3; rounding must not decide which side 0.2 is on.
        Interval bca = Bootstrap.enumerated(new double[] {0.1, 0.3}).bca(0.5);
        Interval percentile = Bootstrap.enumerated(new double[] {0.1, 0.3}).percentile(0.5);
        assertThat(bca.low()).isCloseTo(percentile.low(), within(1e-12));
        assertThat(bca.high()).isCloseTo(percentile.high(), within(1e-12));
        double[] hits = new double[400];
        Arrays.fill(hits, 0, 100, 0.1);
        double share = 0;
        for (int seed = 0; seed < 4; seed++) {
            Interval interval = Bootstrap.ofMean(hits, 4000, seed).bca(0.95);
            share += interval.high() - interval.low();
        }
        // 4 times 2 * 1.96 * sqrt(.25 * .75 / 400) * 0.1
        assertThat(share).isCloseTo(4 * 0.00849, within(0.001));
    }

    @Test
    void bootstrapBcaOfAnExtremeSampleStaysAnInterval() {
        double[] values = new double[60];
        values[0] = 1e9;
        for (double level : new double[] {0.5, 0.95, 0.999999, 1 - 1e-12}) {
            Interval interval = Bootstrap.ofMean(values, 500, 1).bca(level);
            assertThat(interval.low()).isLessThanOrEqualTo(interval.high());
        }
    }

    @Test
    void sampleSizeExample() {
        long n = SampleSize.paired(0.2, 0.01, 0.05, 0.8);
        assertThat(n).isEqualTo(3142);
        assertThat(SampleSize.smallestVisible(n, 0.2, 0.05, 0.8)).isCloseTo(0.01, within(1e-5));
        assertThat(SampleSize.paired(0.2, -0.01, 0.05, 0.8)).isEqualTo(n);
        // Textbook value (Cohen 1988): effect 0.5, alpha 0.05, power 0.8: 34 pairs.
        assertThat(SampleSize.paired(1, 0.5, 0.05, 0.8)).isEqualTo(34);
        assertThat(SampleSize.paired(0, 0.5, 0.05, 0.8)).isEqualTo(2);
        assertThat(SampleSize.smallestVisible(1, 0.2, 0.05, 0.8)).isNaN();
    }

    @Test
    void sampleSizeIsTheSmallest() {
        for (double difference : new double[] {3, 0.7, 0.11, 0.004}) {
            long n = SampleSize.paired(1, difference, 0.05, 0.9);
            assertThat(SampleSize.power(difference, n, 0.05)).isGreaterThanOrEqualTo(0.9);
            if (n > 2) {
                assertThat(SampleSize.power(difference, n - 1, 0.05)).isLessThan(0.9);
            }
        }
    }

    @Test
    void sampleSizeNamesWhatIsWrong() {
        assertThatThrownBy(() -> SampleSize.paired(1, 0, 0.05, 0.8)).hasMessageContaining("difference is 0.0");
        assertThatThrownBy(() -> SampleSize.paired(-1, 1, 0.05, 0.8)).hasMessageContaining("sd is -1.0");
        assertThatThrownBy(() -> SampleSize.paired(1, 1, 0.05, 0.05)).hasMessageContaining("power is 0.05");
        assertThatThrownBy(() -> SampleSize.paired(1, 1, 0, 0.8)).hasMessageContaining("alpha is 0.0");
        assertThatThrownBy(() -> SampleSize.paired(1, 1e-12, 0.05, 0.8)).hasMessageContaining("too small");
    }

    @Test
    void theTableNamesIntervalsByLevel() {
        PairedDifferences d = differences(0.5, 0.25, -0.25, 1);
        PairedStatistics table = PairedStatistics.of(d, TestOptions.DEFAULT.withLevel(0.9));
        assertThat(table.value("t", "ci90_low")).isPresent();
        assertThat(table.value("t", "ci95_low")).isEmpty();
        assertThat(PairedStatistics.of(d, TestOptions.DEFAULT.withLevel(0.975)).value("t", "ci97.5_high"))
                .isPresent();
        assertThatThrownBy(() -> TestOptions.DEFAULT.withResamples(0)).hasMessageContaining("resamples is 0");
        assertThatThrownBy(() -> TestOptions.DEFAULT.withLevel(95)).hasMessageContaining("level is 95");
    }
}
