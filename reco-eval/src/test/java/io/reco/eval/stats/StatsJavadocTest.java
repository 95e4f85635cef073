package io.reco.eval.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.eval.doc.Arithmetic;
import io.reco.eval.doc.Javadoc;
import java.util.Arrays;
import java.util.regex.MatchResult;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Examples of the documentation are computed: inputs and values are taken from the words of the comment. */
class StatsJavadocTest {
    private static final Offset<Double> EXACT = within(1e-15);

    private static PairedDifferences differences(double... values) {
        return PairedDifferences.of(values, new double[values.length]);
    }

    @ParameterizedTest
    @EnumSource(Correction.class)
    void corrections(Correction correction) {
        double[] p = Javadoc.of(Correction.class).numbers("adjusts \\{@code ([^}]*)\\}");
        double[] told = correction == Correction.NONE
                ? p
                : Javadoc.of(Correction.class, correction.name() + " {").numbers(": \\{@code ([^}]*)\\}");
        assertThat(correction.adjust(p)).containsExactly(told, EXACT);
    }

    @ParameterizedTest
    @EnumSource(Quantile.class)
    void quantiles(Quantile kind) {
        Javadoc doc = Javadoc.of(Quantile.class);
        double[] sorted = doc.numbers("of \\{@code ([^}]*)\\}");
        double told = Javadoc.of(Quantile.class, kind.name() + " {").number(": \\{@code ([\\d.]+)\\}");
        assertThat(kind.of(sorted, doc.number("the quantile ([\\d.]+) of"))).isCloseTo(told, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Zeros.class)
    void zeros(Zeros zeros) {
        double[] values = Javadoc.of(Zeros.class).numbers("differences \\{@code ([^}]*)\\}");
        Javadoc doc = Javadoc.of(Zeros.class, zeros.name());
        WilcoxonTest test = WilcoxonTest.exact(differences(values), zeros);
        assertThat(test.rPlus()).isEqualTo(doc.number("\\{@code R\\+ = ([^}]*)\\}"));
        assertThat(test.rMinus()).isEqualTo(doc.number("\\{@code R- = ([^}]*)\\}"));
        if (zeros != Zeros.ZSPLIT) {
            int[] doubled = SignedRanks.of(values, zeros).doubled();
            assertThat(Arrays.stream(doubled).mapToDouble(rank -> rank / 2.0).toArray())
                    .containsExactly(doc.numbers("ranks \\{@code ([^}]*)\\}"));
        }
    }

    @Test
    void signs() {
        Javadoc doc = Javadoc.of(SignTest.class).onlyExample();
        MatchResult counts = doc.find("Example: (\\d+) positive, (\\d+) negative and (\\d+) zeros");
        int positive = Integer.parseInt(counts.group(1));
        int negative = Integer.parseInt(counts.group(2));
        double[] values = new double[positive + negative + Integer.parseInt(counts.group(3))];
        Arrays.fill(values, 0, positive, 0.5);
        Arrays.fill(values, positive, positive + negative, -0.25);
        String told = doc.find("\\{@code pTwoSided = ([^}]*)\\}").group(1);
        assertThat(told).contains(" = ");
        Javadoc.assertTold(doc.where(), SignTest.of(differences(values)).pTwoSided(), told);
    }

    @Test
    void signedRanks() {
        Javadoc doc = Javadoc.of(WilcoxonTest.class).onlyExample();
        WilcoxonTest test =
                WilcoxonTest.exact(differences(doc.numbers("differences \\{@code ([^}]*)\\}")), Zeros.WILCOX);
        assertThat(test.rPlus()).isEqualTo(doc.number("\\{@code rPlus = ([^}]*)\\}"));
        assertThat(test.rMinus()).isEqualTo(doc.number("\\{@code rMinus = ([^}]*)\\}"));
        assertThat(test.pGreater()).isEqualTo(doc.number("\\{@code pGreater = ([^}]*)\\}"));
        assertThat(test.pTwoSided()).isEqualTo(doc.number("\\{@code pTwoSided = ([^}]*)\\}"));
    }

    @Test
    void studentsT() {
        Javadoc doc = Javadoc.of(PairedTTest.class).onlyExample();
        PairedTTest test = PairedTTest.of(differences(doc.numbers("differences \\{@code ([^}]*)\\}")), 0.95);
        Javadoc.assertTold(
                doc.where(), test.t(), doc.find("\\{@code t = ([^}]*)\\}").group(1));
        Javadoc.assertTold(
                doc.where(),
                test.cohenDz(),
                doc.find("\\{@code cohenDz = ([^}]*)\\}").group(1));
        Javadoc.assertTold(
                doc.where(),
                test.pTwoSided(),
                doc.find("\\{@code pTwoSided = ([^}]*)\\}").group(1));
    }

    @Test
    void signFlips() {
        Javadoc doc = Javadoc.of(SignFlipTest.class).onlyExample();
        SignFlipTest test = SignFlipTest.of(differences(doc.numbers("differences \\{@code ([^}]*)\\}")), 1, 1);
        assertThat(test.exact()).isTrue();
        assertThat(test.pTwoSided()).isEqualTo(doc.number("\\{@code pTwoSided = ([^}]*)\\}"));
        assertThat(test.pGreater()).isEqualTo(doc.number("\\{@code pGreater = ([^}]*)\\}"));
        assertThat(test.pLess()).isEqualTo(doc.number("\\{@code pLess = ([^}]*)\\}"));
    }

    @Test
    void bootstrap() {
        Javadoc doc = Javadoc.of(Bootstrap.class).onlyExample();
        Bootstrap all = Bootstrap.enumerated(doc.numbers("values \\{@code ([^}]*)\\}"));
        MatchResult percentile = doc.find("\\{@code percentile\\(([\\d.]+)\\)\\} is ([\\d/]+) to ([\\d/]+),");
        Interval interval = all.percentile(Double.parseDouble(percentile.group(1)));
        assertThat(interval.low()).isCloseTo(Arithmetic.valueOf(percentile.group(2)), within(1e-12));
        assertThat(interval.high()).isCloseTo(Arithmetic.valueOf(percentile.group(3)), within(1e-12));
        assertThat(all.standardErrorExact())
                .isCloseTo(doc.number("\\{@code standardErrorExact\\(\\) = ([^}]*)\\}"), within(1e-12));
    }

    @Test
    void sampleSizes() {
        Javadoc doc = Javadoc.of(SampleSize.class).onlyExample();
        MatchResult told =
                doc.find("standard deviation ([\\d.]+), a true mean difference of ([\\d.]+), alpha ([\\d.]+) and power"
                        + " ([\\d.]+) need ([\\d,]+) characters; ([\\d,]+) characters see ([\\d.]+)\\.");
        double sd = Double.parseDouble(told.group(1));
        double alpha = Double.parseDouble(told.group(3));
        double power = Double.parseDouble(told.group(4));
        long n = Long.parseLong(told.group(5).replace(",", ""));
        assertThat(SampleSize.paired(sd, Double.parseDouble(told.group(2)), alpha, power))
                .isEqualTo(n);
        assertThat(told.group(6)).isEqualTo(told.group(5));
        assertThat(SampleSize.smallestVisible(n, sd, alpha, power))
                .isCloseTo(Double.parseDouble(told.group(7)), within(5e-6));
    }
}
