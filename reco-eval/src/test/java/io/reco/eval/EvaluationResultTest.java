package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.eval.metric.Metric.Direction;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.MeanInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationResultTest {
    private static final EvaluationProtocol PROTOCOL = new EvaluationProtocol(
            "toy", "by hand", "seen allowed", "all", "positive events", 1, "relevant", 10, 100, 50);

    private static MetricEstimate estimate(String label, Direction direction, double value, int n) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return new MetricEstimate(
                new MetricValue(label, direction, value, n, 0, values), MeanInterval.STUDENT, Optional.empty());
    }

    private static Segment segment(String label, Direction direction, double value, int n) {
        return new Segment("age", label, n, Map.of("m", estimate("m", direction, value, n)));
    }

    private static EvaluationResult result(Direction direction, double whole, Segment... segments) {
        return new EvaluationResult(
                "model",
                PROTOCOL,
                new EvaluationCounts(30, 0, 0, 0, 0, 0, 0),
                Map.of("m", estimate("m", direction, whole, 30)),
                List.of(segments),
                List.of(),
                List.of());
    }

    private static String worst(Direction direction) {
        return result(
                        direction,
                        4,
                        segment("low", direction, 3, 10),
                        segment("middle", direction, 4, 10),
                        segment("high", direction, 6, 10),
                        segment("few", direction, 0, 9),
                        segment("few too", direction, 100, 9))
                .worstSegment("age", "m")
                .orElseThrow()
                .label();
    }

    @Test
    void worstSegmentFollowsTheDirectionOfTheMetric() {
        assertThat(worst(Direction.HIGHER)).isEqualTo("low");
        assertThat(worst(Direction.LOWER)).isEqualTo("high");
        assertThat(worst(Direction.NEITHER)).as("3 and 6 around 4").isEqualTo("high");
    }

    @Test
    void worstSegmentIsTheFirstOfEqualOnesAndOfItsDimension() {
        EvaluationResult result = result(
                Direction.HIGHER,
                1,
                segment("first", Direction.HIGHER, 1, 12),
                segment("second", Direction.HIGHER, 1, 12));
        assertThat(result.worstSegment("age", "m").orElseThrow().label()).isEqualTo("first");
        assertThat(result.worstSegment("gender", "m")).isEmpty();
        assertThatThrownBy(() -> result.worstSegment("age", "other")).hasMessageContaining("'other'");
    }

    @Test
    void laterChangesOfWhatWasHandedInDoNotReachAResult() {
        Map<String, MetricEstimate> metrics = new LinkedHashMap<>();
        metrics.put("b", estimate("b", Direction.HIGHER, 1, 10));
        metrics.put("a", estimate("a", Direction.HIGHER, 1, 10));
        Segment segment = new Segment("age", "x", 10, metrics);
        List<Segment> segments = new ArrayList<>(List.of(segment));
        List<String> ids = new ArrayList<>(List.of("u"));
        EvaluationResult result = new EvaluationResult(
                "model", PROTOCOL, new EvaluationCounts(10, 0, 0, 0, 0, 0, 0), metrics, segments, List.of(), ids);
        metrics.clear();
        segments.clear();
        ids.clear();
        assertThat(result.metrics()).containsOnlyKeys("b", "a");
        assertThat(result.metrics().keySet()).containsExactly("b", "a");
        assertThat(result.segments()).containsExactly(segment);
        assertThat(result.characterIds()).containsExactly("u");
        assertThat(segment.metrics().keySet()).containsExactly("b", "a");
        assertThatThrownBy(() -> result.metrics().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> segment.metrics().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    /** A result whose value for character i is {@code i mod 7 + shift} for the first so many characters, else {@code i mod 7}. */
    private static EvaluationResult shifted(String name, int shiftedCharacters) {
        double[] values = IntStream.range(0, 40)
                .mapToDouble(i -> i % 7 + (i < shiftedCharacters ? 1 : 0))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        MetricValue value = new MetricValue("m", Direction.HIGHER, mean, 40, 0, values);
        return new EvaluationResult(
                name,
                PROTOCOL,
                new EvaluationCounts(40, 0, 0, 0, 0, 0, 0),
                Map.of("m", new MetricEstimate(value, MeanInterval.BCA, Optional.empty())),
                List.of(),
                List.of(),
                IntStream.range(0, 40).mapToObj(i -> "u" + i).toList());
    }

    private static ModelComparison pair(int shiftedCharacters, Correction correction) {
        return ModelComparison.of(
                List.of(shifted("plain", 0), shifted("ruled", shiftedCharacters)),
                "plain",
                List.of("m"),
                EvaluationOptions.of(10, "ndcg@10"),
                correction);
    }

    private static ModelComparison.Difference difference(ModelComparison comparison) {
        return comparison.rowsOf("m").get(1).difference().orElseThrow();
    }

    @Test
    void comparisonsTogetherAreOneFamily() {
        List<ModelComparison> alone =
                List.of(pair(5, Correction.HOLM), pair(8, Correction.HOLM), pair(3, Correction.HOLM));
        assertThat(alone)
                .allMatch(c -> c.comparisons() == 1
                        && difference(c).p() == difference(c).adjustedP());
        List<ModelComparison> family = ModelComparison.together(alone);
        double[] p = alone.stream().mapToDouble(c -> difference(c).p()).toArray();
        assertThat(p[1]).isLessThan(p[0]);
        assertThat(p[0]).isLessThan(p[2]);
        // Holm by hand: 3 p(1), max with 2 p(2), max with p(3).
        double second = Math.max(3 * p[1], 2 * p[0]);
        assertThat(family.stream().map(c -> difference(c).adjustedP()).toList())
                .containsExactly(second, 3 * p[1], Math.max(second, p[2]));
        assertThat(family).allMatch(c -> c.comparisons() == 3 && c.baseline().equals("plain"));
        assertThat(family.get(2).rowsOf("m").get(0).difference()).isEmpty();
        assertThat(ModelComparison.together(family))
                .as("p, not adjusted p, is adjusted")
                .isEqualTo(family);
        assertThat(ModelComparison.together(List.of())).isEmpty();
        assertThatThrownBy(() -> ModelComparison.together(List.of(pair(5, Correction.HOLM), pair(5, Correction.NONE))))
                .hasMessageContaining("HOLM and NONE");
    }
}
