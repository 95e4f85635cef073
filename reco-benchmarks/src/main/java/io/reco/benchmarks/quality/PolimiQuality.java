package io.reco.benchmarks.quality;

import io.reco.core.baseline.Decay;
import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlist;
import io.reco.core.data.Playlists;
import io.reco.core.io.DatasetFormats;
import io.reco.core.io.ReadOptions;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import io.reco.core.split.PlaylistsAsCharacters;
import io.reco.core.split.Split;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.ContinuationOptions;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.PlaylistContinuation;
import io.reco.embeddings.PredictionScorer;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import io.reco.eval.EvaluationOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Continuation of the PoliMi 2018 playlists, own hold-out in the shape of the challenge (see {@link PlaylistHoldOut}):
 * MAP@10 of the contest ({@code ap_capped@10}, AP@10 over min(10, held-out tracks)) and recall@10, over all tracks that are
 * not in the playlist.
 *
 * <pre>
 * PolimiQuality DIRECTORY [--part validation|test] [--seed 1] [--validated 5000] [--popularity-weights 0.25,0.5]
 *     [--hybrid-weights 0.3,0.5] [--dim 64] [--window 100] [--exponent 0.75] ...
 * </pre>
 *
 * <p>The order of most playlists is not known, so the window is wide and does not shrink: every other track of a playlist is
 * a context.
 */
public final class PolimiQuality {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;
    private static final ItemKnnOptions KNN =
            ItemKnnOptions.DEFAULT.withPair(Decay.NONE).withRecency(Decay.NONE).withNeighbours(1_000);

    private PolimiQuality() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        Flags flags = Flags.of(args, "PolimiQuality DIRECTORY [--name value ...]", 1);
        String part = flags.text("part", "validation");
        long seed = flags.integer("seed", 1);
        List<String> popularityWeights = flags.list("popularity-weights", "0.25");
        List<String> hybridWeights = flags.list("hybrid-weights", "0.5");
        List<String> alphas = flags.list("alphas", "0.4");
        boolean baselines = Boolean.parseBoolean(flags.text("baselines", "true"));
        boolean continuation = Boolean.parseBoolean(flags.text("continuation", "true"));
        int validated = flags.integer("validated", 5_000);
        Item2VecOptions options = flags.item2vec(Item2VecOptions.MUSIC
                .withKeepOutputs(true)
                .withWindow(100)
                .withShrinkWindow(false)
                .withSubsample(0)
                .withExponent(0.75)
                .withEpochs(5)
                .withSeed(seed));
        flags.done();
        Split split = split(Path.of(flags.plain(0)), validated, seed);
        Dataset train = split.train();
        Comparison comparison = new Comparison(
                part,
                train,
                train,
                part.equals("test") ? split.test() : split.validation(),
                split.protocol(),
                EvaluationOptions.of(10, "ap_capped@10", "recall@10")
                        .withUnseenOnly(true)
                        .withThreads(options.threads()),
                out);
        String cosine = "item-knn, cosine";
        if (baselines) {
            comparison.row("popularity", Popularity.fit(train, SEMANTICS, PopularityOptions.DEFAULT));
            comparison.row(cosine, ItemKnn.fit(train, SEMANTICS, KNN.withShrinkage(0), options.threads()));
        }
        ItemKnn knn = ItemKnn.fit(train, SEMANTICS, ContinuationOptions.DEFAULT.knn(), options.threads());
        if (baselines) {
            for (String alpha : alphas) {
                ItemKnnOptions asymmetric = KNN.withAlpha(Double.parseDouble(alpha));
                comparison.row(
                        "item-knn, asymmetric, alpha " + alpha + ", shrinkage 10",
                        ItemKnn.fit(train, SEMANTICS, asymmetric, options.threads()));
            }
            comparison.row("item-knn of the continuation", knn);
        }
        Item2VecModel model = Item2VecTrainer.fit(
                Sequences.histories(train.events(), SEMANTICS),
                train.catalog().tracks(),
                options,
                ProgressListener.none());
        FloatMatrix outputs = model.outputs().orElseThrow();
        HistoryOptions history = HistoryOptions.DEFAULT.withDecay(Decay.NONE);
        if (baselines) {
            comparison.row("item2vec, cosine with the mean", model.scorer(history.withPopularityWeight(0)));
        }
        for (String weight : popularityWeights) {
            TrackScorer prediction = PredictionScorer.of(
                    "item2vec", model.vectors(), outputs, history.withPopularityWeight(Double.parseDouble(weight)));
            comparison.row("item2vec, prediction, popularity " + weight, prediction);
            for (String share : hybridWeights) {
                comparison.row(
                        "hybrid: " + share + " item-knn + item2vec, popularity " + weight,
                        new Blend("hybrid", knn, prediction, Double.parseDouble(share)));
            }
        }
        if (continuation) {
            comparison.row(
                    "PlaylistContinuation, defaults",
                    PlaylistContinuation.fit(
                                    withPlaylists(train),
                                    model.vectors(),
                                    ContinuationOptions.DEFAULT,
                                    UnknownIdPolicy.FAIL,
                                    options.threads())
                            .scorer("continuation"));
        }
        if (baselines) {
            comparison.paired(cosine);
        }
    }

    /** The characters of a part as the playlists that they were. */
    private static Dataset withPlaylists(Dataset train) {
        DatasetBuilder builder = Dataset.builder(train.name());
        IdMap tracks = train.catalog().tracks();
        for (int t = 0; t < tracks.size(); t++) {
            builder.catalog().track(tracks.id(t));
        }
        EventLog events = train.events();
        for (int c = 0; c < events.characterCount(); c++) {
            List<String> ids = new ArrayList<>();
            for (int i = events.start(c); i < events.end(c); i++) {
                ids.add(tracks.id(events.track(i)));
            }
            builder.addPlaylist(Playlist.of(train.profiles().ids().id(c), ids));
        }
        return builder.build();
    }

    private static Split split(Path directory, int validated, long seed) throws IOException {
        Dataset source = DatasetFormats.byName("polimi-2018")
                .read(directory, ReadOptions.strict())
                .dataset();
        Playlists playlists = source.playlists();
        int targetTag = source.catalog().tags().indexOf("target");
        int orderedTag = source.catalog().tags().indexOf("order-known");
        Dataset data = PlaylistsAsCharacters.of(source).dataset();
        IdMap ids = data.profiles().ids();
        return new PlaylistHoldOut(0.22, validated, seed)
                .split(
                        data,
                        c -> playlists.tags().contains(playlists.ids().indexOf(ids.id(c)), targetTag),
                        c -> playlists.tags().contains(playlists.ids().indexOf(ids.id(c)), orderedTag));
    }
}
