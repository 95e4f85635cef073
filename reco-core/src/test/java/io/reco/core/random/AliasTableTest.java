package io.reco.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTableTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void theTableHoldsTheWeights(int n) {
        Random random = new Random(n);
        double[] weights =
                random.doubles(n).map(x -> x < 0.2 ? 0 : Math.pow(x, 8)).toArray();
        weights[0] = 1;
        double sum = DoubleStream.of(weights).sum();
        double[] p = AliasTable.of(weights).probabilities();
        for (int i = 0; i < n; i++) {
            assertThat(p[i]).as("row %d of %d", i, n).isCloseTo(weights[i] / sum, within(1e-8));
        }
    }

    @Test
    void drawsFollowTheWeights() {
        AliasTable table = AliasTable.of(new double[] {5, 0, 3, 2});
        SplitMix64 random = SplitMix64.of(1, 2, 3);
        int[] counts = new int[4];
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            counts[table.draw(random)]++;
        }
        // Five standard deviations of the commonest.
        double tolerance = 5 * Math.sqrt(0.25 / draws);
        assertThat(counts[0] / (double) draws).isCloseTo(0.5, within(tolerance));
        assertThat(counts[1]).isZero();
        assertThat(counts[2] / (double) draws).isCloseTo(0.3, within(tolerance));
        assertThat(counts[3] / (double) draws).isCloseTo(0.2, within(tolerance));
    }

    @Test
    void weightsWithoutAPositiveSumAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AliasTable.of(new double[] {0, 0}));
        assertThatIllegalArgumentException().isThrownBy(() -> AliasTable.of(new double[] {1, Double.NaN}));
    }
}
