package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.core.parallel.Parallel;
import io.reco.eval.metric.Exposure;
import io.reco.eval.metric.ListMetric;
import io.reco.eval.metric.ListResolver;
import io.reco.eval.metric.MeanAccumulator;
import io.reco.eval.metric.Metric;
import io.reco.eval.metric.MetricContext;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.metric.Metrics;
import io.reco.eval.metric.Population;
import io.reco.eval.metric.RankedItems;
import io.reco.eval.metric.SampledMetric;
import io.reco.eval.metric.SystemMetric;
import io.reco.eval.metric.Truth;
import io.reco.eval.run.MetricTables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scores runs against judgements. Metrics of accuracy are averaged over the {@link Population} of judged users. All other metrics, and
 * the exposure that system metrics are made of, are over the judged users and, when there is a training table, all users of it; a
 * user without list has an empty one. Users that only the run has are not looked at.
 *
 * <p>Measured in parallel, added up in the order of users: the number of threads does not change any digit. Immutable and thread-safe.
 */
public final class RunScorer {
    private static final int BATCH = 1024;
    private static final int UNIT = 32;
    private static final int[] NOTHING = new int[0];
    private final Qrels qrels;
    private final @Nullable Histories train;
    private final IdMap items;
    private final int catalogSize;
    private final boolean catalogGiven;
    private final MetricResources resources;
    private final List<Metric> metrics;
    private final boolean sampled;
    private final ScoreOptions options;
    private final List<String> users;

    private RunScorer(
            Qrels qrels,
            @Nullable Histories train,
            RunFiles files,
            ItemTables tables,
            List<String> labels,
            ScoreOptions options) {
        this.qrels = qrels;
        this.train = train;
        this.items = files.items();
        this.catalogGiven = tables.catalogSize().isPresent();
        this.catalogSize = tables.catalogSize().orElse(items.size());
        this.options = options;
        MetricResources known = MetricResources.none().withItems(catalogSize);
        if (train != null) {
            for (int[] history : train.all()) {
                checkInCatalog(train.name(), history);
            }
            known = known.withPopularity(train.popularity(items, catalogSize));
        }
        known = tables.tags(items.size()).map(known::withTags).orElse(known);
        known = tables.similarity(items.size()).map(known::withVectors).orElse(known);
        this.resources = tables.artists(items.size()).map(known::withArtists).orElse(known);
        MetricTables.check(labels, given());
        this.metrics =
                labels.stream().map(label -> Metrics.parse(label, resources)).toList();
        this.sampled = metrics.stream().anyMatch(SampledMetric.class::isInstance);
        List<String> all = new ArrayList<>(qrels.users().ids());
        if (train != null) {
            for (String user : train.users().ids()) {
                if (!qrels.users().contains(user)) {
                    all.add(user);
                }
            }
        }
        this.users = Collections.unmodifiableList(all);
    }

    /**
     * {@return a scorer}
     *
     * @param qrels judgements
     * @param train what users have in training, if that is known
     * @param files that read these and all runs to score
     * @param tables what is known of items; may hold nothing
     * @param labels metrics, e.g. of {@link MetricNames#expand}
     * @param options how to score
     * @throws IllegalArgumentException for an unknown metric, or one that needs a table that is not there; {@link MetricTables#check} tells
     *     before files are read
     */
    public static RunScorer of(
            Qrels qrels,
            Optional<Histories> train,
            RunFiles files,
            ItemTables tables,
            List<String> labels,
            ScoreOptions options) {
        return new RunScorer(qrels, train.orElse(null), files, tables, labels, options);
    }

    private Set<Table> given() {
        Set<Table> given = EnumSet.noneOf(Table.class);
        add(given, Table.TRAIN, train != null);
        add(given, Table.CATALOG, catalogGiven);
        add(given, Table.GAINS, qrels.hasGains());
        add(given, Table.TAGS, resources.tags() != null);
        add(given, Table.VECTORS, resources.vectors() != null);
        add(given, Table.ARTISTS, resources.artists() != null);
        return given;
    }

    private static void add(Set<Table> tables, Table table, boolean there) {
        if (there) {
            tables.add(table);
        }
    }

    private void checkInCatalog(String file, int[] list) {
        for (int item : list) {
            if (item >= catalogSize) {
                throw new IllegalArgumentException(
                        file + ": item '" + items.id(item) + "' is not in the catalogue (--catalog)");
            }
        }
    }

    /**
     * {@return the scores of a run}
     *
     * @param run read or built with the same {@link RunFiles}, before this scorer was made
     * @throws IllegalArgumentException for an item outside the catalogue, and for an item that is twice in a list unless
     *     duplicates are accepted
     */
    public RunScores score(Run run) {
        return new Scoring(run).scores();
    }

    /** One run. */
    private final class Scoring {
        private final Run run;
        private final ListResolver resolver;
        private final List<ListMetric> listMetrics = new ArrayList<>();
        private final Map<Integer, Exposure> exposures;
        private final double[][] raw;
        private final boolean[] included = new boolean[users.size()];
        private final boolean[] relevant = new boolean[users.size()];
        private final boolean[] inRun = new boolean[users.size()];

        Scoring(Run run) {
            this.run = run;
            String[] ids = new String[items.size()];
            this.resolver = new ListResolver(
                    i -> {
                        String id = ids[i];
                        if (id == null) { // decoded where ties need it; any thread may be the first
                            id = items.id(i);
                            ids[i] = id;
                        }
                        return id;
                    },
                    options.ties(),
                    options.duplicates());
            for (Metric metric : metrics) {
                if (metric instanceof ListMetric list) {
                    listMetrics.add(list);
                }
            }
            List<SystemMetric> systemMetrics = metrics.stream()
                    .filter(SystemMetric.class::isInstance)
                    .map(SystemMetric.class::cast)
                    .toList();
            this.exposures = Exposure.forMetrics(systemMetrics, catalogSize, resources.popularity());
            this.raw = new double[listMetrics.size()][users.size()];
        }

        RunScores scores() {
            for (int start = 0; start < users.size(); start += BATCH) {
                int from = start;
                MetricContext[] contexts = new MetricContext[Math.min(BATCH, users.size() - from)];
                int units = (contexts.length + UNIT - 1) / UNIT;
                Parallel.run(options.threads(), units, () -> this, (self, unit) -> {
                    for (int i = unit * UNIT; i < Math.min(contexts.length, (unit + 1) * UNIT); i++) {
                        contexts[i] = measure(from + i);
                    }
                });
                if (!exposures.isEmpty()) {
                    for (MetricContext context : contexts) {
                        exposures.values().forEach(e -> e.add(context));
                    }
                }
            }
            Map<String, double[]> columns = new LinkedHashMap<>();
            for (int m = 0; m < raw.length; m++) {
                columns.put(listMetrics.get(m).label(), raw[m]);
            }
            return new RunScores(run.name(), users, qrels.users().size(), inRun, relevant, columns, values(columns));
        }

        private MetricContext measure(int u) {
            String user = users.get(u);
            boolean judged = u < qrels.users().size();
            MetricContext context = MetricContext.of(
                    list(user),
                    judged ? qrels.truth(u) : Truth.binary(),
                    options.level(),
                    train == null ? NOTHING : train.of(user));
            if (sampled && judged) {
                context = complete(context, user);
            }
            inRun[u] = context.listed();
            relevant[u] = context.relevantCount() > 0;
            included[u] = judged && options.population().includes(context);
            for (int m = 0; m < raw.length; m++) {
                ListMetric metric = listMetrics.get(m);
                raw[m][u] = judged || !metric.usesPopulation() ? value(metric, context, user) : Double.NaN;
            }
            return context;
        }

        /**
         * For sampled metrics, with what the user could have been shown: the list is complete, but for items that the user has in
         * training.
         */
        private MetricContext complete(MetricContext context, String user) {
            int barred = context.historySize();
            for (int i = 0; i < context.size(); i++) {
                barred -= context.known(context.item(i)) ? 1 : 0;
            }
            int pool = catalogSize - barred;
            if (context.size() > 0 && context.relevantCount() > 0 && context.size() < pool) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s, user '%s': sampled metrics need lists with all items%s, there are %,d of %,d",
                        run.name(),
                        user,
                        train == null
                                ? " (without those that the user has in training if --train is given)"
                                : " that the user does not have in training",
                        context.size(),
                        pool));
            }
            return context.withPool(pool);
        }

        private double value(ListMetric metric, MetricContext context, String user) {
            try {
                return metric.value(context);
            } catch (IllegalArgumentException e) { // a list that the metric cannot be computed from
                throw new IllegalArgumentException(run.name() + ", user '" + user + "': " + e.getMessage(), e);
            }
        }

        private RankedItems list(String user) {
            int index = run.users().indexOf(user);
            if (index == IdMap.ABSENT) {
                return RankedItems.missing();
            }
            int[] list = run.items(index);
            if (catalogGiven) {
                checkInCatalog(run.name(), list);
            }
            try {
                return resolver.resolve(list, run.scores(index));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(run.name() + ", user '" + user + "': " + e.getMessage(), e);
            }
        }

        private Map<String, MetricValue> values(Map<String, double[]> columns) {
            Map<String, MetricValue> values = new LinkedHashMap<>();
            for (Metric metric : metrics) {
                String label = metric.label();
                if (metric instanceof ListMetric list) {
                    values.put(label, mean(list, Objects.requireNonNull(columns.get(label))));
                } else if (metric instanceof SystemMetric system) {
                    double value = system.value(Objects.requireNonNull(exposures.get(system.cutoff())));
                    values.put(
                            label, new MetricValue(label, metric.direction(), value, users.size(), 0, new double[0]));
                }
            }
            return Collections.unmodifiableMap(values);
        }

        private MetricValue mean(ListMetric metric, double[] column) {
            double[] counted = column.clone();
            if (metric.usesPopulation()) {
                for (int u = 0; u < counted.length; u++) {
                    counted[u] = included[u] ? counted[u] : Double.NaN;
                }
            }
            MeanAccumulator mean = new MeanAccumulator();
            Arrays.stream(counted).forEachOrdered(mean::add);
            return new MetricValue(
                    metric.label(),
                    metric.direction(),
                    mean.mean(),
                    (int) mean.count(),
                    (int) mean.undefined(),
                    counted);
        }
    }
}
