package io.reco.benchmarks.quality;

import io.reco.core.baseline.Decay;
import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.io.DatasetFormats;
import io.reco.core.io.ReadOptions;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.sequence.Sequences;
import io.reco.core.split.Ratio;
import io.reco.core.split.Split;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.PredictionScorer;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import io.reco.eval.EvaluationOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * HetRec 2011 Last.fm, artists for users: random 8:1:1 of every user's artists, recall@10 (hits over held-out artists) and
 * NDCG@10 over all artists that the user does not have in training or validation. Models see training histories only, in
 * validation and in the test. Published for this protocol: BPR .1761 / .1674, LightGCN .2064 / .1972.
 *
 * <pre>
 * HetrecQuality DIRECTORY [--part validation|test] [--split-seed 1] [--seeds 1] [--popularity-weights 0.25]
 *     [--hybrid-weights 0.5] [--baselines true] [--dim 64] [--window 50] [--exponent 0.75] ...
 * </pre>
 *
 * <p>What a user plays has no order, and no user has more than 50 artists: with window 50 every artist of a user is a
 * context of every other.
 */
public final class HetrecQuality {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;

    private HetrecQuality() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Flags flags = Flags.of(args, "HetrecQuality DIRECTORY [--name value ...]", 1);
        boolean test = flags.text("part", "validation").equals("test");
        long splitSeed = flags.integer("split-seed", 1);
        long[] seeds = flags.longs("seeds", "1");
        List<String> popularityWeights = flags.list("popularity-weights", "0.5");
        List<String> hybridWeights = flags.list("hybrid-weights", "");
        boolean baselines = Boolean.parseBoolean(flags.text("baselines", "true"));
        Item2VecOptions options = flags.item2vec(Item2VecOptions.MUSIC
                .withKeepOutputs(true)
                .withWindow(50)
                .withShrinkWindow(false)
                .withSubsample(0)
                .withMinCount(2)
                .withDimension(32)
                .withExponent(1)
                .withEpochs(20));
        flags.done();
        Dataset data = DatasetFormats.byName("hetrec-lastfm")
                .read(Path.of(flags.plain(0)), ReadOptions.lenient())
                .dataset();
        Split split = Ratio.eightOneOne(splitSeed).split(data);
        Dataset train = split.train();
        Comparison comparison = new Comparison(
                test ? "test" : "validation",
                train,
                test ? split.historyForTest() : train,
                test ? split.test() : split.validation(),
                split.protocol(),
                EvaluationOptions.of(10, "recall@10", "ndcg@10")
                        .withUnseenOnly(true)
                        .withThreads(options.threads()),
                out);
        ItemKnn knn = ItemKnn.fit(
                train,
                SEMANTICS,
                ItemKnnOptions.DEFAULT
                        .withPair(Decay.NONE)
                        .withRecency(Decay.NONE)
                        .withNeighbours(1_000)
                        .withAlpha(0.3),
                options.threads());
        if (baselines) {
            comparison.row("popularity", Popularity.fit(train, SEMANTICS, PopularityOptions.DEFAULT));
            ItemKnnOptions cosine = ItemKnnOptions.DEFAULT
                    .withPair(Decay.NONE)
                    .withRecency(Decay.NONE)
                    .withNeighbours(1_000);
            comparison.row("item-knn, cosine, shrinkage 10", fixed(ItemKnn.fit(train, SEMANTICS, cosine, 2), train));
            comparison.row("item-knn, alpha 0.3, shrinkage 10", fixed(knn, train));
        }
        HistoryOptions history = HistoryOptions.DEFAULT.withDecay(Decay.NONE);
        for (long seed : seeds) {
            Item2VecModel model = Item2VecTrainer.fit(
                    Sequences.histories(train.events(), SEMANTICS),
                    data.catalog().tracks(),
                    options.withSeed(seed),
                    ProgressListener.none());
            comparison.row(
                    "item2vec, cosine with the mean, popularity 0.4, seed " + seed,
                    fixed(model.scorer(history.withPopularityWeight(0.4)), train));
            for (String weight : popularityWeights) {
                TrackScorer prediction = PredictionScorer.of(
                        "item2vec",
                        model.vectors(),
                        model.outputs().orElseThrow(),
                        history.withPopularityWeight(Double.parseDouble(weight)));
                comparison.row(
                        "item2vec, prediction, popularity " + weight + ", seed " + seed, fixed(prediction, train));
                for (String share : hybridWeights) {
                    comparison.row(
                            "hybrid: " + share + " item-knn + item2vec, popularity " + weight + ", seed " + seed,
                            fixed(new Blend("hybrid", knn, prediction, Double.parseDouble(share)), train));
                }
            }
        }
    }

    private static TrackScorer fixed(TrackScorer model, Dataset train) {
        return new FixedHistories(model, train.events());
    }
}
