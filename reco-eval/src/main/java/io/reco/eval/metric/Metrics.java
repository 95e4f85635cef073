package io.reco.eval.metric;

import io.reco.eval.metric.Calibration.Divergence;
import io.reco.eval.metric.Surprise.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * All metrics by their printed name: {@code name}, {@code name@k}, and for accuracy {@code name_repeat@k} and {@code
 * name_explore@k}; {@code hit@k}, {@code rr@k} and {@code ndcg@k} also with {@code sampled(m)} behind, see {@link SampledMetric}. A
 * name that does not exist is an error that lists those that do.
 */
public final class Metrics {
    /** Whether a name is written with {@code @k}. */
    private enum Cut {
        REQUIRED,
        OPTIONAL,
        NONE
    }

    @FunctionalInterface
    private interface Factory {
        Metric create(int k, MetricResources resources);
    }

    private record Entry(Cut cut, Factory factory) {}

    private static final Map<String, Entry> ENTRIES = entries();

    private Metrics() {}

    /**
     * {@return the metric with a label}
     *
     * @param label e.g. {@code ndcg@10}
     * @param resources what metrics beyond accuracy need
     * @throws IllegalArgumentException for an unknown name, a missing, superfluous or wrong cutoff, or a resource that the
     *     metric needs and that is missing
     */
    public static Metric parse(String label, MetricResources resources) {
        Matcher sampled = SampledMetric.SUFFIX.matcher(label);
        if (sampled.find()) {
            return sampled(label, sampled, resources);
        }
        int at = label.indexOf('@');
        String name = name(label);
        Entry entry = ENTRIES.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "unknown metric '" + label + "', expected one of: " + String.join(", ", ENTRIES.keySet()));
        }
        if (at < 0 && entry.cut == Cut.REQUIRED) {
            throw new IllegalArgumentException("metric '" + label + "' needs a cutoff, e.g. " + name + "@10");
        }
        if (at >= 0 && entry.cut == Cut.NONE) {
            throw new IllegalArgumentException("metric '" + label + "' has no cutoff, expected " + name);
        }
        try {
            return entry.factory.create(at < 0 ? MetricContext.WHOLE_LIST : cutoff(label, at), resources);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("metric '" + label + "': " + e.getMessage(), e);
        }
    }

    private static Metric sampled(String label, Matcher suffix, MetricResources resources) {
        Metric base = parse(label.substring(0, suffix.start()), resources);
        try {
            int negatives = cutoff("@" + suffix.group("negatives"), 0);
            boolean replacement = suffix.group("twice") != null;
            return SampledMetric.of(base, negatives, replacement, resources.needItems());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("metric '" + label + "': " + e.getMessage(), e);
        }
    }

    /**
     * {@return the name in a label, without cutoff and without the words of a sampled metric}
     *
     * @param label e.g. {@code ndcg@10} or {@code rr sampled(100)}
     */
    public static String name(String label) {
        String whole = SampledMetric.SUFFIX.matcher(label).replaceFirst("");
        int at = whole.indexOf('@');
        return at < 0 ? whole : whole.substring(0, at);
    }

    /**
     * {@return metrics in the order of their labels, each once}
     *
     * @param labels separated by commas, blanks around them ignored, e.g. {@code "ndcg@10, recall@20"}
     * @param resources what metrics beyond accuracy need
     */
    public static List<Metric> parseAll(String labels, MetricResources resources) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (String label : labels.split(",", -1)) {
            Metric metric = parse(label.strip(), resources);
            metrics.put(metric.label(), metric);
        }
        return List.copyOf(metrics.values());
    }

    /** {@return the names that {@link #parse} knows, without cutoffs} */
    public static Set<String> names() {
        return ENTRIES.keySet();
    }

    /**
     * {@return metrics of the same names at several cutoffs, e.g. the points of a metric@k curve}
     *
     * @param names names without cutoff
     * @param cutoffs cutoffs, in the order of the result for each name
     * @param resources what metrics beyond accuracy need
     */
    public static List<Metric> atCutoffs(List<String> names, int[] cutoffs, MetricResources resources) {
        List<Metric> metrics = new ArrayList<>();
        for (String name : names) {
            for (int k : cutoffs) {
                metrics.add(parse(name + "@" + k, resources));
            }
        }
        return metrics;
    }

    /**
     * {@return the cutoff that a label states, 0 when it has none}
     *
     * @param label e.g. {@code ndcg@10}
     */
    public static int cutoff(String label) {
        String whole = SampledMetric.SUFFIX.matcher(label).replaceFirst("");
        int at = whole.indexOf('@');
        return at < 0 ? 0 : cutoff(whole, at);
    }

    private static int cutoff(String label, int at) {
        String digits = label.substring(at + 1);
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9') || digits.isEmpty() || digits.length() > 9) {
            throw new IllegalArgumentException("cutoff is '" + digits + "', expected a number from 1 to 999999999");
        }
        return Integer.parseInt(digits);
    }

    private static Map<String, Entry> entries() {
        Map<String, Entry> map = new LinkedHashMap<>();
        accuracy(map);
        List<Map.Entry<String, Entry>> whole = List.copyOf(new LinkedHashMap<>(map).entrySet());
        for (TruthPart part : TruthPart.values()) {
            for (Map.Entry<String, Entry> entry : whole) {
                Factory base = entry.getValue().factory;
                put(
                        map,
                        entry.getKey() + part.suffix(),
                        entry.getValue().cut,
                        (k, r) -> new PartMetric((ListMetric) base.create(k, r), part));
            }
        }
        for (ListCount count : ListCount.values()) {
            map.put(count.label(), new Entry(Cut.NONE, (k, r) -> count));
        }
        music(map);
        beyondAccuracy(map);
        system(map);
        return map;
    }

    private static void accuracy(Map<String, Entry> map) {
        put(map, "precision", Cut.REQUIRED, (k, r) -> new Precision(k));
        put(map, "precision_len", Cut.REQUIRED, (k, r) -> new PrecisionOverLength(k));
        put(map, "recall", Cut.REQUIRED, (k, r) -> new Recall(k));
        put(map, "recall_capped", Cut.REQUIRED, (k, r) -> new RecallCapped(k));
        put(map, "f1", Cut.REQUIRED, (k, r) -> new F1(k));
        put(map, "hit", Cut.REQUIRED, (k, r) -> new HitRate(k));
        put(map, "rr", Cut.OPTIONAL, (k, r) -> new ReciprocalRank(k));
        put(map, "rprec", Cut.NONE, (k, r) -> new RPrecision());
        put(map, "ap", Cut.OPTIONAL, (k, r) -> new AveragePrecision(k));
        put(map, "ap_capped", Cut.REQUIRED, (k, r) -> new AveragePrecisionCapped(k));
        put(map, "ndcg", Cut.OPTIONAL, (k, r) -> new Ndcg(k, Gain.LINEAR, Discount.LOG2_NEXT));
        put(map, "ndcg_exp", Cut.OPTIONAL, (k, r) -> new Ndcg(k, Gain.EXPONENTIAL, Discount.LOG2_NEXT));
        put(map, "ndcg_bin", Cut.OPTIONAL, (k, r) -> new Ndcg(k, Gain.BINARY, Discount.LOG2_NEXT));
        put(map, "ndcg_jk", Cut.OPTIONAL, (k, r) -> new Ndcg(k, Gain.LINEAR, Discount.LOG2_RANK));
        put(map, "ndcg_exp_jk", Cut.OPTIONAL, (k, r) -> new Ndcg(k, Gain.EXPONENTIAL, Discount.LOG2_RANK));
        put(map, "ndcg_bin_jk", Cut.OPTIONAL, (k, r) -> new Ndcg(k, Gain.BINARY, Discount.LOG2_RANK));
        put(map, "ndcg_satisfied", Cut.OPTIONAL, (k, r) -> new SatisfiedNdcg(k));
        put(map, "clicks", Cut.REQUIRED, (k, r) -> new Clicks(k));
    }

    private static void music(Map<String, Entry> map) {
        put(map, "rprec_artist_a", Cut.NONE, (k, r) -> new RPrecisionArtist(r.needArtists(), false));
        put(map, "rprec_artist_b", Cut.NONE, (k, r) -> new RPrecisionArtist(r.needArtists(), true));
        put(map, "repeat", Cut.REQUIRED, (k, r) -> new RepeatRatio(k, false));
        put(map, "repeat_bias", Cut.REQUIRED, (k, r) -> new RepeatRatio(k, true));
        put(map, "satisfied", Cut.REQUIRED, (k, r) -> new HeardShare(k, HeardShare.Kind.SATISFIED));
        put(map, "skipped", Cut.REQUIRED, (k, r) -> new HeardShare(k, HeardShare.Kind.SKIPPED));
        put(map, "new_artist", Cut.REQUIRED, (k, r) -> new NewArtistRate(k, r.needArtists()));
        put(map, "artist_entropy", Cut.REQUIRED, (k, r) -> new ArtistEntropy(k, r.needArtists()));
    }

    private static void beyondAccuracy(Map<String, Entry> map) {
        put(map, "novelty_users", Cut.REQUIRED, (k, r) -> PopularityMetrics.noveltyUsers(k, r.needPopularity()));
        put(
                map,
                "novelty_interactions",
                Cut.REQUIRED,
                (k, r) -> PopularityMetrics.noveltyInteractions(k, r.needPopularity()));
        put(map, "epc", Cut.REQUIRED, (k, r) -> PopularityMetrics.popularityComplement(k, r.needPopularity()));
        put(map, "arp", Cut.REQUIRED, (k, r) -> PopularityMetrics.averagePopularity(k, r.needPopularity()));
        put(map, "arp_norm", Cut.REQUIRED, (k, r) -> PopularityMetrics.averagePopularityShare(k, r.needPopularity()));
        put(
                map,
                "pop_percentile",
                Cut.REQUIRED,
                (k, r) -> PopularityMetrics.popularityPercentile(k, r.needPopularity()));
        put(map, "longtail_share", Cut.REQUIRED, (k, r) -> PopularityMetrics.longTailShare(k, r.needPopularity()));
        put(map, "ild_cosine", Cut.REQUIRED, (k, r) -> new IntraListDiversity(k, "cosine", r.needVectors()));
        put(
                map,
                "ild_jaccard",
                Cut.REQUIRED,
                (k, r) -> new IntraListDiversity(k, "jaccard", r.needTags().jaccard()));
        put(map, "tag_coverage", Cut.REQUIRED, (k, r) -> new TagCoverage(k, r.needTags()));
        put(map, "serendipity_content", Cut.REQUIRED, (k, r) -> new ContentSerendipity(k, r.needVectors()));
        for (Kind kind : Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            put(map, name, Cut.REQUIRED, (k, r) -> new Surprise(k, r.needPopularity(), kind));
        }
        for (Divergence divergence : Divergence.values()) {
            String name = "calib_" + divergence.name().toLowerCase(Locale.ROOT);
            put(map, name, Cut.REQUIRED, (k, r) -> new Calibration(k, r.needTags(), divergence));
        }
    }

    private static void system(Map<String, Entry> map) {
        Set<String> names = SystemMetrics.all(1).stream()
                .map(m -> m.label().substring(0, m.label().indexOf('@')))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String name : names) {
            put(
                    map,
                    name,
                    Cut.REQUIRED,
                    (k, r) -> SystemMetrics.all(k).stream()
                            .filter(m -> m.label().equals(Labels.of(name, k)))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static void put(Map<String, Entry> map, String name, Cut cut, Factory factory) {
        map.put(name, new Entry(cut, factory));
    }
}
