package io.reco.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.IdMap;
import io.reco.core.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterMetricsTest {
    private static FloatMatrix unit(float... degrees) {
        float[][] rows = new float[degrees.length][];
        for (int i = 0; i < rows.length; i++) {
            double angle = Math.toRadians(degrees[i]);
            rows[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }
        return FloatMatrix.copyOf(rows, 2);
    }

    @Test
    void purityIsTheShareOfNeighboursInTheCluster() {
        // Two clusters by parity: t0 and t2 lie together, t1 lies near t0, t3 far off.
        IdMap ids = IdMap.of(List.of("t0", "t1", "t2", "t3"));
        FloatMatrix vectors = unit(0, 21, 10, 120);
        int[] counts = {5, 5, 5, 5};

        // Nearest: t0 -> t2, t1 -> t2 (the one that is not pure), t2 -> t0, t3 -> t1.
        assertThat(ClusterMetrics.purity(ids, vectors, counts, 2, 1, 1)).isEqualTo(3 / 4.0);
        assertThat(ClusterMetrics.purity(ids, vectors, counts, 2, 3, 1)).isEqualTo(4 / 12.0);
    }

    @Test
    void purityAsksForFrequentItemsOnlyAndSkipsForeignOnes() {
        IdMap ids = IdMap.of(List.of("t0", "</s>", "t2", "t3"));
        int[] counts = {20, 0, 19, 19};

        // Only t0 is asked for; its nearest is the foreign row, which is of no cluster, then t2.
        assertThat(ClusterMetrics.purity(ids, unit(0, 5, 10, 90), counts, 2, 1, 20))
                .isZero();
        assertThat(ClusterMetrics.purity(ids, unit(0, 5, 10, 90), counts, 2, 2, 20))
                .isEqualTo(0.5);
        assertThat(ClusterMetrics.purity(ids, unit(0, 5, 10, 90), counts, 2, 2, 21))
                .isNaN();
    }

    @Test
    void aucComparesANeighbourWithAnItemDrawnByFrequency() {
        FloatMatrix vectors = unit(0, 10, 180);
        int[] rows = {0, 1, 2};
        long[] onlyTheFarOne = {0, 0, 5};
        long[] onlyTheNeighbour = {0, 5, 5};
        List<int[]> held = List.of(new int[] {0, 1});

        assertThat(ClusterMetrics.auc(vectors, onlyTheFarOne, rows, held, 5, 1)).isEqualTo(1);
        assertThat(ClusterMetrics.auc(vectors, onlyTheNeighbour, rows, held, 5, 1))
                .isEqualTo(0.5);
        assertThat(ClusterMetrics.auc(vectors, onlyTheFarOne, rows, List.of(new int[] {0, 2}), 5, 1))
                .isEqualTo(0.5);
    }

    @Test
    void aucDrawsByFrequency() {
        FloatMatrix vectors = unit(0, 10, 180, 5);
        int[] rows = {0, 1, 2, 3};
        int[] sentence = new int[2_000];
        for (int i = 0; i < sentence.length; i++) {
            sentence[i] = i % 2;
        }
        // A quarter of the draws is the far item, the rest a nearer one than the neighbour.
        double auc = ClusterMetrics.auc(vectors, new long[] {0, 0, 1, 4}, rows, List.of(sentence), 1, 3);

        assertThat(auc).isCloseTo(0.25, within(0.04));
    }

    @Test
    void aucLeavesOutPairsWithoutVectorsAndBeyondTheDistance() {
        FloatMatrix vectors = unit(0, 10, 180);
        int[] rows = {0, 1, 2, IdMap.ABSENT};
        long[] cumulative = {0, 0, 5, 5};

        assertThat(ClusterMetrics.auc(vectors, cumulative, rows, List.of(new int[] {0, 3}, new int[] {-1, 1}), 5, 1))
                .isNaN();
        assertThat(ClusterMetrics.auc(vectors, cumulative, rows, List.of(new int[] {0, 3, 3, 1}), 2, 1))
                .isNaN();
        assertThat(ClusterMetrics.auc(vectors, cumulative, rows, List.of(new int[] {0, 3, 3, 1}), 3, 1))
                .isEqualTo(1);
    }
}
