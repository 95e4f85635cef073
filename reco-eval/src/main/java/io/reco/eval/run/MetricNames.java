package io.reco.eval.run;

import io.reco.core.io.NearestName;
import io.reco.eval.metric.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists of metrics as they are written on a command line: labels separated by commas ({@code ndcg@10,recall@20}), more cutoffs for the name
 * before ({@code ndcg@5,10,20}; {@code hit@5 sampled(100),10}, which is sampled at 10 too), and groups.
 *
 * <p>Groups, with the cutoffs of their members where these have one: {@code accuracy@k}, {@code beyond@k}, {@code system@k}, {@code music@k}, {@code skips@k}; without cutoff
 * {@code counts}, {@code mpd} (the three of the RecSys Challenge 2018) and {@code trec} (counts, the metrics of trec_eval and their variants over the whole
 * list and at 1, 3, 5, 10, 20 and 100, and {@code clicks@50}).
 */
public final class MetricNames {
    private static final List<String> COUNTS = List.of("num_rel", "num_ret", "num_rel_ret");
    private static final List<String> AT_CUTOFF = List.of(
            "precision",
            "recall",
            "hit",
            "ap",
            "rr",
            "ndcg",
            "ndcg_exp",
            "ndcg_jk",
            "ndcg_bin",
            "recall_capped",
            "ap_capped",
            "precision_len",
            "f1");
    private static final List<String> BEYOND = List.of(
            "novelty_users",
            "novelty_interactions",
            "epc",
            "arp",
            "arp_norm",
            "pop_percentile",
            "longtail_share",
            "ild_cosine",
            "ild_jaccard",
            "tag_coverage",
            "serendipity_rectools",
            "serendipity_content",
            "unexpectedness_ge",
            "serendipity_ge",
            "calib_kl",
            "calib_kl_logw",
            "calib_js_bits",
            "calib_hellinger");
    private static final List<String> SYSTEM = List.of(
            "coverage",
            "coverage_count",
            "unique_tracks",
            "gini",
            "gini_unbiased",
            "gini_index_ranksys",
            "entropy_bits",
            "entropy_norm",
            "simpson",
            "user_coverage",
            "personalization",
            "gap_profile",
            "gap_list",
            "pop_lift");
    private static final List<String> MUSIC =
            List.of("repeat", "repeat_bias", "ndcg_repeat", "ndcg_explore", "new_artist", "artist_entropy");
    private static final List<String> SKIPS = List.of("ndcg_satisfied", "satisfied", "skipped");
    private static final Map<String, List<String>> AT_GROUPS = atGroups();
    private static final Map<String, List<String>> FIXED_GROUPS = fixedGroups();

    private MetricNames() {}

    private static Map<String, List<String>> atGroups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("accuracy", AT_CUTOFF);
        groups.put("beyond", BEYOND);
        groups.put("system", SYSTEM);
        groups.put("music", MUSIC);
        groups.put("skips", SKIPS);
        return groups;
    }

    private static Map<String, List<String>> fixedGroups() {
        List<String> trec = new ArrayList<>(COUNTS);
        trec.addAll(List.of("ap", "rr", "rprec", "ndcg", "ndcg_exp", "ndcg_bin"));
        for (int k : new int[] {1, 3, 5, 10, 20, 100}) {
            AT_CUTOFF.forEach(name -> trec.add(name + "@" + k));
        }
        trec.add("clicks@50");
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("counts", COUNTS);
        groups.put("mpd", List.of("rprec", "ndcg@500", "clicks@500"));
        groups.put("trec", List.copyOf(trec));
        return groups;
    }

    /**
     * {@return labels, each once, in the order in which they were named}
     *
     * @param text labels, cutoffs and groups separated by commas; blanks around them do not count
     * @throws IllegalArgumentException for a name that does not exist, with the nearest one that does, and for a cutoff that a metric
     *     does not take
     */
    public static List<String> expand(String text) {
        Set<String> labels = new LinkedHashSet<>();
        String name = "";
        String suffix = "";
        for (String part : text.split(",", -1)) {
            String word = part.strip();
            boolean cutoffAlone = !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
            if (cutoffAlone && name.isEmpty()) {
                throw new IllegalArgumentException(
                        "cutoff '" + word + "' follows no metric with a cutoff, expected e.g. ndcg@5,10");
            }
            if (!cutoffAlone) {
                checkName(word);
            }
            int at = word.indexOf('@');
            if (!cutoffAlone) {
                name = at < 0 ? "" : Metrics.name(word);
                suffix = word.indexOf(' ', at) < 0 ? "" : word.substring(word.indexOf(' ', at));
            }
            labels.addAll(members(cutoffAlone ? name + "@" + word + suffix : word));
        }
        labels.forEach(MetricTables::needed); // makes each, which checks its cutoff
        return List.copyOf(labels);
    }

    private static List<String> members(String word) {
        int at = word.indexOf('@');
        String name = at < 0 ? word : word.substring(0, at);
        if (FIXED_GROUPS.containsKey(name)) {
            if (at >= 0) {
                throw new IllegalArgumentException("group '" + word + "' has no cutoff, expected " + name);
            }
            return FIXED_GROUPS.getOrDefault(name, List.of());
        }
        if (AT_GROUPS.containsKey(name)) {
            if (at < 0) {
                throw new IllegalArgumentException("group '" + word + "' needs a cutoff, e.g. " + name + "@10");
            }
            return AT_GROUPS.getOrDefault(name, List.of()).stream()
                    .map(member -> member + word.substring(at))
                    .toList();
        }
        return List.of(word);
    }

    private static void checkName(String word) {
        int at = word.indexOf('@');
        String name = Metrics.name(word);
        List<String> known = new ArrayList<>(Metrics.names());
        known.addAll(AT_GROUPS.keySet());
        known.addAll(FIXED_GROUPS.keySet());
        if (!known.contains(name)) {
            throw new IllegalArgumentException("unknown metric '" + word + "', did you mean '"
                    + NearestName.of(name, known) + (at < 0 ? "" : word.substring(at)) + "'? All: "
                    + String.join(", ", known));
        }
    }
}
