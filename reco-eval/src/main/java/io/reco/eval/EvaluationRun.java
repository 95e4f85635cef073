package io.reco.eval;

import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.eval.metric.MetricCollector;
import io.reco.eval.metric.MetricContext;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.metric.Metrics;
import io.reco.eval.metric.RankedItems;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One evaluation under way: characters come in batches in index order, lists are made and measured in parallel, and added up in order.
 * Not thread-safe.
 */
final class EvaluationRun {
    private static final IntOpenHashSet NOTHING = new IntOpenHashSet();

    /** One character, measured. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one batch; compared by nobody
    private record Measured(
            MetricContext context, double[] row, boolean fallback, int seenTruthDropped, int seenShown) {}

    private final EvaluationSetup setup;
    private final EvaluationOptions options;
    private final IdMap tracks;
    private final String name;
    private final Recommender recommender;
    private final ListPostProcessor stageTwo;
    private final MetricCollector collector;
    private final Segments segments;
    private final ShareCounter shares;
    private final List<String> characterIds = new ArrayList<>();
    private final int eligible;
    private int fallbackServed;
    private int shortLists;
    private int seenTruthDropped;
    private int seenShown;
    private long scoringNanos;
    private long metricNanos;

    EvaluationRun(EvaluationSetup setup, String name, Recommender recommender, ListPostProcessor stageTwo) {
        this.setup = setup;
        this.options = setup.options;
        this.tracks = setup.train.catalog().tracks();
        this.name = name;
        this.recommender = recommender;
        this.stageTwo = stageTwo;
        this.collector = new MetricCollector(setup.metrics, options.population(), tracks.size(), setup.resources);
        this.segments = new Segments(setup.train.profiles(), setup.resources.popularity());
        this.shares = new ShareCounter(sharesCutoff(), setup.train.catalog(), setup.resources.popularity());
        this.eligible = setup.candidates.map(CandidateSet::size).orElse(tracks.size());
    }

    void process(int[] characters, Workers workers) {
        List<Query> queries = new ArrayList<>(characters.length);
        for (int c : characters) {
            queries.add(query(c));
        }
        long start = System.nanoTime();
        List<RecommendationList> ranked = setup.candidates.isEmpty()
                ? ask(queries)
                : RestrictedLists.of(this::ask, queries, tracks.size(), this::takesPart);
        List<RecommendationList> lists = stageTwo == ListPostProcessor.NONE
                ? ranked
                : workers.map(characters.length, i -> stageTwo.apply(queries.get(i), ranked.get(i)));
        long scored = System.nanoTime();
        List<Measured> measured = workers.map(
                characters.length, i -> measure(characters[i], ranked.get(i).basis(), lists.get(i)));
        for (int i = 0; i < characters.length; i++) {
            add(characters[i], measured.get(i));
        }
        scoringNanos += scored - start;
        metricNanos += System.nanoTime() - scored;
    }

    /** That of the first metric with one, else the whole list. */
    private int sharesCutoff() {
        return setup.metrics.stream()
                .mapToInt(metric -> Metrics.cutoff(metric.label()))
                .filter(k -> k > 0)
                .findFirst()
                .orElse(options.listLength());
    }

    private List<RecommendationList> ask(List<Query> queries) {
        List<RecommendationList> lists = recommender.recommendAll(queries, options.threads());
        if (lists.size() != queries.size()) {
            throw new IllegalStateException("recommender '" + recommender.name() + "' gave " + lists.size()
                    + " lists for " + queries.size() + " queries");
        }
        return lists;
    }

    private boolean takesPart(String trackId) {
        return setup.takesPart(index(trackId));
    }

    private Query query(int c) {
        Query query = Query.forCharacter(setup.train.profiles().ids().id(c), options.candidates())
                .withUnseenOnly(options.unseenOnly());
        EventLog log = setup.history.events();
        if (log.count(c) == setup.train.events().count(c)) {
            return query; // training events are among the history, so these are the same
        }
        List<Listen> listens = new ArrayList<>(log.count(c));
        for (int i = log.start(c); i < log.end(c); i++) {
            String track = tracks.id(log.track(i));
            listens.add(new Listen(track, log.timeMillis(i), log.type(i), log.millisPlayed(i)));
        }
        return query.withHistory(listens);
    }

    private Measured measure(int c, Basis basis, RecommendationList list) {
        IntOpenHashSet barred = options.unseenOnly() ? CharacterTruth.allTracks(setup.history.events(), c) : NOTHING;
        CharacterTruth truth = CharacterTruth.of(setup.test, c, options, barred, setup::takesPart);
        int[] items = items(list);
        int shownAgain = 0;
        for (int item : items) {
            shownAgain += barred.contains(item) ? 1 : 0;
        }
        int pool = eligible
                + shownAgain
                - (int) barred.intStream().filter(setup::takesPart).count();
        MetricContext context = MetricContext.of(
                        items.length == 0 ? RankedItems.missing() : RankedItems.of(items),
                        truth.truth(),
                        options.level(),
                        TrainStatistics.positiveTracks(setup.history.events(), c, options.semantics()))
                .withPool(pool);
        return new Measured(context, metrics(context, c), basis != Basis.HISTORY, truth.seenDropped(), shownAgain);
    }

    private double[] metrics(MetricContext context, int c) {
        try {
            return collector.compute(context);
        } catch (IllegalArgumentException e) { // a list that a metric cannot be computed from
            throw new IllegalArgumentException(
                    name + ", character '" + setup.train.profiles().ids().id(c) + "': " + e.getMessage(), e);
        }
    }

    /** The first of the list that take part: a second stage may have put others in. */
    private int[] items(RecommendationList list) {
        return list.items().stream()
                .mapToInt(item -> index(item.trackId()))
                .filter(setup::takesPart)
                .limit(options.listLength())
                .toArray();
    }

    private int index(String trackId) {
        int track = tracks.indexOf(trackId);
        if (track == IdMap.ABSENT) {
            throw new IllegalStateException("recommender '" + recommender.name() + "' recommended track '" + trackId
                    + "', which is not in the catalogue");
        }
        return track;
    }

    private void add(int c, Measured measured) {
        collector.add(measured.context, measured.row);
        segments.add(c, setup.history.events().count(c), measured.context);
        shares.add(measured.context);
        characterIds.add(setup.train.profiles().ids().id(c));
        fallbackServed += measured.fallback ? 1 : 0;
        shortLists += measured.context.size() < options.listLength() ? 1 : 0;
        seenTruthDropped += measured.seenTruthDropped;
        seenShown += measured.seenShown;
    }

    EvaluationResult result() {
        long start = System.nanoTime();
        Map<String, MetricValue> values = collector.values();
        Map<String, MetricEstimate> estimates = new LinkedHashMap<>();
        values.forEach((label, value) -> {
            Optional<Interval> interval = value.isMean()
                    ? MeanIntervals.ofMean(MeanIntervals.defined(value.perCharacter()), options)
                    : Optional.empty();
            estimates.put(label, new MetricEstimate(value, MeanInterval.forSize(value.n()), interval));
        });
        EvaluationCounts counts = new EvaluationCounts(
                collector.characters(),
                collector.withoutRelevant(),
                collector.withoutList(),
                fallbackServed,
                shortLists,
                seenTruthDropped,
                seenShown);
        List<Segment> parts = segments.of(values.values(), options.confidence());
        EvaluationTimes times =
                new EvaluationTimes(scoringNanos / 1e9, metricNanos / 1e9, (System.nanoTime() - start) / 1e9);
        return new EvaluationResult(
                name,
                setup.protocol,
                counts,
                estimates,
                parts,
                setup.warnings,
                List.copyOf(characterIds),
                shares.shares(),
                times);
    }
}
