package io.reco.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.eval.EvaluationCounts;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationProtocol;
import io.reco.eval.EvaluationResult;
import io.reco.eval.EvaluationTimes;
import io.reco.eval.ListShares;
import io.reco.eval.MetricEstimate;
import io.reco.eval.ModelComparison;
import io.reco.eval.RollingResult;
import io.reco.eval.Segment;
import io.reco.eval.metric.Metric.Direction;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.MeanInterval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationPlotsTest {
    private static MetricEstimate estimate(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return new MetricEstimate(
                new MetricValue("ndcg@10", Direction.HIGHER, mean, values.length, 0, values),
                MeanInterval.STUDENT,
                Optional.empty());
    }

    /** 20 characters; the first ten, women, have {@code low}, the others, men, {@code high}; one of the men is 90. */
    private static EvaluationResult result(String name, double low, double high) {
        double[] values =
                IntStream.range(0, 20).mapToDouble(i -> i < 10 ? low : high).toArray();
        return new EvaluationResult(
                name,
                new EvaluationProtocol("toy", "by hand", "seen allowed", "all", "positive", 1, "relevant", 10, 9, 9),
                new EvaluationCounts(20, 0, 0, 0, 0, 0, 0),
                Map.of("ndcg@10", estimate(values)),
                List.of(
                        new Segment("gender", "F", 10, Map.of("ndcg@10", estimate(Arrays.copyOf(values, 10)))),
                        new Segment("gender", "M", 10, Map.of("ndcg@10", estimate(Arrays.copyOfRange(values, 10, 20)))),
                        new Segment("age", "90", 1, Map.of("ndcg@10", estimate(new double[] {high})))),
                List.of(),
                IntStream.range(0, 20).mapToObj(i -> "u" + i).toList(),
                new ListShares(
                        10,
                        List.of(new ListShares.Share("1", 0.7, 0.9), new ListShares.Share("2", 0.3, 0.1)),
                        List.of(new ListShares.Share("rock", 0.6, high), new ListShares.Share("pop", 0.4, low))),
                new EvaluationTimes(3, 1, 0));
    }

    private final EvaluationResult a = result("a", 0.1, 0.3);
    private final EvaluationResult b = result("b", 0.2, 0.2);

    @Test
    void heatMapIsColouredByTheDistanceFromTheWholeOfEachModel() {
        Chart.HeatMap map = (Chart.HeatMap) EvaluationPlots.segmentHeatMap(List.of(a, b), "ndcg@10");
        assertThat(map.columns()).containsExactly("a", "b");
        assertThat(map.rows())
                .extracting(Chart.HeatMap.Row::label)
                .containsExactly("whole", "gender: F", "gender: M", "age: 90");
        assertThat(map.rows().get(0).cells().get(0).value()).isCloseTo(0.2, within(1e-12));
        assertThat(map.rows().get(0).cells().get(0).deviation()).isNaN();
        assertThat(map.rows().get(1).cells().get(0).deviation()).isCloseTo(-0.5, within(1e-12));
        assertThat(map.rows().get(2).cells().get(0).deviation()).isCloseTo(0.5, within(1e-12));
        assertThat(map.rows().get(1).cells().get(1).deviation()).isCloseTo(0, within(1e-12));
        assertThat(map.rows().get(3).cells().get(0).deviation())
                .as("one character")
                .isNaN();
        assertThat(map.rows().get(3).cells().get(0).value()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void popularityHasTheTrainingLineFirstAsReference() {
        Chart.Lines lines = (Chart.Lines) EvaluationPlots.popularity(List.of(a, b));
        assertThat(lines.legend())
                .containsExactly(new Chart.Key("training", true), new Chart.Key("a", false), new Chart.Key("b", false));
        assertThat(lines.lines().get(0).points()).extracting(Chart.Point::y).containsExactly(0.7, 0.3);
        assertThat(lines.lines().get(1).points()).extracting(Chart.Point::y).containsExactly(0.9, 0.1);
        assertThat(lines.lines().get(1).points()).extracting(Chart.Point::x).containsExactly(1.0, 2.0);
    }

    @Test
    void calibrationShowsTheMostHeardGenres() {
        Chart.Dots dots = (Chart.Dots) EvaluationPlots.calibration(List.of(a, b), 1);
        assertThat(dots.categories()).containsExactly("rock");
        assertThat(dots.series())
                .containsExactly(
                        new Chart.Dots.Series("histories", List.of(0.6), true),
                        new Chart.Dots.Series("a", List.of(0.3), false),
                        new Chart.Dots.Series("b", List.of(0.2), false));
        assertThat(EvaluationPlots.calibration(List.of(), 5).isEmpty()).isTrue();
    }

    @Test
    void differencesStandAroundZeroAndRealOnesInColour() {
        EvaluationResult better = result("better", 0.3, 0.31);
        EvaluationResult same = result("same", 0.2, 0.2);
        ModelComparison comparison = ModelComparison.of(
                List.of(better, same, b),
                "b",
                List.of("ndcg@10"),
                EvaluationOptions.of(10, "ndcg@10"),
                Correction.HOLM);
        Chart.Intervals chart = (Chart.Intervals) EvaluationPlots.differences("d", comparison, "ndcg@10");
        assertThat(chart.zeroLine()).isTrue();
        assertThat(chart.rows()).extracting(Chart.Intervals.Row::label).containsExactly("better", "same");
        assertThat(chart.rows()).extracting(Chart.Intervals.Row::emphasis).containsExactly(true, false);
        assertThat(chart.rows().get(0).value()).isCloseTo(0.105, within(1e-12));
    }

    @Test
    void trainingLeavesEpochsWithoutValueOut() {
        Chart.Lines lines =
                (Chart.Lines) EvaluationPlots.training("NDCG@10", Map.of("transformer", List.of(Double.NaN, 0.1, 0.2)));
        assertThat(lines.lines().get(0).points()).extracting(Chart.Point::x).containsExactly(1.0, 2.0, 3.0);
        assertThat(lines.isEmpty()).isFalse();
        assertThat(EvaluationPlots.training("NDCG@10", Map.of("x", List.of(Double.NaN)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void worstSegmentsTimesAndWindowsAsTables() {
        assertThat(EvaluationViews.worstSegments(List.of(a), "ndcg@10").texts())
                .containsExactly(List.of("gender", "a", "0.2000", "F", "10", "0.1000", "0.1000"));
        assertThat(EvaluationViews.times(List.of(a)).texts())
                .containsExactly(List.of("a", "3.00", "1.00", "0.00", "75.0 %"));
        assertThat(EvaluationViews.rolling(
                                List.of(new RollingResult("m", List.of(a, result("a", 0.1, 0.1)))), "ndcg@10")
                        .texts())
                .containsExactly(List.of("m", "0.2000", "0.1000", "0.1500", "0.0707", "0.1000"));
    }

    @Test
    void listsStandSideBySideWithHitsMarked() {
        ReportTable table = new ExampleLists(
                        "Lists of u1",
                        List.of(
                                new ExampleLists.Column(
                                        "a",
                                        List.of(
                                                new ExampleLists.Item("Song", "you like rock", true),
                                                new ExampleLists.Item("Other", "", false))),
                                new ExampleLists.Column("b", List.of(new ExampleLists.Item("Song", "", true)))))
                .table();
        assertThat(table.texts())
                .containsExactly(List.of("1", "\u2713 Song", "\u2713 Song"), List.of("2", "Other", ""));
        assertThat(table.rows().get(0).get(1))
                .isEqualTo(new Cell("\u2713 Song", "you like rock", Cell.Emphasis.STRONG));
        assertThat(table.rows().get(1).get(1).emphasis()).isEqualTo(Cell.Emphasis.NONE);
        assertThatThrownBy(() -> new ExampleLists("nobody", List.of())).hasMessage("no lists to show: nobody");
    }
}
