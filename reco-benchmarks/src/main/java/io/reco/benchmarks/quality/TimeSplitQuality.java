package io.reco.benchmarks.quality;

import io.reco.core.baseline.Decay;
import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.io.DatasetFormats;
import io.reco.core.io.ReadOptions;
import io.reco.core.progress.ProgressListener;
import io.reco.core.sequence.Sequences;
import io.reco.core.split.GlobalTemporal;
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
 * A global temporal split: the last tenth of all events tests, the tenth before validates; ratings of at least some value
 * count. Word2vec with text defaults and the averaged history beside the tuned model and popularity.
 *
 * <pre>
 * TimeSplitQuality FILE_OR_DIRECTORY [--format recbole] [--part validation|test] [--least-rating 3] [--warm true]
 *     [--half-lives 10,30] [--popularity-weights 0.25,0.5] [--dim 64] [--window 10] [--exponent 0.75] ...
 * </pre>
 *
 * <p>{@code --warm true} asks only for characters with a history, for the others every model answers with popularity.
 */
public final class TimeSplitQuality {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;

    private TimeSplitQuality() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Flags flags = Flags.of(args, "TimeSplitQuality FILE_OR_DIRECTORY [--name value ...]", 1);
        boolean test = flags.text("part", "validation").equals("test");
        double leastRating = flags.number("least-rating", 3);
        boolean warm = Boolean.parseBoolean(flags.text("warm", "true"));
        List<String> halfLives = flags.list("half-lives", "30");
        List<String> popularityWeights = flags.list("popularity-weights", "0.25");
        String format = flags.text("format", "recbole");
        boolean baselines = Boolean.parseBoolean(flags.text("baselines", "true"));
        Item2VecOptions options = flags.item2vec(Item2VecOptions.MUSIC
                .withKeepOutputs(true)
                .withWindow(10)
                .withSubsample(0)
                .withExponent(0.75));
        flags.done();
        Dataset read = DatasetFormats.byName(format)
                .read(Path.of(flags.plain(0)), ReadOptions.lenient())
                .dataset();
        EventLog log = read.events();
        Dataset data = read.withEvents(log.where(i -> !(log.value(i) < leastRating)));
        Split split = GlobalTemporal.defaults().split(data);
        // Fitted with all that came before what is asked for: when the test is asked for, validation is the past.
        Dataset train = test ? split.historyForTest() : split.train();
        Dataset asked = test ? split.test() : split.validation();
        EventLog events = asked.events();
        if (warm) {
            int[] owner = new int[events.size()];
            for (int c = 0; c < events.characterCount(); c++) {
                for (int i = events.start(c); i < events.end(c); i++) {
                    owner[i] = c;
                }
            }
            asked = asked.withEvents(events.where(i -> train.events().count(owner[i]) > 0));
        }
        Comparison comparison = new Comparison(
                test ? "test" : "validation",
                train,
                train,
                asked,
                split.protocol() + "; events of value " + leastRating + " or more"
                        + (warm ? "; characters with a history" : ""),
                EvaluationOptions.of(10, "ndcg@10", "recall@10")
                        .withUnseenOnly(true)
                        .withThreads(options.threads()),
                out);
        if (baselines) {
            comparison.row("popularity", Popularity.fit(train, SEMANTICS, PopularityOptions.DEFAULT));
            comparison.row(
                    "item-knn, defaults", ItemKnn.fit(train, SEMANTICS, ItemKnnOptions.DEFAULT, options.threads()));
            Item2VecModel text = fit(train, Item2VecOptions.TEXT.withThreads(options.threads()));
            comparison.row(
                    "word2vec, text defaults, mean of the history",
                    text.scorer(HistoryOptions.DEFAULT.withDecay(Decay.NONE).withPopularityWeight(0)));
        }
        Item2VecModel model = fit(train, options);
        for (String halfLife : halfLives) {
            HistoryOptions history = HistoryOptions.DEFAULT.withDecay(Decay.ofEvents(Double.parseDouble(halfLife)));
            comparison.row("item2vec, cosine, half-life " + halfLife + ", popularity 0.5", model.scorer(history));
            for (String weight : popularityWeights) {
                comparison.row(
                        "item2vec, prediction, half-life " + halfLife + ", popularity " + weight,
                        PredictionScorer.of(
                                "item2vec",
                                model.vectors(),
                                model.outputs().orElseThrow(),
                                history.withPopularityWeight(Double.parseDouble(weight))));
            }
        }
        if (baselines) {
            comparison.paired("popularity");
        }
    }

    private static Item2VecModel fit(Dataset train, Item2VecOptions options) {
        return Item2VecTrainer.fit(
                Sequences.histories(train.events(), SEMANTICS),
                train.catalog().tracks(),
                options,
                ProgressListener.none());
    }
}
