package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.progress.ProgressListener;
import io.reco.core.split.RollingWindows;
import io.reco.eval.metric.Metric.Direction;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.MeanInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollingResultTest {
    private static EvaluationResult window(String label, Direction direction, double value) {
        MetricValue metric = new MetricValue(label, direction, value, 1, 0, new double[] {value});
        return new EvaluationResult(
                "m",
                new EvaluationProtocol("toy", "by hand", "seen allowed", "all", "positive", 1, "relevant", 10, 9, 9),
                new EvaluationCounts(1, 0, 0, 0, 0, 0, 0),
                Map.of(label, new MetricEstimate(metric, MeanInterval.BCA, Optional.empty())),
                List.of(),
                List.of(),
                List.of("u"));
    }

    private static RollingResult of(String label, Direction direction, double... values) {
        List<EvaluationResult> windows = new ArrayList<>();
        for (double value : values) {
            windows.add(window(label, direction, value));
        }
        return new RollingResult("m", windows);
    }

    @Test
    void meanSpreadAndWorstByHand() {
        RollingResult.Row row = of("ndcg@10", Direction.HIGHER, 0.3, 0.1, 0.2).row("ndcg@10");
        assertThat(row.values()).containsExactly(0.3, 0.1, 0.2);
        assertThat(row.mean()).isCloseTo(0.2, within(1e-15));
        assertThat(row.spread()).isCloseTo(0.1, within(1e-15));
        assertThat(row.worst()).isEqualTo(0.1);
        assertThat(row.worstWindow()).isEqualTo(1);
    }

    @Test
    void worstFollowsTheDirectionOfTheMetric() {
        assertThat(of("clicks@10", Direction.LOWER, 3, 1, 5).row("clicks@10").worst())
                .isEqualTo(5);
        assertThat(of("arp@10", Direction.NEITHER, 1, 1, 5).row("arp@10").worst())
                .as("farthest from the mean")
                .isEqualTo(5);
    }

    @Test
    void windowsWithoutValueAreLeftOut() {
        RollingResult.Row row =
                of("hit@1", Direction.HIGHER, Double.NaN, 0.5, Double.NaN).row("hit@1");
        assertThat(row.mean()).isEqualTo(0.5);
        assertThat(row.spread()).isNaN();
        assertThat(row.worstWindow()).isEqualTo(1);
        RollingResult.Row none =
                of("hit@1", Direction.HIGHER, Double.NaN, Double.NaN).row("hit@1");
        assertThat(none.mean()).isNaN();
        assertThat(none.worst()).isNaN();
        assertThat(none.worstWindow()).isEqualTo(-1);
    }

    @Test
    void windowsMustHaveTheSameMetrics() {
        assertThatThrownBy(() -> of("hit@1", Direction.HIGHER, 1)).hasMessageContaining("two or more");
        assertThatThrownBy(() -> new RollingResult(
                        "m", List.of(window("a", Direction.HIGHER, 1), window("b", Direction.HIGHER, 1))))
                .hasMessageContaining("different metrics");
    }

    @Test
    void theRecommenderIsFittedAnewInEachWindow() {
        DatasetBuilder builder = Dataset.builder("ten seconds");
        for (int t = 0; t < ToyWorld.TRACKS; t++) {
            builder.addListen("c" + t % 3, "t" + t, t * 1000L);
        }
        List<Integer> trained = new ArrayList<>();
        RollingResult result = RollingResult.of(
                builder.build(),
                RollingWindows.of(3, Duration.ofSeconds(2)),
                EvaluationOptions.of(6, "hit@6"),
                train -> {
                    trained.add(train.events().size());
                    return new ToyWorld.InOrder();
                },
                ProgressListener.none());
        assertThat(trained).containsExactly(4, 6, 8);
        // The list is t0 to t5; the tests are t4 and t5, t6 and t7, t8 and t9.
        assertThat(result.row("hit@6").values()).containsExactly(1.0, 0.0, 0.0);
        assertThat(result.name()).isEqualTo("in order");
        assertThat(result.windows())
                .extracting(w -> w.protocol().split())
                .element(0)
                .asString()
                .startsWith("window 1 of 3 rolling ones: training to");
    }
}
