package io.reco.eval;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.core.split.Split;
import io.reco.core.validate.Finding;
import io.reco.eval.metric.ItemSimilarity;
import io.reco.eval.metric.Metric;
import io.reco.eval.metric.MetricCollector;
import io.reco.eval.metric.MetricContext;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.MetricValue;
import io.reco.eval.metric.Metrics;
import io.reco.eval.metric.Popularity;
import io.reco.eval.metric.RankedItems;
import io.reco.eval.stats.Interval;
import io.reco.eval.stats.MeanInterval;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates recommenders against a test part: for every character with test events, in index order, the best {@link
 * EvaluationOptions#listLength} tracks of the recommender's own ranking (no sampled candidates) are compared with the test tracks; one
 * that it does not rank counts as missed. Statistics that need training data
 * come from the training part only; what {@link LeakageCheck} finds in the parts is in every result.
 *
 * <p>Characters are streamed in batches; recommending and measuring are parallel, adding up is in character order, so that the
 * result does not depend on the number of threads, to the last digit (given that the recommender's answers do not). Memory beside
 * the data: one batch of lists and {@code 8 bytes * characters * metrics}. Immutable and thread-safe.
 */
public final class Evaluator {
    private static final IntOpenHashSet NOTHING = new IntOpenHashSet();

    private final Dataset train;
    private final Dataset history;
    private final Dataset test;
    private final EvaluationOptions options;
    private final MetricResources given;
    private final MetricResources resources;
    private final Optional<CandidateSet> candidates;
    private final String split;
    private final List<Metric> metrics;
    private final EvaluationProtocol protocol;
    private final List<Finding> warnings;

    private Evaluator(
            Dataset train,
            Dataset history,
            Dataset test,
            String split,
            EvaluationOptions options,
            MetricResources given,
            Optional<CandidateSet> candidates) {
        for (Dataset part : List.of(history, test)) {
            if (train.catalog().trackCount() != part.catalog().trackCount()
                    || train.profiles().size() != part.profiles().size()) {
                throw new IllegalArgumentException("training part and test part (or histories) have "
                        + train.catalog().trackCount() + " and "
                        + part.catalog().trackCount() + " tracks, "
                        + train.profiles().size() + " and " + part.profiles().size()
                        + " characters, expected the same indices");
            }
        }
        this.train = train;
        this.history = history;
        this.test = test;
        this.options = options;
        this.given = given;
        this.resources = TrainStatistics.of(train, options.semantics()).with(given);
        this.candidates = candidates;
        this.split = split;
        this.metrics = Metrics.parseAll(String.join(",", options.metrics()), resources);
        for (Metric metric : metrics) {
            if (Metrics.cutoff(metric.label()) > options.listLength()) {
                throw new IllegalArgumentException("metric '" + metric.label()
                        + "' looks further than listLength, which is " + options.listLength());
            }
        }
        List<Finding> findings = new ArrayList<>(LeakageCheck.of(train, history, test));
        Popularity handedIn = given.popularity();
        if (handedIn != null) {
            LeakageCheck.popularity(train, test, handedIn, options.semantics()).ifPresent(findings::add);
        }
        this.warnings = List.copyOf(findings);
        this.protocol = new EvaluationProtocol(
                train.name(),
                split,
                options.unseenOnly()
                        ? "unseen only: tracks of the history are neither recommended nor relevant"
                        : "seen allowed",
                candidates
                        .map(set -> set.protocol(train.catalog().trackCount()))
                        .orElseGet(() -> ranking(train.catalog().trackCount())),
                options.relevance().label(),
                options.level(),
                switch (options.population()) {
                    case RELEVANT -> "characters with a relevant track (relevant); no list scores 0";
                    case JUDGED -> "all characters with test events (judged); no relevant track or no list scores 0";
                    case BOTH -> "characters with test events and a list (both)";
                },
                options.listLength(),
                train.events().size(),
                test.events().size());
    }

    /** What can be said of any recommender: which tracks it is able to rank is its own affair. */
    private static String ranking(int tracks) {
        return String.format(
                Locale.ROOT,
                "each recommender's own ranking out of a catalogue of %,d tracks, no sampled candidates; a relevant track that it"
                        + " does not rank counts as missed",
                tracks);
    }

    /**
     * {@return an evaluator of the test part of a split} Characters are asked for with everything that is not test as their history.
     *
     * @param split training, test and what lies between
     * @param options what is measured
     * @throws IllegalArgumentException for an unknown metric
     */
    public static Evaluator of(Split split, EvaluationOptions options) {
        return of(split.train(), split.historyForTest(), split.test(), split.protocol(), options);
    }

    /**
     * {@return an evaluator of two parts} The training part is the history.
     *
     * @param train the part that models were fitted with
     * @param test the part that is predicted, with the same catalogue and characters
     * @param split how the parts were cut, for the protocol, e.g. {@code "global temporal, last 10 % of time"}
     * @param options what is measured
     * @throws IllegalArgumentException for an unknown metric, or parts that do not belong together
     */
    public static Evaluator of(Dataset train, Dataset test, String split, EvaluationOptions options) {
        return of(train, train, test, split, options);
    }

    /**
     * {@return an evaluator of parts with histories of their own} Characters whose history is not that of the training part (held out, or
     * with validation events) are asked for with it in the query.
     *
     * @param train the part that models were fitted with; statistics come from it alone
     * @param history what is known of each character when it is asked for: the training events and maybe more
     * @param test the part that is predicted
     * @param split how the parts were cut, for the protocol
     * @param options what is measured
     */
    public static Evaluator of(Dataset train, Dataset history, Dataset test, String split, EvaluationOptions options) {
        return new Evaluator(train, history, test, split, options, MetricResources.none(), Optional.empty());
    }

    /**
     * {@return an evaluator that also knows how alike tracks are, for {@code ild_cosine@k} and {@code serendipity_content@k}}
     *
     * @param split training, test and what lies between
     * @param options what is measured
     * @param vectors similarity of tracks by index
     */
    public static Evaluator of(Split split, EvaluationOptions options, ItemSimilarity vectors) {
        return of(split, options, MetricResources.none().withVectors(vectors));
    }

    /**
     * {@return an evaluator with statistics of your own, instead of those that it takes from the training part} Popularity is
     * recounted: if it is not that of the training part, {@link LeakageCheck#popularity} says so in every result.
     *
     * @param split training, test and what lies between
     * @param options what is measured
     * @param given popularity, artists, tags or vectors by the indices of the data set; what is not there is taken from the training
     *     part
     */
    public static Evaluator of(Split split, EvaluationOptions options, MetricResources given) {
        return new Evaluator(
                split.train(),
                split.historyForTest(),
                split.test(),
                split.protocol(),
                options,
                given,
                Optional.empty());
    }

    /**
     * {@return a copy that evaluates over some tracks only} Others are taken out of the recommender's ranking before the second stage and out
     * of what that gives before the cut (more are asked for until the list is full or the ranking ends), and are not relevant. Rules that
     * are part of the recommender see all tracks. Statistics of training stay those of all, and system metrics those of the whole
     * catalogue: {@code coverage} cannot reach 1, and {@code gini} and {@code entropy_norm} count the other tracks as never shown.
     *
     * @param newCandidates tracks that take part; named in the protocol
     */
    public Evaluator withCandidates(CandidateSet newCandidates) {
        return new Evaluator(train, history, test, split, options, given, Optional.of(newCandidates));
    }

    /** {@return how the numbers come about} */
    public EvaluationProtocol protocol() {
        return protocol;
    }

    /**
     * {@return what the recommender scores}
     *
     * @param recommender fitted with the training part
     */
    public EvaluationResult evaluate(Recommender recommender) {
        return evaluate(recommender.name(), recommender, ListPostProcessor.NONE, ProgressListener.none());
    }

    /**
     * {@return what the recommender scores with a second stage}
     *
     * @param name what to call it, e.g. {@code "item2vec + rules"}
     * @param recommender fitted with the training part
     * @param stageTwo turns {@link EvaluationOptions#candidates} candidates into the list shown
     */
    public EvaluationResult evaluate(String name, Recommender recommender, ListPostProcessor stageTwo) {
        return evaluate(name, recommender, stageTwo, ProgressListener.none());
    }

    /**
     * {@return what the recommender scores with a second stage}
     *
     * @param name what to call it, e.g. {@code "item2vec + rules"}
     * @param recommender fitted with the training part
     * @param stageTwo turns {@link EvaluationOptions#candidates} candidates into the list shown; {@link ListPostProcessor#NONE}
     * @param progress told of every batch of characters
     */
    public EvaluationResult evaluate(
            String name, Recommender recommender, ListPostProcessor stageTwo, ProgressListener progress) {
        Run run = new Run(name, recommender, stageTwo);
        progress.start("evaluate " + name, tested(), "characters");
        try (Workers workers = new Workers(options.threads())) {
            IntArrayList batch = new IntArrayList(options.batchSize());
            for (int c = 0; c < test.events().characterCount(); c++) {
                if (test.events().count(c) > 0) {
                    batch.add(c);
                }
                if (batch.size() == options.batchSize()) {
                    run.process(batch.toIntArray(), workers);
                    progress.advance(batch.size());
                    batch.clear();
                }
            }
            run.process(batch.toIntArray(), workers);
            progress.advance(batch.size());
            return run.result();
        } finally {
            progress.end();
        }
    }

    private int tested() {
        int tested = 0;
        for (int c = 0; c < test.events().characterCount(); c++) {
            tested += test.events().count(c) > 0 ? 1 : 0;
        }
        return tested;
    }

    /** That of the first metric with one, else the whole list. */
    private int sharesCutoff() {
        return metrics.stream()
                .mapToInt(metric -> Metrics.cutoff(metric.label()))
                .filter(k -> k > 0)
                .findFirst()
                .orElse(options.listLength());
    }

    private boolean takesPart(int track) {
        return candidates.isEmpty() || candidates.get().contains(track);
    }

    /** One character, measured. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one batch; compared by nobody
    private record Measured(
            MetricContext context, double[] row, boolean fallback, int seenTruthDropped, int seenShown) {}

    /** The state of one evaluation. */
    private final class Run {
        private final String name;
        private final Recommender recommender;
        private final ListPostProcessor stageTwo;
        private final MetricCollector collector = new MetricCollector(
                metrics, options.population(), train.catalog().trackCount(), resources);
        private final Segments segments = new Segments(train.profiles(), resources.popularity());
        private final ShareCounter shares = new ShareCounter(sharesCutoff(), train.catalog(), resources.popularity());
        private final List<String> characterIds = new ArrayList<>();
        private final int eligible =
                candidates.map(CandidateSet::size).orElse(train.catalog().trackCount());
        private int fallbackServed;
        private int shortLists;
        private int seenTruthDropped;
        private int seenShown;
        private long scoringNanos;
        private long metricNanos;

        Run(String name, Recommender recommender, ListPostProcessor stageTwo) {
            this.name = name;
            this.recommender = recommender;
            this.stageTwo = stageTwo;
        }

        void process(int[] characters, Workers workers) {
            List<Query> queries = new ArrayList<>(characters.length);
            for (int c : characters) {
                queries.add(query(c));
            }
            long start = System.nanoTime();
            List<RecommendationList> ranked = candidates.isEmpty()
                    ? ask(queries)
                    : RestrictedLists.of(this::ask, queries, train.catalog().trackCount(), this::takesPart);
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

        private List<RecommendationList> ask(List<Query> queries) {
            List<RecommendationList> lists = recommender.recommendAll(queries, options.threads());
            if (lists.size() != queries.size()) {
                throw new IllegalStateException("recommender '" + recommender.name() + "' gave " + lists.size()
                        + " lists for " + queries.size() + " queries");
            }
            return lists;
        }

        private boolean takesPart(String trackId) {
            return Evaluator.this.takesPart(index(trackId));
        }

        private Query query(int c) {
            Query query = Query.forCharacter(train.profiles().ids().id(c), options.candidates())
                    .withUnseenOnly(options.unseenOnly());
            EventLog log = history.events();
            if (log.count(c) == train.events().count(c)) {
                return query; // training events are among the history, so these are the same
            }
            List<Listen> listens = new ArrayList<>(log.count(c));
            for (int i = log.start(c); i < log.end(c); i++) {
                String track = train.catalog().tracks().id(log.track(i));
                listens.add(new Listen(track, log.timeMillis(i), log.type(i), log.millisPlayed(i)));
            }
            return query.withHistory(listens);
        }

        private Measured measure(int c, Basis basis, RecommendationList list) {
            IntOpenHashSet barred = options.unseenOnly() ? CharacterTruth.allTracks(history.events(), c) : NOTHING;
            CharacterTruth truth = CharacterTruth.of(test, c, options, barred, Evaluator.this::takesPart);
            int[] items = items(list);
            int shownAgain = 0;
            for (int item : items) {
                shownAgain += barred.contains(item) ? 1 : 0;
            }
            int pool = eligible
                    + shownAgain
                    - (int) barred.intStream().filter(Evaluator.this::takesPart).count();
            MetricContext context = MetricContext.of(
                            items.length == 0 ? RankedItems.missing() : RankedItems.of(items),
                            truth.truth(),
                            options.level(),
                            TrainStatistics.positiveTracks(history.events(), c, options.semantics()))
                    .withPool(pool);
            return new Measured(context, metrics(context, c), basis != Basis.HISTORY, truth.seenDropped(), shownAgain);
        }

        private double[] metrics(MetricContext context, int c) {
            try {
                return collector.compute(context);
            } catch (IllegalArgumentException e) { // a list that a metric cannot be computed from
                throw new IllegalArgumentException(
                        name + ", character '" + train.profiles().ids().id(c) + "': " + e.getMessage(), e);
            }
        }

        /** The first of the list that take part: a second stage may have put others in. */
        private int[] items(RecommendationList list) {
            return list.items().stream()
                    .mapToInt(item -> index(item.trackId()))
                    .filter(Evaluator.this::takesPart)
                    .limit(options.listLength())
                    .toArray();
        }

        private int index(String trackId) {
            int track = train.catalog().tracks().indexOf(trackId);
            if (track == IdMap.ABSENT) {
                throw new IllegalStateException("recommender '" + recommender.name() + "' recommended track '" + trackId
                        + "', which is not in the catalogue");
            }
            return track;
        }

        private void add(int c, Measured measured) {
            collector.add(measured.context, measured.row);
            segments.add(c, history.events().count(c), measured.context);
            shares.add(measured.context);
            characterIds.add(train.profiles().ids().id(c));
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
                    protocol,
                    counts,
                    estimates,
                    parts,
                    warnings,
                    List.copyOf(characterIds),
                    shares.shares(),
                    times);
        }
    }
}
