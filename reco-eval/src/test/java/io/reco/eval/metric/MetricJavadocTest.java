package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation of every metric says what a reader of a number has to know, and its examples are tests. */
class MetricJavadocTest {
    private static final Path MAIN = Path.of("src", "main", "java", "io", "reco", "eval", "metric");
    private static final Path TEST = Path.of("src", "test", "java", "io", "reco", "eval", "metric");
    private static final Pattern EXAMPLE = Pattern.compile("\\{@code ([a-z_0-9]+)(@\\d+)?( sampled\\(\\d+\\))? = ");

    /** Class documentation by file name, on one line, of all public types that are metrics or make them. */
    private static Map<String, String> classDocs() throws IOException {
        Map<String, String> docs = new TreeMap<>();
        try (Stream<Path> files = Files.list(MAIN)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                boolean factory = source.contains("{@return {@code ") && source.contains("Metric of(")
                        || source.contains("implements SystemMetric");
                if (Pattern.compile("^public .*(implements ListMetric)", Pattern.MULTILINE)
                                .matcher(source)
                                .find()
                        || factory) {
                    int start = source.indexOf("/**");
                    docs.put(file.getFileName().toString(), flat(source.substring(start, source.indexOf("*/", start))));
                }
            }
        }
        return docs;
    }

    private static String flat(String doc) {
        return doc.replaceAll("\\n *\\* ?", " ");
    }

    @Test
    void everyMetricSaysRanksEmptyListEmptyTruthTiesDuplicatesNanAndAnExample() throws IOException {
        Map<String, String> docs = classDocs();
        assertThat(docs)
                .hasSizeGreaterThan(25)
                .containsKeys("Ndcg.java", "PopularityMetrics.java", "SystemMetrics.java");
        docs.forEach((file, doc) -> {
            for (String fact : List.of(
                    "Ranks ", "Empty list", "Empty truth", "ties", "Duplicates", "NaN scores", "Example", "{@code ")) {
                assertThat(doc).as(file).containsIgnoringCase(fact);
            }
        });
    }

    @Test
    void everyExampleIsATest() throws IOException {
        String tests = "";
        for (String file : List.of("WorkedExamplesTest", "BeyondAccuracyTest", "SampledMetricTest")) {
            tests += Files.readString(TEST.resolve(file + ".java"));
        }
        int examples = 0;
        for (Map.Entry<String, String> doc : classDocs().entrySet()) {
            Matcher example = EXAMPLE.matcher(doc.getValue());
            while (example.find()) {
                String label = example.group(1) + (example.group(2) == null ? "" : example.group(2));
                if (Metrics.names().contains(example.group(1))) {
                    assertThat(tests.contains("\"" + label))
                            .as("%s of %s", label, doc.getKey())
                            .isTrue();
                    examples++;
                }
            }
        }
        assertThat(examples).isGreaterThan(40);
    }

    @Test
    void everyNameHasAnExample() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(MAIN)) {
            for (Path file : files.toList()) {
                all.append(flat(Files.readString(file)));
            }
        }
        List<String> without = new ArrayList<>();
        for (String name : Metrics.names()) {
            if (!name.endsWith("_repeat") && !name.endsWith("_explore")) {
                Pattern inClass = Pattern.compile("\\{@code " + name + "(@\\d+)? = ");
                Pattern inMethod =
                        Pattern.compile("\\{@return \\{@code " + name + "@k\\}[^@]*(\\{@(code|link)[^@]*)*example: ");
                if (!inClass.matcher(all).find() && !inMethod.matcher(all).find()) {
                    without.add(name);
                }
            }
        }
        assertThat(without).isEmpty();
    }
}
