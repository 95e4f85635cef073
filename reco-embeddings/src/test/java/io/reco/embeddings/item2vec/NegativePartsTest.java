package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.random.SplitMix64;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegativePartsTest {
    private static final int SHARED = 128;

    private static double[] zipf(int rows) {
        double[] weights = new double[rows];
        for (int row = 0; row < rows; row++) {
            weights[row] = Math.pow(row + 1, -0.8);
        }
        return weights;
    }

    @ParameterizedTest
    @CsvSource({"20000, 2", "20011, 3", "33000, 4", "40077, 7"})
    void eachTrackIsDrawnWithItsOwnProbability(int rows, int threads) {
        double[] weights = zipf(rows);
        NegativeParts parts = NegativeParts.of(weights, threads);
        assertThat(parts.count()).isEqualTo(threads);
        double[] drawn = new double[rows];
        int[] seenIn = new int[rows];
        for (int p = 0; p < threads; p++) {
            NegativeParts.Part part = parts.of(p, 0);
            double[] probabilities = part.table().probabilities();
            for (int i = 0; i < probabilities.length; i++) {
                int row = part.order().row(i);
                drawn[row] += probabilities[i] / threads;
                seenIn[row]++;
            }
        }
        double total = Arrays.stream(weights).sum();
        for (int row = 0; row < rows; row++) {
            assertThat(seenIn[row]).as("parts with row %d", row).isEqualTo(row < SHARED ? threads : 1);
            assertThat(drawn[row]).as("row %d", row).isCloseTo(weights[row] / total, Percentage.withPercentage(1));
        }
    }

    @Test
    void neighboursStayTogether() {
        NegativeParts.Part part = NegativeParts.of(zipf(20_000), 2).of(1, 0);
        int apart = 0;
        for (int i = SHARED + 1; i < part.order().size(); i++) {
            apart += part.order().row(i) == part.order().row(i - 1) + 1 ? 0 : 1;
        }
        assertThat(apart).isLessThan(20_000 / 64 / 2);
    }

    @Test
    void thePartOfABlockChangesFromEpochToEpoch() {
        NegativeParts parts = NegativeParts.of(zipf(20_000), 3);
        assertThat(parts.of(4, 0)).isSameAs(parts.of(1, 0)).isNotSameAs(parts.of(4, 1));
        assertThat(parts.of(4, 1)).isSameAs(parts.of(5, 0));
    }

    @Test
    void oneThreadDrawsFromAllTracks() {
        double[] weights = {1, 0, 3};
        NegativeParts parts = NegativeParts.of(weights, 1);
        assertThat(parts.count()).isEqualTo(1);
        int[] drawn = new int[3];
        SplitMix64 random = SplitMix64.of(5, 0, 0);
        for (int i = 0; i < 4000; i++) {
            drawn[parts.of(i, 0).draw(random)]++;
        }
        assertThat(drawn[1]).isZero();
        assertThat(drawn[2] / 4000.0).isCloseTo(0.75, within(0.03));
    }

    @Test
    void partsAreNeitherSmallNorUneven() {
        assertThat(NegativeParts.of(zipf(9000), 8).count()).isEqualTo(2);
        assertThat(NegativeParts.of(zipf(4000), 8).count()).isEqualTo(1);
        double[] uneven = zipf(20_000);
        uneven[19_000] = 100;
        assertThat(NegativeParts.of(uneven, 2).count()).isEqualTo(1);
    }
}
