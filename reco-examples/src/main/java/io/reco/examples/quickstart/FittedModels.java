package io.reco.examples.quickstart;

import io.reco.core.baseline.Decay;
import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.baseline.PersonalTop;
import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.baseline.TifuKnn;
import io.reco.core.baseline.TifuKnnOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import io.reco.embeddings.HistoryOptions;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The baselines and item2vec, fitted with the training part.
 *
 * @param models in the order of the tables, simplest first
 * @param item2vec the vectors behind the last of them
 * @param fitted how long each took to fit, in the same order
 */
record FittedModels(List<ScoringRecommender> models, Item2VecModel item2vec, List<Fit> fitted) {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;

    /** Name of the model that the showcase uses. */
    static final String SHOWN = "item2vec";

    /** Name of the model that recommends nothing but tracks the character has heard. */
    static final String ONLY_HEARD = "personal-top";

    /** What it took to fit a model. */
    record Fit(String model, Duration time) {}

    /**
     * Fits all.
     *
     * @param train what to fit with, and what is known of each character when it is asked for
     */
    static FittedModels fit(Dataset train, Settings settings, ProgressListener progress) {
        FallbackLadder fallback = FallbackLadder.fit(train, SEMANTICS);
        List<ScoringRecommender> models = new ArrayList<>();
        List<Fit> fits = new ArrayList<>();
        add(models, fits, train, fallback, () -> Popularity.fit(train, SEMANTICS, PopularityOptions.DEFAULT));
        add(models, fits, train, fallback, () -> PersonalTop.fit(train, PersonalTop.DEFAULT_RECENCY));
        ItemKnnOptions knn = train.events().timed()
                ? ItemKnnOptions.DEFAULT
                        .withPair(Decay.ofMillis(Duration.ofDays(30).toMillis()))
                        .withRecency(Decay.ofMillis(Duration.ofDays(30).toMillis()))
                : ItemKnnOptions.DEFAULT;
        add(models, fits, train, fallback, () -> ItemKnn.fit(train, SEMANTICS, knn, settings.threads()));
        add(models, fits, train, fallback, () -> TifuKnn.fit(train, SEMANTICS, TifuKnnOptions.DEFAULT));
        Item2VecOptions options =
                Item2VecOptions.MUSIC.withSeed(settings.seed()).withThreads(settings.threads());
        long start = System.nanoTime();
        Item2VecModel item2vec = Item2VecTrainer.fit(
                Sequences.histories(train.events(), SEMANTICS), train.catalog().tracks(), options, progress);
        models.add(ScoringRecommender.of(
                item2vec.scorer(HistoryOptions.DEFAULT), train, SEMANTICS, fallback, UnknownIdPolicy.FAIL));
        fits.add(new Fit(SHOWN, Duration.ofNanos(System.nanoTime() - start)));
        return new FittedModels(List.copyOf(models), item2vec, List.copyOf(fits));
    }

    private static void add(
            List<ScoringRecommender> models,
            List<Fit> fits,
            Dataset train,
            FallbackLadder fallback,
            Supplier<TrackScorer> fit) {
        long start = System.nanoTime();
        TrackScorer scorer = fit.get();
        fits.add(new Fit(scorer.name(), Duration.ofNanos(System.nanoTime() - start)));
        models.add(ScoringRecommender.of(scorer, train, SEMANTICS, fallback, UnknownIdPolicy.FAIL));
    }

    /** The model of this name. */
    ScoringRecommender model(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
