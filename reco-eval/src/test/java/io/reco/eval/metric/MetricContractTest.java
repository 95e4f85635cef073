package io.reco.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every metric that has a name keeps, over random lists, truths and histories. */
class MetricContractTest {
    private static final int ITEMS = 30;
    private static final MetricResources ALL = resources();

    private static MetricResources resources() {
        int[] counts = new int[ITEMS];
        int[] artists = new int[ITEMS];
        int[] offsets = new int[ITEMS + 1];
        int[] tags = new int[ITEMS];
        double[] weights = new double[ITEMS];
        double[] vectors = new double[2 * ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            counts[i] = (7 * i) % 11;
            artists[i] = i % 5 == 0 ? ItemGroups.NONE : i % 7;
            offsets[i + 1] = i + 1;
            tags[i] = i % 4;
            weights[i] = 1 + i % 3;
            vectors[2 * i] = Math.cos(i);
            vectors[2 * i + 1] = Math.sin(i);
        }
        return MetricResources.none()
                .withPopularity(Popularity.of(counts, 12, i -> "t" + i))
                .withArtists(new ItemGroups(artists))
                .withTags(new ItemTags(offsets, tags, weights, 4))
                .withVectors(ItemSimilarity.cosine(vectors, 2))
                .withItems(ITEMS);
    }

    /** Every name, whole list and cutoff where it takes them. */
    private static List<Metric> every() {
        List<Metric> metrics = new ArrayList<>();
        for (String name : Metrics.names()) {
            for (String label : List.of(name, name + "@10", name + "@40")) {
                try {
                    metrics.add(Metrics.parse(label, ALL));
                } catch (IllegalArgumentException e) {
                    assertThat(e).as(label).hasMessageContaining("cutoff");
                }
            }
        }
        return metrics;
    }

    private static MetricContext context(SplittableRandom random) {
        int[] items = shuffled(random);
        int n = random.nextInt(5) == 0 ? 0 : random.nextInt(ITEMS + 1);
        RankedItems list =
                n == 0 && random.nextBoolean() ? RankedItems.missing() : RankedItems.of(Arrays.copyOf(items, n));
        int[] truth = Arrays.copyOf(shuffled(random), random.nextInt(8));
        int[] grades = new int[truth.length];
        double[] gains = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            grades[i] = random.nextInt(-1, 5);
            gains[i] = random.nextInt(3) == 0 ? Double.NaN : random.nextInt(5) / 4.0;
        }
        int[] history = Arrays.copyOf(shuffled(random), random.nextInt(10));
        Arrays.sort(history);
        return MetricContext.of(list, Truth.weighted(truth, grades, gains), 1 + random.nextInt(2), history);
    }

    private static int[] shuffled(SplittableRandom random) {
        Integer[] all = new Integer[ITEMS];
        Arrays.setAll(all, i -> i);
        double[] keys = random.doubles(ITEMS).toArray();
        Arrays.sort(all, Comparator.comparingDouble(i -> keys[i]));
        return Arrays.stream(all).mapToInt(i -> i).toArray();
    }

    @Test
    void labelsReadBackToTheSameMetric() {
        List<Metric> metrics = every();
        assertThat(metrics).hasSizeGreaterThan(2 * Metrics.names().size());
        for (Metric metric : metrics) {
            assertThat(Metrics.parse(metric.label(), ALL).label()).isEqualTo(metric.label());
            assertThat(Metrics.names()).contains(Metrics.name(metric.label()));
        }
    }

    @Test
    void valuesAreFiniteOrUndefinedAndAccuracyIsAlwaysDefined() {
        SplittableRandom random = new SplittableRandom(20261127);
        List<Metric> metrics = every();
        for (int trial = 0; trial < 300; trial++) {
            MetricContext context = context(random);
            for (Metric metric : metrics) {
                if (metric instanceof ListMetric list) {
                    double value = list.value(context);
                    String what = metric.label() + " in trial " + trial;
                    assertThat(Double.isInfinite(value)).as(what).isFalse();
                    boolean mayBeUndefined =
                            !list.usesPopulation() || list instanceof PartMetric || list instanceof RepeatRatio;
                    assertThat(Double.isNaN(value) && !mayBeUndefined).as(what).isFalse();
                    assertThat(Double.compare(list.value(context), value))
                            .as(what + ", again")
                            .isZero();
                    if (list.usesPopulation()
                            && !Double.isNaN(value)
                            && metric.label().startsWith("ndcg")) {
                        assertThat(value).as(what).isBetween(0.0, 1 + 1e-12);
                    }
                }
            }
        }
    }

    @Test
    void aCutoffBeyondTheListIsTheWholeList() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 100; trial++) {
            MetricContext context = context(random);
            for (String name : List.of("ndcg", "ndcg_exp", "ndcg_jk", "ndcg_satisfied", "ap", "rr", "ndcg_bin")) {
                assertThat(((ListMetric) Metrics.parse(name + "@40", ALL)).value(context))
                        .as(name)
                        .isEqualTo(((ListMetric) Metrics.parse(name, ALL)).value(context));
            }
        }
    }

    @Test
    void partsThatAreMergedInOrderAreTheWholeToTheLastDigit() {
        List<Metric> metrics = every();
        MetricCollector whole = new MetricCollector(metrics, Population.RELEVANT, ITEMS, ALL);
        MetricCollector merged = new MetricCollector(metrics, Population.RELEVANT, ITEMS, ALL);
        MetricCollector part = new MetricCollector(metrics, Population.RELEVANT, ITEMS, ALL);
        SplittableRandom random = new SplittableRandom(9);
        for (int c = 0; c < 60; c++) {
            MetricContext context = context(random);
            whole.add(context);
            part.add(context);
            if (c % 13 == 12 || c == 59) {
                merged.merge(part);
                part = new MetricCollector(metrics, Population.RELEVANT, ITEMS, ALL);
            }
        }
        Map<String, MetricValue> expected = whole.values();
        merged.values().forEach((label, value) -> {
            MetricValue other = Fixtures.get(expected, label);
            assertThat(value.n()).as(label).isEqualTo(other.n());
            if (label.startsWith("gap_") || label.startsWith("pop_lift")) {
                assertThat(value.value())
                        .as(label)
                        .isCloseTo(other.value(), org.assertj.core.data.Percentage.withPercentage(1e-10));
            } else {
                assertThat(value.value()).as(label).isEqualTo(other.value());
            }
            assertThat(value.perCharacter()).as(label).isEqualTo(other.perCharacter());
        });
        assertThat(merged.characters()).isEqualTo(60);
        assertThat(merged.withoutRelevant()).isEqualTo(whole.withoutRelevant());
        assertThat(merged.withoutList()).isEqualTo(whole.withoutList());
        MetricCollector others = new MetricCollector(metrics.subList(1, 3), Population.RELEVANT, ITEMS, ALL);
        assertThatThrownBy(() -> whole.merge(others)).hasMessageContaining("cannot merge");
    }
}
