package io.reco.eval;

import io.reco.core.data.EventSemantics;
import io.reco.eval.metric.Population;
import java.util.List;
import java.util.Objects;

/**
 * What is measured and how. Copies with other values are made by the {@code with} methods.
 *
 * @param metrics labels as in {@link io.reco.eval.metric.Metrics}, e.g. {@code ndcg@10}; metrics without cutoff see {@code
 *     listLength} items
 * @param listLength items per list, at least the largest cutoff that is to be reached
 * @param candidates items asked of the recommender, at least {@code listLength}; more when a post-processor drops some
 * @param unseenOnly whether only tracks that are not in the character's history are recommended and relevant; {@code false}: all are
 * @param relevance which test events make a track relevant
 * @param level grade from which a track is relevant, at least 1
 * @param population over whom metrics of accuracy are averaged
 * @param semantics which training events count for popularity and history
 * @param threads threads for recommending and measuring; results do not depend on it
 * @param batchSize characters per batch; bounds memory, results do not depend on it
 * @param confidence level of the intervals, e.g. 0.95
 * @param resamples bootstrap resamples per interval
 * @param seed of the resampling
 */
public record EvaluationOptions(
        List<String> metrics,
        int listLength,
        int candidates,
        boolean unseenOnly,
        Relevance relevance,
        int level,
        Population population,
        EventSemantics semantics,
        int threads,
        int batchSize,
        double confidence,
        int resamples,
        long seed) {

    /** Checks the ranges. */
    public EvaluationOptions {
        metrics = List.copyOf(metrics);
        Objects.requireNonNull(relevance, "relevance");
        Objects.requireNonNull(population, "population");
        Objects.requireNonNull(semantics, "semantics");
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics is empty, expected at least one label");
        }
        atLeast("listLength", listLength, 1);
        atLeast("candidates", candidates, listLength);
        atLeast("level", level, 1);
        atLeast("threads", threads, 1);
        atLeast("batchSize", batchSize, 1);
        atLeast("resamples", resamples, 1);
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence is " + confidence + ", expected between 0 and 1");
        }
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", expected at least " + least);
        }
    }

    /**
     * {@return defaults: seen tracks allowed, positive events, mean over characters with relevant items, one thread, batches of
     * 512, 95 % intervals from 1,000 resamples, seed 1}
     *
     * @param listLength items per list
     * @param metrics labels, e.g. {@code "ndcg@10", "recall@20"}
     */
    public static EvaluationOptions of(int listLength, String... metrics) {
        return new EvaluationOptions(
                List.of(metrics),
                listLength,
                listLength,
                false,
                Relevance.positive(EventSemantics.DEFAULT),
                1,
                Population.RELEVANT,
                EventSemantics.DEFAULT,
                1,
                512,
                0.95,
                1000,
                1);
    }

    /**
     * {@return the metrics of a first look at one cutoff: accuracy, repetition, novelty and spread}
     *
     * @param k cutoff
     */
    public static List<String> standardMetrics(int k) {
        return List.of(
                "ndcg@" + k,
                "recall@" + k,
                "precision@" + k,
                "hit@" + k,
                "rr@" + k,
                "ap@" + k,
                "ndcg_repeat@" + k,
                "ndcg_explore@" + k,
                "repeat@" + k,
                "new_artist@" + k,
                "novelty_users@" + k,
                "longtail_share@" + k,
                "arp@" + k,
                "coverage@" + k,
                "gini@" + k,
                "personalization@" + k);
    }

    /** A copy with other metrics. */
    public EvaluationOptions withMetrics(List<String> newMetrics) {
        return new EvaluationOptions(
                newMetrics,
                listLength,
                candidates,
                unseenOnly,
                relevance,
                level,
                population,
                semantics,
                threads,
                batchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy with this many items asked of the recommender. */
    public EvaluationOptions withCandidates(int newCandidates) {
        return new EvaluationOptions(
                metrics,
                listLength,
                newCandidates,
                unseenOnly,
                relevance,
                level,
                population,
                semantics,
                threads,
                batchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy that does, or does not, leave tracks of the character's history out. */
    public EvaluationOptions withUnseenOnly(boolean newUnseenOnly) {
        return new EvaluationOptions(
                metrics,
                listLength,
                candidates,
                newUnseenOnly,
                relevance,
                level,
                population,
                semantics,
                threads,
                batchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy with another rule of relevance. */
    public EvaluationOptions withRelevance(Relevance newRelevance) {
        return new EvaluationOptions(
                metrics,
                listLength,
                candidates,
                unseenOnly,
                newRelevance,
                level,
                population,
                semantics,
                threads,
                batchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy with another level. */
    public EvaluationOptions withLevel(int newLevel) {
        return new EvaluationOptions(
                metrics,
                listLength,
                candidates,
                unseenOnly,
                relevance,
                newLevel,
                population,
                semantics,
                threads,
                batchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy with another population. */
    public EvaluationOptions withPopulation(Population newPopulation) {
        return new EvaluationOptions(
                metrics,
                listLength,
                candidates,
                unseenOnly,
                relevance,
                level,
                newPopulation,
                semantics,
                threads,
                batchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy with other semantics of training events; {@link #relevance} is not touched. */
    public EvaluationOptions withSemantics(EventSemantics newSemantics) {
        return new EvaluationOptions(
                metrics,
                listLength,
                candidates,
                unseenOnly,
                relevance,
                level,
                population,
                newSemantics,
                threads,
                batchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy with this many threads. */
    public EvaluationOptions withThreads(int newThreads) {
        return new EvaluationOptions(
                metrics,
                listLength,
                candidates,
                unseenOnly,
                relevance,
                level,
                population,
                semantics,
                newThreads,
                batchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy with batches of another size. */
    public EvaluationOptions withBatchSize(int newBatchSize) {
        return new EvaluationOptions(
                metrics,
                listLength,
                candidates,
                unseenOnly,
                relevance,
                level,
                population,
                semantics,
                threads,
                newBatchSize,
                confidence,
                resamples,
                seed);
    }

    /** A copy with other intervals. */
    public EvaluationOptions withIntervals(double newConfidence, int newResamples, long newSeed) {
        return new EvaluationOptions(
                metrics,
                listLength,
                candidates,
                unseenOnly,
                relevance,
                level,
                population,
                semantics,
                threads,
                batchSize,
                newConfidence,
                newResamples,
                newSeed);
    }
}
