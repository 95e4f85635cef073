package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.vector.FloatMatrix;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SphericalKMeansTest {
    /** 300 rows around 5 axes of 8. */
    private static FloatMatrix blobs(long seed) {
        Random random = new Random(seed);
        FloatMatrix rows = FloatMatrix.allocate(300, 8);
        for (int r = 0; r < rows.rows(); r++) {
            float[] row = new float[8];
            for (int d = 0; d < row.length; d++) {
                row[d] = (float) (0.15 * random.nextGaussian()) + (d == r % 5 ? 1 : 0);
            }
            rows.setRow(r, row, 0);
        }
        rows.normalizeRows();
        return rows;
    }

    @Test
    void plantedClustersAreFound() {
        SphericalKMeans means = SphericalKMeans.of(blobs(1), 5, 20, 3, 1);
        Set<Integer> used = new HashSet<>();
        for (int blob = 0; blob < 5; blob++) {
            used.add(means.centre(blob));
            for (int r = blob; r < 300; r += 5) {
                assertThat(means.centre(r)).isEqualTo(means.centre(blob));
            }
            assertThat(means.centres().get(means.centre(blob), blob)).isCloseTo(1, within(0.02f));
        }
        assertThat(used).hasSize(5);
    }

    @Test
    void passesMakeTheMeanCosineLarger() {
        double before = SphericalKMeans.of(blobs(2), 12, 0, 3, 1).meanCosine();
        double after = SphericalKMeans.of(blobs(2), 12, 20, 3, 1).meanCosine();
        assertThat(after).isGreaterThan(before + 0.001);
    }

    @Test
    void theSameForASeedOnAnyNumberOfThreads() {
        SphericalKMeans one = SphericalKMeans.of(blobs(3), 7, 10, 5, 1);
        SphericalKMeans three = SphericalKMeans.of(blobs(3), 7, 10, 5, 3);
        for (int c = 0; c < 7; c++) {
            for (int d = 0; d < 8; d++) {
                assertThat(three.centres().get(c, d)).isEqualTo(one.centres().get(c, d));
            }
        }
        SphericalKMeans other = SphericalKMeans.of(blobs(3), 7, 0, 6, 1);
        assertThat(other.centres().get(0, 0))
                .isNotEqualTo(SphericalKMeans.of(blobs(3), 7, 0, 5, 1).centres().get(0, 0));
    }

    @Test
    void moreClustersThanRowsAndEqualRowsAreNoTrouble() {
        FloatMatrix same = FloatMatrix.copyOf(new float[][] {{1, 0}, {1, 0}, {1, 0}}, 2);
        SphericalKMeans means = SphericalKMeans.of(same, 10, 5, 1, 1);
        assertThat(means.centres().rows()).isEqualTo(3);
        assertThat(means.meanCosine()).isCloseTo(1, within(1e-6));
    }
}
