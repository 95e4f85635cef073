package io.reco.eval;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Recommender;
import io.reco.core.split.Split;
import io.reco.eval.metric.ItemSimilarity;
import io.reco.eval.metric.MetricResources;
import it.unimi.dsi.fastutil.ints.IntArrayList;
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
    private final EvaluationSetup setup;

    private Evaluator(EvaluationSetup setup) {
        this.setup = setup;
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
        return new Evaluator(
                new EvaluationSetup(train, history, test, split, options, MetricResources.none(), Optional.empty()));
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
        return new Evaluator(new EvaluationSetup(
                split.train(),
                split.historyForTest(),
                split.test(),
                split.protocol(),
                options,
                given,
                Optional.empty()));
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
        return new Evaluator(setup.withCandidates(newCandidates));
    }

    /** {@return how the numbers come about} */
    public EvaluationProtocol protocol() {
        return setup.protocol;
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
        EvaluationRun run = new EvaluationRun(setup, name, recommender, stageTwo);
        EvaluationOptions options = setup.options;
        EventLog events = setup.test.events();
        progress.start("evaluate " + name, setup.testedCharacters(), "characters");
        try (Workers workers = new Workers(options.threads())) {
            IntArrayList batch = new IntArrayList(options.batchSize());
            for (int c = 0; c < events.characterCount(); c++) {
                if (events.count(c) > 0) {
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
}
