package io.reco.eval;

import io.reco.core.data.Dataset;
import io.reco.core.validate.Finding;
import io.reco.eval.metric.Metric;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.Metrics;
import io.reco.eval.metric.Popularity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What all evaluations of one {@link Evaluator} share: the parts, the options, the metrics with what they need, how the numbers come
 * about and what was found in the parts. Immutable.
 */
final class EvaluationSetup {
    final Dataset train;
    final Dataset history;
    final Dataset test;
    final EvaluationOptions options;
    final MetricResources resources;
    final Optional<CandidateSet> candidates;
    final List<Metric> metrics;
    final EvaluationProtocol protocol;
    final List<Finding> warnings;
    private final String split;
    private final MetricResources given;

    EvaluationSetup(
            Dataset train,
            Dataset history,
            Dataset test,
            String split,
            EvaluationOptions options,
            MetricResources given,
            Optional<CandidateSet> candidates) {
        checkSameIndices(train, history, test);
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
        this.protocol = describe();
    }

    private static void checkSameIndices(Dataset train, Dataset history, Dataset test) {
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
    }

    private EvaluationProtocol describe() {
        return new EvaluationProtocol(
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

    EvaluationSetup withCandidates(CandidateSet newCandidates) {
        return new EvaluationSetup(train, history, test, split, options, given, Optional.of(newCandidates));
    }

    boolean takesPart(int track) {
        return candidates.isEmpty() || candidates.get().contains(track);
    }

    /** {@return how many characters have test events} */
    int testedCharacters() {
        int tested = 0;
        for (int c = 0; c < test.events().characterCount(); c++) {
            tested += test.events().count(c) > 0 ? 1 : 0;
        }
        return tested;
    }
}
