package io.reco.eval.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values of scipy 1.10.1 and numpy 1.24.2, made by {@code make_golden.py} beside {@code golden.tsv}. */
class StatsGoldenTest {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Case(double[] differences, Map<String, Double> expected) {
        double get(String quantity) {
            return Objects.requireNonNull(expected.get(quantity), quantity);
        }

        PairedDifferences paired() {
            return PairedDifferences.of(differences, new double[differences.length]);
        }
    }

    private static Map<String, Case> cases() throws IOException {
        Map<String, Case> cases = new LinkedHashMap<>();
        try (InputStream in = StatsGoldenTest.class.getResourceAsStream("golden.tsv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).map(line -> line.split("\t", -1)).forEach(row -> {
                if (row[1].equals("values")) {
                    double[] values = Arrays.stream(row[2].split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
                    cases.put(row[0], new Case(values, new LinkedHashMap<>()));
                } else {
                    Objects.requireNonNull(cases.get(row[0])).expected.put(row[1], Double.parseDouble(row[2]));
                }
            });
        }
        return cases;
    }

    private static Offset<Double> near(double expected) {
        return within(1e-9 * Math.max(1e-300, Math.abs(expected)) + 1e-300);
    }

    @Test
    void pairedT() throws IOException {
        cases().forEach((name, c) -> {
            PairedTTest test = PairedTTest.of(c.paired(), 0.95);
            assertThat(test.t()).as(name).isCloseTo(c.get("t"), near(c.get("t")));
            // Relative: also a p of 1e-37 keeps its digits.
            assertThat(test.pTwoSided()).as(name).isCloseTo(c.get("p_two"), near(c.get("p_two")));
            assertThat(test.pGreater()).as(name).isCloseTo(c.get("p_greater"), near(c.get("p_greater")));
            assertThat(test.pLess()).as(name).isCloseTo(c.get("p_less"), near(c.get("p_less")));
            assertThat(test.interval().low()).as(name).isCloseTo(c.get("ci_low"), within(1e-9));
            assertThat(test.interval().high()).as(name).isCloseTo(c.get("ci_high"), within(1e-9));
            assertThat(test.cohenDz()).as(name).isCloseTo(c.get("dz"), within(1e-12));
        });
    }

    @Test
    void signFlipIsExactForFewCharacters() throws IOException {
        int exact = 0;
        for (Map.Entry<String, Case> entry : cases().entrySet()) {
            Case c = entry.getValue();
            SignFlipTest test = SignFlipTest.of(c.paired(), 100, 1);
            assertThat(test.exact()).isEqualTo(c.differences.length <= 20);
            if (test.exact()) {
                exact++;
                assertThat(test.pTwoSided()).as(entry.getKey()).isCloseTo(c.get("flip_two"), within(1e-12));
                assertThat(test.pGreater()).as(entry.getKey()).isCloseTo(c.get("flip_greater"), within(1e-12));
                assertThat(test.pLess()).as(entry.getKey()).isCloseTo(c.get("flip_less"), within(1e-12));
            }
        }
        assertThat(exact).isEqualTo(4);
    }

    @Test
    void signFlipMonteCarloAgreesWithTheExactValue() throws IOException {
        Case c = Objects.requireNonNull(cases().get("n16_zeros"));
        // Four more characters without difference and one more pair of flips: over the limit, same distribution of
        // sums.
        double[] padded = Arrays.copyOf(c.differences, 21);
        int resamples = 20_000;
        SignFlipTest test = SignFlipTest.of(PairedDifferences.of(padded, new double[21]), resamples, 7);
        double p = c.get("flip_two");
        assertThat(test.exact()).isFalse();
        assertThat(test.pTwoSided()).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / resamples)));
        assertThat(SignFlipTest.of(PairedDifferences.of(padded, new double[21]), resamples, 7))
                .isEqualTo(test);
    }

    @Test
    void bootstrapIntervalsAgreeWithScipy() throws IOException {
        for (String name : new String[] {"n60", "skewed", "tiny_p"}) {
            Case c = Objects.requireNonNull(cases().get(name));
            Bootstrap bootstrap = Bootstrap.ofMean(c.differences, 20_000, 3);
            double se = c.get("se");
            Offset<Double> tolerance =
                    within(0.06 * se); // Monte Carlo: s.e. of a 2.5 % quantile is 0.019 se at R = 20,000
            assertThat(bootstrap.standardError()).as(name).isCloseTo(se, within(0.03 * se));
            Interval percentile = bootstrap.percentile(0.95);
            assertThat(percentile.low()).as(name).isCloseTo(c.get("boot_percentile_low"), tolerance);
            assertThat(percentile.high()).as(name).isCloseTo(c.get("boot_percentile_high"), tolerance);
            Interval basic = bootstrap.basic(0.95);
            assertThat(basic.low()).as(name).isCloseTo(c.get("boot_basic_low"), tolerance);
            assertThat(basic.high()).as(name).isCloseTo(c.get("boot_basic_high"), tolerance);
            Interval bca = bootstrap.bca(0.95);
            assertThat(bca.low()).as(name).isCloseTo(c.get("boot_bca_low"), tolerance);
            assertThat(bca.high()).as(name).isCloseTo(c.get("boot_bca_high"), tolerance);
        }
    }

    @Test
    void bcaMovesTowardsTheLongTail() throws IOException {
        Case c = Objects.requireNonNull(cases().get("skewed"));
        Bootstrap bootstrap = Bootstrap.ofMean(c.differences, 20_000, 3);
        assertThat(bootstrap.bca(0.95).low())
                .isGreaterThan(bootstrap.percentile(0.95).low());
        assertThat(bootstrap.bca(0.95).high())
                .isGreaterThan(bootstrap.percentile(0.95).high());
    }
}
