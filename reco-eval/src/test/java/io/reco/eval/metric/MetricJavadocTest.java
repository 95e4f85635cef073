package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
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
                if (Pattern.compile("^(public|enum) .*implements ListMetric", Pattern.MULTILINE)
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

    /** The examples of one list that most classes share, by their own words: the value of each expression is that of the metric. */
    @Test
    void examplesOfTheCommonListTellTheValue() throws IOException {
        MetricContext context =
                MetricContext.of(RankedItems.of(3, 0, 4, 1), Truth.binary(0, 1, 2), 1, new int[] {0, 2});
        String list = "list {@code x, a, y, b}, relevant {@code a, b, c}";
        int examples = 0;
        for (Map.Entry<String, String> doc : classDocs().entrySet()) {
            int from = doc.getValue().indexOf(list);
            if (from >= 0) {
                // Up to where the example changes what is relevant, the grades or the list.
                String example = doc.getValue().substring(from + list.length()).split("; |[Gg]rades|<p>|@param")[0];
                examples += check(doc.getKey(), example, label -> value(label, context, MetricResources.none()));
            }
        }
        assertThat(examples).isGreaterThan(20);
    }

    @Test
    void examplesOfPopularityTellTheValue() throws IOException {
        MetricResources popularity = MetricResources.none()
                .withPopularity(Popularity.of(new int[] {4, 2, 1, 1, 0}, 4, i -> String.valueOf((char) ('a' + i))));
        MetricContext context = MetricContext.of(RankedItems.of(0, 1), Truth.binary(3));
        assertThat(checkMethods("PopularityMetrics", label -> value(label + "@2", context, popularity)))
                .isGreaterThan(5);
    }

    @Test
    void examplesOfSystemMetricsTellTheValue() throws IOException {
        Popularity popularity = Popularity.of(new int[] {4, 2, 1, 0}, 4, String::valueOf);
        int[] training = {0, 2};
        Exposure exposure = new Exposure(2, 4, popularity);
        exposure.add(MetricContext.of(RankedItems.of(0, 1), Truth.binary(3), 1, training));
        exposure.add(MetricContext.of(RankedItems.of(0, 2), Truth.binary(3), 1, training));
        assertThat(checkMethods(
                        "SystemMetrics",
                        label -> SystemMetrics.all(2).stream()
                                .filter(metric -> metric.label().equals(label + "@2"))
                                .findFirst()
                                .orElseThrow()
                                .value(exposure)))
                .isGreaterThan(12);
    }

    private static double value(String label, MetricContext context, MetricResources resources) {
        return ((ListMetric) Metrics.parse(label, resources)).value(context);
    }

    /** Compares the right sides of {@code label = expression = decimal} in a text; returns the number of examples. */
    private static int check(String file, String text, ToDoubleFunction<String> value) {
        Matcher example =
                Pattern.compile("\\{@code ([a-z_0-9]+(?:@\\d+)?) = ([^}]*)\\}").matcher(text);
        int examples = 0;
        for (; example.find(); examples++) {
            for (String told : example.group(2).split(" = ")) {
                isTold(file + ": " + example.group(), value.applyAsDouble(example.group(1)), told);
            }
        }
        return examples;
    }

    /** The same for methods that {@code @return} a metric with {@code example: expression}. */
    private static int checkMethods(String type, ToDoubleFunction<String> value) throws IOException {
        String source = flat(Files.readString(MAIN.resolve(type + ".java")));
        Matcher method = Pattern.compile("\\{@return \\{@code ([a-z_0-9]+)@k\\}(.*?) (?:@param|\\*/)")
                .matcher(source);
        int examples = 0;
        while (method.find()) {
            String doc = method.group(2);
            int from = doc.indexOf("example: ");
            assertThat(from).as(method.group(1)).isPositive();
            Matcher told = Pattern.compile("(?:\\{@code )?([-(\\d][^}]*?)(?:\\}|\\. [A-Z]|$)")
                    .matcher(doc.substring(from + 9));
            if (told.lookingAt()) {
                for (String side : told.group(1).split(" = ")) {
                    isTold(type + ": " + method.group(1), value.applyAsDouble(method.group(1)), side);
                }
                examples++;
            }
        }
        return examples;
    }

    /** A decimal of three digits or more is rounded, anything else exact. */
    private static void isTold(String what, double value, String told) {
        boolean rounded = told.matches("\\d+\\.\\d{4,}");
        double digits = rounded ? Math.pow(10, -(told.length() - told.indexOf('.') - 1)) : 0;
        assertThat(value).as(what).isCloseTo(Arithmetic.valueOf(told), within(rounded ? digits : 1e-12));
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
