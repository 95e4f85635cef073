package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.validate.Finding;
import io.reco.core.validate.Severity;
import io.reco.eval.metric.Metric.Direction;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.stats.Correction;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationExportTest {
    private static EvaluationResult result(String name, double... values) {
        double mean = (values[0] + values[1]) / 2;
        Map<String, MetricEstimate> metrics = new LinkedHashMap<>();
        metrics.put(
                "ndcg@10",
                new MetricEstimate(
                        new MetricValue("ndcg@10", Direction.HIGHER, mean, 2, 1, values),
                        MeanInterval.BCA,
                        Optional.of(new Interval(0.1, 1 / 3.0, 0.95))));
        metrics.put(
                "gini@10",
                new MetricEstimate(
                        new MetricValue("gini@10", Direction.LOWER, Double.NaN, 0, 2, new double[0]),
                        MeanInterval.BCA,
                        Optional.empty()));
        return new EvaluationResult(
                name,
                new EvaluationProtocol(
                        "toy", "first, then last", "seen allowed", "all", "positive", 1, "relevant", 10, 1000, 20),
                new EvaluationCounts(2, 1, 0, 0, 0, 0, 0),
                metrics,
                List.of(new Segment("age", "25-34", 2, metrics)),
                List.of(new Finding(
                        Severity.WARNING, "train-after-test", "3 events, the first: \"x\"", "split by time")),
                List.of("u", "v"));
    }

    private static EvaluationExport export() {
        List<EvaluationResult> results = List.of(result("a|b *bold*", 0.25, 0.5), result("quoted, \"c\"", 0.5, 1));
        return new EvaluationExport(
                EvaluationExport.settings(
                        EvaluationOptions.of(10, "ndcg@10", "gini@10").withIntervals(0.95, 500, 7)),
                Map.of("jdk", "17\n<b>"),
                results,
                List.of(ModelComparison.of(
                        results,
                        "a|b *bold*",
                        List.of("ndcg@10"),
                        EvaluationOptions.of(10, "ndcg@10"),
                        Correction.HOLM)));
    }

    @Test
    void csvHasALineForEveryValueWithAllDigits() {
        String csv = export().toCsv();
        assertThat(csv)
                .startsWith("kind,model,filter,dimension,segment,name,value,low,high,interval_method,n,left_out\n")
                .contains("\nsetting,,,,,metrics,\"ndcg@10, gini@10\",,,,,\n")
                .contains("\nsetting,,,,,resamples,500,,,,,\n")
                .contains("\nprovenance,,,,,jdk,\"17\n<b>\",,,,,\n")
                .contains("\nprotocol,a|b *bold*,seen allowed,,,split,\"first, then last\",,,,,\n")
                .contains(
                        "\nwarning,a|b *bold*,seen allowed,,,train-after-test,\"3 events, the first: \"\"x\"\"\",,,,,\n")
                .contains("\ncount,a|b *bold*,seen allowed,,,without_relevant,1,,,,,\n")
                .contains("\nmetric,a|b *bold*,seen allowed,,,ndcg@10,0.375,0.1,0.3333333333333333,bca,2,1\n")
                .contains("\nmetric,a|b *bold*,seen allowed,,,gini@10,,,,,0,2\n")
                .contains(
                        "\nmetric,\"quoted, \"\"c\"\"\",seen allowed,age,25-34,ndcg@10,0.75,0.1,0.3333333333333333,bca,2,1\n");
        // Each result: 9 lines of protocol, a warning, 7 counts, 2 metrics, and a segment with its count and 2 metrics;
        // a difference.
        assertThat(csv.replace("17\n", "").lines()).hasSize(1 + 8 + 1 + 2 * (9 + 1 + 7 + 2 + 3) + 6);
    }

    @Test
    void csvHasTheDifferencesAndAgainstWhat() {
        EvaluationExport export = export();
        ModelComparison.Difference difference =
                export.comparisons().get(0).rows().get(1).difference().orElseThrow();
        String where = "\"quoted, \"\"c\"\"\",seen allowed,against,a|b *bold*,ndcg@10,";
        assertThat(export.toCsv())
                .contains("\ndifference," + where + "0.375,"
                        + difference.interval().orElseThrow().low() + ","
                        + difference.interval().orElseThrow().high() + ",bca,2,\n")
                .contains("\ndifference_p," + where + difference.p() + ",,,,2,\n")
                .contains("\ndifference_adjusted_p," + where + difference.adjustedP() + ",,,,2,\n")
                .contains("\ndifference_cohen_dz," + where + difference.cohenDz() + ",,,,2,\n")
                .contains("\ndifference_larger," + where + difference.larger() + ",,,,2,\n")
                .contains("\ndifference_smaller," + where + difference.smaller() + ",,,,2,\n");
    }

    @Test
    void comparisonsSayUnderWhichProtocol() throws IOException {
        JsonNode json = new ObjectMapper().readTree(export().toJson());
        assertThat(json.at("/comparisons/0/filter").asText()).isEqualTo("seen allowed");
        assertThat(json.at("/comparisons/0/protocol")).isEqualTo(json.at("/results/0/protocol"));
        assertThat(json.at("/comparisons/0/protocol/split").asText()).isEqualTo("first, then last");
    }

    @Test
    void markdownIsATableAProtocolAndNothingIsMarkup() {
        String markdown = export().toMarkdown();
        assertThat(markdown)
                .contains("\n## toy, seen allowed\n")
                .contains("\n| split | first, then last |\n")
                .contains("\n> **train-after-test** 3 events, the first: \"x\"; split by time\n")
                .contains("\n| metric | a\\|b \\*bold\\* | quoted, \"c\" |\n|---|--:|--:|\n")
                .contains("\n| ndcg@10 | 0.3750 \\[0.1000, 0.3333\\] | 0.7500 \\[0.1000, 0.3333\\] |\n")
                .contains("\n| gini@10 | \u2013 | \u2013 |\n")
                .contains("\n| without relevant | 1 | 1 |\n")
                .contains("\n| ndcg@10 | quoted, \"c\" | a\\|b \\*bold\\* | seen allowed | +0.3750 \\[")
                .contains("\n| resampling seed | 7 |\n")
                .contains("\n| jdk | 17 \\<b\\> |\n");
        assertThat(markdown.split("\n## toy", -1)).as("one protocol").hasSize(2);
    }

    @Test
    void filesAreWrittenAndReplaced(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("new");
        export().write(out);
        export().write(out);
        try (var files = Files.list(out)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("evaluation.json", "evaluation.csv", "evaluation.md");
        }
        JsonNode json =
                new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
        assertThat(json.at("/settings/resamples").asText()).isEqualTo("500");
        assertThat(json.at("/provenance/jdk").asText()).isEqualTo("17\n<b>");
        assertThat(json.at("/results/1/counts/without_relevant").asInt()).isEqualTo(1);
        assertThat(json.at("/results/1/metrics/gini@10/value").isNull()).isTrue();
        assertThat(json.at("/results/0/warnings/0/code").asText()).isEqualTo("train-after-test");
    }
}
