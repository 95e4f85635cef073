package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeanAccumulatorTest {
    @Test
    void smallValuesSurviveLargeOnes() {
        MeanAccumulator mean = new MeanAccumulator();
        for (double value : new double[] {1, 1e100, 1, -1e100}) {
            mean.add(value);
        }
        assertThat(mean.sum()).isEqualTo(2);
        assertThat(mean.mean()).isEqualTo(0.5);
    }

    @Test
    void nanIsLeftOutAndCounted() {
        MeanAccumulator mean = new MeanAccumulator();
        assertThat(mean.mean()).isNaN();
        mean.add(Double.NaN);
        mean.add(3);
        assertThat(mean.mean()).isEqualTo(3);
        assertThat(mean.count()).isEqualTo(1);
        assertThat(mean.undefined()).isEqualTo(1);
    }

    @Test
    void mergingKeepsTheCompensation() {
        MeanAccumulator left = new MeanAccumulator();
        left.add(1e100);
        left.add(1);
        MeanAccumulator right = new MeanAccumulator();
        right.add(-1e100);
        right.add(1);
        left.merge(right);
        assertThat(left.sum()).isEqualTo(2);
        assertThat(left.count()).isEqualTo(4);
    }

    @Test
    void exposureMergesToTheSameCountsAsOneAfterTheOther() {
        Exposure whole = new Exposure(2, 3, null);
        Exposure left = new Exposure(2, 3, null);
        Exposure right = new Exposure(2, 3, null);
        MetricContext first = MetricContext.of(RankedItems.of(0, 1, 2), Truth.binary());
        MetricContext second = MetricContext.of(RankedItems.of(1), Truth.binary());
        whole.add(first);
        whole.add(second);
        left.add(first);
        right.add(second);
        left.merge(right);
        assertThat(left.counts()).containsExactly(1, 2, 0).isEqualTo(whole.counts());
        assertThat(left.lists()).isEqualTo(2);
    }
}
