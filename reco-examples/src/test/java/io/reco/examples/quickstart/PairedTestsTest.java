package io.reco.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.eval.EvaluationCounts;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationProtocol;
import io.reco.eval.EvaluationResult;
import io.reco.eval.MetricEstimate;
import io.reco.eval.ModelComparison;
import io.reco.eval.metric.Metric.Direction;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.MeanInterval;
import io.reco.examples.quickstart.PreparedData.Filter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedTestsTest {
    private static EvaluationResult result(String name, int better) {
        double[] values =
                IntStream.range(0, 30).mapToDouble(i -> i < better ? 1 : 0).toArray();
        MetricValue value = new MetricValue(
                "ndcg@10", Direction.HIGHER, Arrays.stream(values).average().orElseThrow(), 30, 0, values);
        return new EvaluationResult(
                name,
                new EvaluationProtocol("toy", "by hand", "all", "all", "positive", 1, "relevant", 10, 9, 9),
                new EvaluationCounts(30, 0, 0, 0, 0, 0, 0),
                Map.of("ndcg@10", new MetricEstimate(value, MeanInterval.BCA, Optional.empty())),
                List.of(),
                List.of(),
                IntStream.range(0, 30).mapToObj(i -> "u" + i).toList());
    }

    @Test
    void rulesOfAllModelsAndFiltersAreOneFamily() {
        Map<Filter, List<EvaluationResult>> results = new EnumMap<>(Filter.class);
        results.put(
                Filter.SEEN_ALLOWED,
                List.of(
                        result("popularity", 2),
                        result("popularity+rules", 9),
                        result("knn", 5),
                        result("knn+rules", 11)));
        results.put(Filter.UNSEEN_ONLY, List.of(result("popularity", 3), result("popularity+rules", 9)));
        PairedTests tests = PairedTests.of(
                new Evaluations(results, Optional.empty(), EvaluationOptions.of(10, "ndcg@10")), "ndcg@10");
        assertThat(tests.rules(Filter.SEEN_ALLOWED))
                .extracting(ModelComparison::baseline)
                .containsExactly("popularity", "knn");
        assertThat(tests.rules(Filter.UNSEEN_ONLY))
                .extracting(ModelComparison::baseline)
                .containsExactly("popularity");
        assertThat(tests.all()).hasSize(5);
        assertThat(tests.rules(Filter.SEEN_ALLOWED)).allMatch(c -> c.comparisons() == 3);
        // Two-sided, 7 and twice 6 of 30 changed in one direction: the smallest p times three.
        ModelComparison.Difference first = tests.rules(Filter.SEEN_ALLOWED)
                .get(0)
                .rowsOf("ndcg@10")
                .get(1)
                .difference()
                .orElseThrow();
        assertThat(first.larger()).isEqualTo(7);
        assertThat(first.adjustedP()).isEqualTo(3 * first.p());
        assertThat(tests.toPopularity(Filter.SEEN_ALLOWED).comparisons()).isEqualTo(4);
        assertThat(tests.toPopularity(Filter.UNSEEN_ONLY).comparisons()).isEqualTo(4);
    }
}
