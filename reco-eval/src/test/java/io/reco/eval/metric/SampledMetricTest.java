package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SampledMetricTest {
    private static final Offset<Double> EXACT = within(1e-14);
    private static final MetricResources TWENTY = MetricResources.none().withItems(20);

    /** All 20 items in the order of their indices. */
    private static MetricContext context(int... relevant) {
        int[] all = new int[20];
        Arrays.setAll(all, i -> i);
        return MetricContext.of(RankedItems.of(all), Truth.binary(relevant));
    }

    private static double value(String label, MetricContext context) {
        return ((ListMetric) Metrics.parse(label, TWENTY)).value(context);
    }

    @Test
    void oneBetterItemOfNineteenIsDrawnWithFiveOfNineteen() {
        assertThat(value("hit@1 sampled(5)", context(1))).isCloseTo(14 / 19.0, EXACT);
        assertThat(value("rr sampled(5)", context(1))).isCloseTo(14 / 19.0 + 5 / 19.0 / 2, EXACT);
        assertThat(value("ndcg@1 sampled(5)", context(1))).isCloseTo(14 / 19.0, EXACT);
        assertThat(value("hit@1 sampled(2 with replacement)", context(1))).isCloseTo(Math.pow(18 / 19.0, 2), EXACT);
        assertThat(value("hit@1", context(1))).isZero();
    }

    @Test
    void otherRelevantItemsAreNeitherDrawnNorInTheWay() {
        // 0 and 2 relevant: above 2 is only 1, of 18 that are not relevant.
        assertThat(value("hit@1 sampled(3)", context(0, 2))).isCloseTo((1 + 15 / 18.0) / 2, EXACT);
    }

    @Test
    void isTheMeanOverManyDraws() {
        MetricContext context = context(4, 9, 17);
        SplittableRandom random = new SplittableRandom(3);
        double sum = 0;
        int draws = 60_000;
        for (int d = 0; d < draws; d++) {
            int target = new int[] {4, 9, 17}[d % 3];
            int above = 0;
            int drawn = 0;
            boolean[] taken = new boolean[20];
            while (drawn < 6) {
                int item = random.nextInt(20);
                if (!taken[item] && item != 4 && item != 9 && item != 17) {
                    taken[item] = true;
                    drawn++;
                    above += item < target ? 1 : 0;
                }
            }
            sum += above < 3 ? 1 : 0;
        }
        assertThat(value("hit@3 sampled(6)", context)).isCloseTo(sum / draws, within(4 * 0.5 / Math.sqrt(draws)));
    }

    @Test
    void emptyListAndTruthScoreZeroAndAShortListIsAnError() {
        assertThat(value("hit@1 sampled(5)", context())).isZero();
        assertThat(value("hit@1 sampled(5)", MetricContext.of(RankedItems.missing(), Truth.binary(1))))
                .isZero();
        MetricContext cut = MetricContext.of(RankedItems.of(3, 1, 0), Truth.binary(1, 7));
        assertThatThrownBy(() -> value("hit@1 sampled(5)", cut))
                .hasMessageContaining("1 of 2 relevant items are not in a list of 3");
    }

    @Test
    void aPoolIsWhatIsDrawnFrom() {
        // Of a catalogue of 20 these five may be shown: one better of four, so 1 - 3/4, and not 1 - 3/19.
        MetricContext few = MetricContext.of(RankedItems.of(3, 1, 0, 7, 9), Truth.binary(1));
        assertThat(value("hit@1 sampled(3)", few.withPool(5))).isCloseTo(1 / 4.0, EXACT);
        assertThat(value("hit@1 sampled(3)", few)).isCloseTo(16 / 19.0, EXACT);
        assertThatThrownBy(() -> few.withPool(4)).hasMessageContaining("pool is 4");
    }

    @Test
    void labelsSayWhatIsSampledAndReadBack() {
        for (String label : new String[] {"hit@10 sampled(100)", "rr sampled(7 with replacement)", "ndcg sampled(1)"}) {
            Metric metric = Metrics.parse(label, TWENTY);
            assertThat(metric.label()).isEqualTo(label);
            assertThat(Metrics.name(label)).isIn("hit", "rr", "ndcg");
        }
        assertThat(Metrics.cutoff("hit@10 sampled(100)")).isEqualTo(10);
        assertThat(Metrics.cutoff("rr sampled(100)")).isZero();
        assertThatThrownBy(() -> Metrics.parse("recall@5 sampled(10)", TWENTY)).hasMessageContaining("no sampled form");
        assertThatThrownBy(() -> Metrics.parse("gini@5 sampled(10)", TWENTY)).hasMessageContaining("no sampled form");
        assertThatThrownBy(() -> Metrics.parse("hit@5 sampled(0)", TWENTY)).hasMessageContaining("negatives is 0");
        assertThatThrownBy(() -> Metrics.parse("hit@5 sampled(99999999999)", TWENTY))
                .hasMessageContaining("sampled(99999999999)");
        assertThatThrownBy(() -> Metrics.parse("hit@5 sampled(10)", MetricResources.none()))
                .hasMessageContaining("size of the catalogue");
    }
}
