package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.eval.doc.Javadoc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The documentation of every metric says what a reader of a number has to know, and its examples are computed: inputs and values are
 * taken from the words of the comment.
 */
class MetricJavadocTest {
    /** A value that a class tells, {@code label = expression}. */
    private static final Pattern TOLD =
            Pattern.compile("\\{@code ([a-z_0-9]+(?:@\\d+)?(?: sampled\\([^)]*\\))?) = ([^}]*)\\}");

    /** The same of a method: {@code example: expression}. */
    private static final Pattern TOLD_OF_METHOD =
            Pattern.compile("\\{@return \\{@code ([a-z_0-9]+)@k\\}.*example: (?:\\{@code )?([-(\\d][^},]*)");

    /** Classes whose methods have formula and value each, for the inputs of the class. */
    private static final Set<String> OF_METHODS = Set.of("PopularityMetrics", "SystemMetrics");

    /** Every name and the comment of the class that computes or makes it. */
    private static Map<String, Javadoc> docs() {
        MetricResources all = ExampleReader.of(
                        "training counts {@code a: 1}, tags {@code a: t}, vectors {@code a: 1 0}")
                .resources();
        Map<String, Javadoc> docs = new LinkedHashMap<>();
        for (String name : Metrics.names()) {
            if (!name.endsWith("_repeat") && !name.endsWith("_explore")) {
                docs.put(name, Javadoc.of(documented(any(name, all))));
            }
        }
        for (Class<?> type : List.of(PartMetric.class, SampledMetric.class)) {
            docs.put(type.getSimpleName(), Javadoc.of(type));
        }
        return docs;
    }

    private static Metric any(String name, MetricResources resources) {
        try {
            return Metrics.parse(name, resources);
        } catch (IllegalArgumentException e) { // needs a cutoff
            return Metrics.parse(name + "@10", resources);
        }
    }

    private static Class<?> documented(Metric metric) {
        if (metric instanceof MeanItemValue) {
            return PopularityMetrics.class;
        }
        if (metric instanceof Enum<?> constant) {
            return constant.getDeclaringClass();
        }
        return metric instanceof SystemMetric ? SystemMetrics.class : metric.getClass();
    }

    private static Set<Javadoc> classes() {
        Map<String, Javadoc> byType = new TreeMap<>();
        docs().values().forEach(doc -> byType.put(doc.where(), doc));
        return Set.copyOf(byType.values());
    }

    @Test
    void everyMetricSaysRanksEmptyListEmptyTruthTiesDuplicatesNanAndAnExample() {
        assertThat(classes()).hasSizeGreaterThan(25);
        for (Javadoc doc : classes()) {
            for (String fact :
                    List.of("Ranks ", "Empty list", "Empty truth", "Ties", "Duplicates", "NaN scores", "Example")) {
                assertThat(doc.text()).as(doc.where()).contains(fact);
            }
        }
    }

    @Test
    void everyMetricHasAFormula() {
        // an operation on letters or a mean, before the facts
        Pattern formula = Pattern.compile("\\{@code [^}]*(?: [-+/=] |sum |mean |min\\()[^}]*\\}");
        for (Javadoc doc : classes()) {
            String what = doc.text().split("<p>(Ranks|Empty)")[0];
            if (!OF_METHODS.contains(doc.where())) {
                assertThat(formula.matcher(what).find())
                        .as("%s: %s", doc.where(), what)
                        .isTrue();
            }
        }
        for (Class<?> type : List.of(PopularityMetrics.class, SystemMetrics.class)) {
            for (Javadoc method : methods(type)) {
                assertThat(method.text().split("example: ")[0])
                        .as(method.where())
                        .containsPattern("mean (of|over)|share of|[-/*] |items shown");
            }
        }
    }

    @Test
    void everyExampleTellsTheValue() {
        Set<String> names = new TreeSet<>();
        for (Javadoc doc : classes()) {
            String example = doc.example();
            Matcher told = TOLD.matcher(example);
            while (!OF_METHODS.contains(doc.where()) && told.find()) {
                double value =
                        ExampleReader.of(example.substring(0, told.start())).value(told.group(1));
                Javadoc.assertTold(doc.where() + ": " + told.group(), value, told.group(2));
                names.add(Metrics.name(told.group(1)));
            }
        }
        names.addAll(popularityExamples());
        names.addAll(systemExamples());
        Set<String> all = new TreeSet<>(Metrics.names());
        all.removeIf(name -> name.endsWith("_repeat") || name.endsWith("_explore"));
        assertThat(names).containsAll(all).contains("recall_repeat", "recall_explore");
    }

    @Test
    void everyClassTellsAValue() {
        for (Javadoc doc : classes()) {
            if (!OF_METHODS.contains(doc.where())) {
                assertThat(TOLD.matcher(doc.example()).find()).as(doc.where()).isTrue();
            }
        }
    }

    private static Set<String> popularityExamples() {
        ExampleReader example =
                ExampleReader.of(Javadoc.of(PopularityMetrics.class).example());
        return methodExamples(PopularityMetrics.class, label -> example.value(label + "@2"));
    }

    private static Set<String> systemExamples() {
        Javadoc doc = Javadoc.of(SystemMetrics.class);
        ExampleReader example = ExampleReader.of(doc.example());
        MatchResult lists = doc.find("lists \\{@code ([^}]*)\\} and \\{@code ([^}]*)\\} of two characters");
        Exposure exposure = new Exposure(2, example.items(), example.resources().popularity());
        List<String> shown = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            String words = doc.example() + " list {@code " + lists.group(i) + "}";
            exposure.add(ExampleReader.of(words).context());
            shown.addAll(Arrays.asList(lists.group(i).split(", ")));
        }
        double[] counts = doc.numbers("\\{@code x = ([^}]*)\\}");
        for (int i = 0; i < counts.length; i++) {
            assertThat(counts[i]).isEqualTo(exposure.count(i));
        }
        assertThat(counts).hasSize(example.items());
        return methodExamples(
                SystemMetrics.class,
                label -> ((SystemMetric) Metrics.parse(label + "@2", MetricResources.none())).value(exposure));
    }

    private static List<Javadoc> methods(Class<?> type) {
        return Javadoc.starting(type, "{@return {@code ").stream()
                .filter(doc -> doc.text().contains("@k}"))
                .toList();
    }

    private static Set<String> methodExamples(Class<?> type, ToDoubleFunction<String> value) {
        Set<String> names = new TreeSet<>();
        for (Javadoc doc : methods(type)) {
            Matcher told = TOLD_OF_METHOD.matcher(doc.text());
            assertThat(told.find())
                    .as("%s has an example: %s", type, doc.text())
                    .isTrue();
            String expression = told.group(2).split("\\. ")[0].strip();
            Javadoc.assertTold(doc.where() + ": " + told.group(1), value.applyAsDouble(told.group(1)), expression);
            names.add(told.group(1));
        }
        return names;
    }

    @Test
    void theExampleOfTiesIsTheOrder() {
        Javadoc doc = Javadoc.of(TiePolicy.class);
        List<String> entries =
                List.of(doc.find("the list \\{@code ([^}]*)\\}").group(1).split(", "));
        List<String> ids = entries.stream().map(e -> e.split(":")[0]).toList();
        double[] scores = entries.stream()
                .mapToDouble(e -> Double.parseDouble(e.split(":")[1]))
                .toArray();
        int[] items = {0, 1, 2};
        for (TiePolicy policy : List.of(TiePolicy.CODE_POINT, TiePolicy.TREC, TiePolicy.FILE)) {
            RankedItems ranked = new ListResolver(ids::get, policy, DuplicatePolicy.ERROR).resolve(items, scores);
            String told = Javadoc.of(TiePolicy.class, policy.name() + "(")
                    .find("\\{@code ([^}]*)\\}\\.")
                    .group(1);
            assertThat(Arrays.stream(items).mapToObj(i -> ids.get(ranked.item(i))))
                    .as(policy.label())
                    .containsExactly(told.split(", "));
        }
        double first = Javadoc.of(TiePolicy.class, "AVERAGE(").number("first with probability (\\S+)\\.");
        RankedItems ranked =
                new ListResolver(ids::get, TiePolicy.AVERAGE, DuplicatePolicy.ERROR).resolve(items, scores);
        for (int item : items) {
            assertThat(new HitRate(1).value(MetricContext.of(ranked, Truth.binary(item))))
                    .isCloseTo(first, within(1e-15));
        }
    }

    @Test
    void theExampleOfDuplicatesIsTheList() {
        String[] list = Javadoc.of(DuplicatePolicy.class)
                .find("the list \\{@code ([^}]*)\\}")
                .group(1)
                .split(", ");
        int[] items = Arrays.stream(list).mapToInt(id -> id.charAt(0)).toArray();
        double[] scores = new double[items.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = -i;
        }
        RankedItems ranked = new ListResolver(Character::toString, TiePolicy.FILE, DuplicatePolicy.KEEP_FIRST)
                .resolve(items, scores);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            kept.add(Character.toString(ranked.item(i)));
        }
        String told = Javadoc.of(DuplicatePolicy.class, "KEEP_FIRST(")
                .find("\\{@code ([^}]*)\\}\\.")
                .group(1);
        assertThat(kept).containsExactly(told.split(", "));
    }

    @Test
    void theExampleOfExpectationsIsTheValue() {
        Javadoc doc = Javadoc.of(SampledExpectation.class);
        MatchResult of = doc.find(
                "(\\d+) items, true rank (\\d+), (\\d+) negatives without replacement.*\\{@code hit\\((\\d+)\\) = ([^}]*)\\}");
        SampledExpectation expectation = SampledExpectation.of(number(of, 1), number(of, 2), number(of, 3), false);
        Javadoc.assertTold(doc.where(), expectation.hit(number(of, 4)), of.group(5));
        assertThat(doc.number("sampled with probability (\\S+), "))
                .isEqualTo((double) number(of, 3) / (number(of, 1) - 1));
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
