package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampledExpectationTest {
    @Test
    void everyGoldenRowMatches() {
        List<String[]> rows = Fixtures.rows(Fixtures.need("sampled.tsv"));
        for (String[] row : rows.subList(1, rows.size())) {
            int k = Integer.parseInt(row[3]);
            SampledExpectation expectation = SampledExpectation.of(
                    Integer.parseInt(row[0]), Integer.parseInt(row[1]), Integer.parseInt(row[2]), row[4].equals("1"));
            String name = String.join(" ", row);
            assertThat(expectation.hit(k)).as(name).isCloseTo(Double.parseDouble(row[5]), within(1e-9));
            assertThat(expectation.reciprocalRank(k)).as(name).isCloseTo(Double.parseDouble(row[6]), within(1e-9));
            assertThat(expectation.ndcg(k)).as(name).isCloseTo(Double.parseDouble(row[7]), within(1e-9));
        }
    }

    @Test
    void handDerivedCases() {
        // 20 items, true rank 2: exactly one item is better, sampled with probability 5/19.
        SampledExpectation without = SampledExpectation.of(20, 2, 5, false);
        assertThat(without.hit(1)).isCloseTo(14.0 / 19, within(1e-15));
        assertThat(without.hit(2)).isCloseTo(1, within(1e-15));
        assertThat(without.reciprocalRank(2)).isCloseTo(14.0 / 19 + 5.0 / 19 / 2, within(1e-15));
        // With replacement it is missed by five independent draws.
        assertThat(SampledExpectation.of(20, 2, 5, true).hit(1)).isCloseTo(Math.pow(18.0 / 19, 5), within(1e-15));
        // All others sampled: the true rank.
        assertThat(SampledExpectation.of(20, 7, 19, false).hit(6)).isZero();
        assertThat(SampledExpectation.of(20, 7, 19, false).hit(7)).isEqualTo(1);
        // The extremes.
        assertThat(SampledExpectation.of(20, 1, 5, true).hit(1)).isEqualTo(1);
        assertThat(SampledExpectation.of(20, 20, 5, true).hit(5)).isZero();
        assertThat(SampledExpectation.of(20, 20, 5, false).hit(6)).isEqualTo(1);
    }

    @Test
    void impossibleSamplesAreRejected() {
        assertThatThrownBy(() -> SampledExpectation.of(20, 21, 5, false)).hasMessageContaining("rank is 21");
        assertThatThrownBy(() -> SampledExpectation.of(20, 2, 20, false)).hasMessageContaining("negatives is 20");
    }
}
