package io.reco.eval.run;

import io.reco.eval.metric.Calibration;
import io.reco.eval.metric.ContentSerendipity;
import io.reco.eval.metric.HeardShare;
import io.reco.eval.metric.ItemGroups;
import io.reco.eval.metric.ItemTags;
import io.reco.eval.metric.Metric;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.Metrics;
import io.reco.eval.metric.NewArtistRate;
import io.reco.eval.metric.PartMetric;
import io.reco.eval.metric.Popularity;
import io.reco.eval.metric.RepeatRatio;
import io.reco.eval.metric.SampledMetric;
import io.reco.eval.metric.SatisfiedNdcg;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which tables beside judgements and runs a metric needs; known from its label, before any file is read. */
public final class MetricTables {
    /** A table, called as on the command line. */
    public enum Table {
        /** What users have in training. */
        TRAIN("the training table (--train)"),
        /** All items. */
        CATALOG("the catalogue (--catalog)"),
        /** Satisfaction with what was heard. */
        GAINS("gains (--gains)"),
        /** Tags of items. */
        TAGS("tags of items (--tags)"),
        /** Vectors of items. */
        VECTORS("item vectors (--vectors)"),
        /** Main artists of items. */
        ARTISTS("artists of items (--artists)");

        private final String text;

        Table(String text) {
            this.text = text;
        }
    }

    private static final Set<String> OVER_THE_CATALOGUE = Set.of(
            "coverage",
            "gini",
            "gini_unbiased",
            "gini_index_ranksys",
            "entropy_norm",
            "serendipity_rectools",
            "unexpectedness_ge",
            "serendipity_ge");
    private static final Set<String> OF_TRAINING = Set.of("gap_profile", "gap_list", "pop_lift");

    /** Of two items: enough to make any metric, to see what it asks for. */
    private static final MetricResources SAMPLE = new MetricResources(
            Popularity.of(new int[2], 1, new int[] {0, 1}),
            new ItemGroups(new int[2]),
            new ItemTags(new int[3], new int[0], new double[0], 0),
            (a, b) -> 0,
            2);

    private static final Map<Table, MetricResources> SAMPLE_WITHOUT = Map.of(
            Table.TRAIN, new MetricResources(null, SAMPLE.artists(), SAMPLE.tags(), SAMPLE.vectors(), 2),
            Table.ARTISTS, new MetricResources(SAMPLE.popularity(), null, SAMPLE.tags(), SAMPLE.vectors(), 2),
            Table.TAGS, new MetricResources(SAMPLE.popularity(), SAMPLE.artists(), null, SAMPLE.vectors(), 2),
            Table.VECTORS, new MetricResources(SAMPLE.popularity(), SAMPLE.artists(), SAMPLE.tags(), null, 2));

    private MetricTables() {}

    /**
     * {@return the tables that a metric needs, in the order of {@link Table}}
     *
     * @param label e.g. {@code calib_kl@10}
     * @throws IllegalArgumentException for an unknown name or a wrong cutoff
     */
    public static Set<Table> needed(String label) {
        Metric metric = Metrics.parse(label, SAMPLE);
        String name = Metrics.name(label);
        Set<Table> tables = EnumSet.noneOf(Table.class);
        if (metric instanceof PartMetric
                || metric instanceof RepeatRatio
                || metric instanceof NewArtistRate
                || metric instanceof Calibration
                || metric instanceof ContentSerendipity
                || OF_TRAINING.contains(name)) {
            tables.add(Table.TRAIN);
        }
        if (OVER_THE_CATALOGUE.contains(name) || metric instanceof SampledMetric) {
            tables.add(Table.CATALOG);
        }
        if (ofGains(metric)) {
            tables.add(Table.GAINS);
        }
        SAMPLE_WITHOUT.forEach((table, resources) -> {
            try {
                Metrics.parse(label, resources);
            } catch (IllegalArgumentException missing) { // nothing else is wrong with the label
                tables.add(table);
            }
        });
        return tables;
    }

    private static boolean ofGains(Metric metric) {
        return metric instanceof HeardShare
                || metric instanceof SatisfiedNdcg
                || (metric instanceof PartMetric part && ofGains(part.base()));
    }

    /**
     * Checks that everything that metrics need is there.
     *
     * @param labels e.g. of {@link MetricNames#expand}
     * @param given tables that are there, or will be
     * @throws IllegalArgumentException for an unknown name, a wrong cutoff, or a table that is needed and not given, with its option
     */
    public static void check(Iterable<String> labels, Set<Table> given) {
        for (String label : labels) {
            for (Table table : needed(label)) {
                if (!given.contains(table)) {
                    throw new IllegalArgumentException("metric '" + label + "' needs " + table.text);
                }
            }
        }
    }
}
