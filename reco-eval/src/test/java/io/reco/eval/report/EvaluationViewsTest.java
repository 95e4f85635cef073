package io.reco.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.eval.EvaluationCounts;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationProtocol;
import io.reco.eval.EvaluationResult;
import io.reco.eval.MetricEstimate;
import io.reco.eval.ModelComparison;
import io.reco.eval.Segment;
import io.reco.eval.metric.Metric.Direction;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationViewsTest {
    private static final int CHARACTERS = 12;

    /** Accuracy of character i is {@code base + i / 100}, its clicks are the same. */
    private static EvaluationResult result(String name, double base, MeanInterval method, double level) {
        double[] values = IntStream.range(0, CHARACTERS)
                .mapToDouble(i -> base + i / 100.0)
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        MetricValue accuracy = new MetricValue("ndcg@10", Direction.HIGHER, mean, CHARACTERS, 0, values);
        Map<String, MetricEstimate> metrics = new LinkedHashMap<>();
        for (String label : List.of("ndcg@10", "clicks@10")) {
            Direction direction = label.startsWith("clicks") ? Direction.LOWER : Direction.HIGHER;
            metrics.put(
                    label,
                    new MetricEstimate(
                            new MetricValue(label, direction, mean, CHARACTERS, 0, values),
                            method,
                            Optional.of(new Interval(mean - 0.1, mean + 0.1, level))));
        }
        metrics.put(
                "coverage@10",
                new MetricEstimate(
                        new MetricValue("coverage@10", Direction.HIGHER, 0.5, CHARACTERS, 0, new double[0]),
                        method,
                        Optional.empty()));
        MetricEstimate segment =
                new MetricEstimate(accuracy, MeanInterval.STUDENT, Optional.of(new Interval(0, 1, level)));
        return new EvaluationResult(
                name,
                new EvaluationProtocol("toy", "by hand", "seen allowed", "all", "positive", 1, "relevant", 10, 9, 9),
                new EvaluationCounts(CHARACTERS, 0, 0, 0, 0, 0, 0),
                metrics,
                List.of(new Segment("age", "all", CHARACTERS, Map.of("ndcg@10", segment))),
                List.of(),
                IntStream.range(0, CHARACTERS).mapToObj(i -> "u" + i).toList());
    }

    private static final EvaluationResult SMALL = result("small", 0.2, MeanInterval.BCA, 0.95);
    private static final EvaluationResult LARGE = result("large", 0.3, MeanInterval.STUDENT, 0.95);

    private static String caption(EvaluationResult... results) {
        return EvaluationViews.overview("Means", List.of(results), List.of("ndcg@10", "coverage@10"))
                .caption();
    }

    @Test
    void captionsNameTheMethodThatMadeTheIntervals() {
        assertThat(caption(SMALL)).isEqualTo("Means; 95 % intervals by BCa bootstrap");
        assertThat(caption(LARGE)).isEqualTo("Means; 95 % intervals by Student's t");
        assertThat(caption(SMALL, LARGE))
                .isEqualTo("Means; 95 % intervals by BCa bootstrap up to 20,000 characters, by Student's t above");
        assertThat(caption(result("wide", 0.2, MeanInterval.BCA, 0.8))).endsWith("80 % intervals by BCa bootstrap");
        assertThat(EvaluationViews.overview("Means", List.of(SMALL), List.of("coverage@10"))
                        .caption())
                .as("a system metric has none")
                .isEqualTo("Means");
        assertThat(EvaluationViews.segments(SMALL, List.of("ndcg@10")).caption())
                .isEqualTo("small by segment; 95 % intervals by Student's t");
        assertThat(EvaluationViews.intervals(List.of(LARGE), "ndcg@10").description())
                .isEqualTo("ndcg@10 of each model, 95 % intervals by Student's t");
    }

    @Test
    void everyMetricThatWasComputedIsInTheTable() {
        ReportTable table = EvaluationViews.allMetrics("All", List.of(SMALL, LARGE));
        assertThat(table.columns()).extracting(ReportTable.Column::name).containsExactly("metric", "small", "large");
        assertThat(table.texts())
                .containsExactly(
                        List.of("ndcg@10", "0.2550", "0.3550"),
                        List.of("clicks@10", "0.2550", "0.3550"),
                        List.of("coverage@10", "0.5000", "0.5000"));
        assertThat(table.rows().get(0)).extracting(Cell::emphasis).element(2).isEqualTo(Cell.Emphasis.STRONG);
        assertThat(table.rows().get(1)).extracting(Cell::emphasis).element(1).isEqualTo(Cell.Emphasis.STRONG);
    }

    @Test
    void pairsShowEachModelAgainstItsOwnBaselineAndTheSizeOfTheFamily() {
        EvaluationOptions options = EvaluationOptions.of(10, "ndcg@10");
        List<ModelComparison> family = ModelComparison.together(List.of(
                ModelComparison.of(
                        List.of(SMALL, LARGE), "small", List.of("ndcg@10", "clicks@10"), options, Correction.HOLM),
                ModelComparison.of(
                        List.of(SMALL, LARGE), "large", List.of("ndcg@10", "clicks@10"), options, Correction.HOLM)));
        ReportTable table = EvaluationViews.pairs(family, "clicks@10");
        assertThat(table.caption())
                .contains("adjusted (holm) over 4 tests")
                .endsWith("95 % intervals by BCa bootstrap up to 20,000 characters, by Student's t above");
        assertThat(table.columns().get(7).name()).isEqualTo("better / worse");
        assertThat(table.texts()).hasSize(2);
        assertThat(table.texts().get(0))
                .startsWith("large", "small", "0.3550", "+0.1000")
                .endsWith("0 / 12");
        assertThat(table.texts().get(1))
                .startsWith("small", "large", "0.2550", "-0.1000")
                .endsWith("12 / 0");
    }
}
