package io.reco.examples.quickstart;

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
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import io.reco.examples.model.Presets;
import io.reco.transformer.EpochRecord;
import io.reco.transformer.RepeatOptions;
import io.reco.transformer.TrainingSummary;
import io.reco.transformer.TransformerModel;
import io.reco.transformer.TransformerTrainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The baselines, item2vec and a small Transformer, fitted with the training part.
 *
 * @param models in the order of the tables, simplest first; the Transformer is left out where no character has two events
 * @param item2vec the vectors behind the one of that name
 * @param transformer how the Transformer was trained; empty where it is left out
 * @param fitted how long each took to fit, in the same order
 */
record FittedModels(
        List<ScoringRecommender> models,
        Item2VecModel item2vec,
        Optional<TrainingSummary> transformer,
        List<Fit> fitted) {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;

    /** Name of the model that the showcase uses. */
    static final String SHOWN = "item2vec";

    private static final String TRANSFORMER = "transformer";

    /** Name of the model that recommends nothing but tracks the character has heard. */
    static final String ONLY_HEARD = "personal-top";

    /** Tokens that the Transformer is trained on: some ten seconds of one core. */
    private static final long TRANSFORMER_TOKENS = 600_000;

    /** Share of its answers that goes to heard tracks, where these come again. */
    private static final double TRANSFORMER_REPEATS = 0.3;

    /** What it took to fit a model. */
    record Fit(String model, Duration time) {}

    /**
     * Fits all.
     *
     * @param train what to fit with, and what is known of each character when it is asked for
     * @param ordered whether the order of a character's events means something
     */
    static FittedModels fit(Dataset train, boolean ordered, Settings settings, ProgressListener progress) {
        FallbackLadder fallback = FallbackLadder.fit(train, SEMANTICS);
        List<ScoringRecommender> models = new ArrayList<>();
        List<Fit> fits = new ArrayList<>();
        add(models, fits, train, fallback, () -> Popularity.fit(train, SEMANTICS, PopularityOptions.DEFAULT));
        add(models, fits, train, fallback, () -> PersonalTop.fit(train, PersonalTop.DEFAULT_RECENCY));
        ItemKnnOptions knn = Presets.itemKnn(train, ordered);
        add(models, fits, train, fallback, () -> ItemKnn.fit(train, SEMANTICS, knn, settings.threads()));
        add(models, fits, train, fallback, () -> TifuKnn.fit(train, SEMANTICS, TifuKnnOptions.DEFAULT));
        long start = System.nanoTime();
        Item2VecModel item2vec = Item2VecTrainer.fit(
                Presets.sequences(train),
                train.catalog().tracks(),
                Presets.item2vec(ordered).withSeed(settings.seed()).withThreads(settings.threads()),
                progress);
        models.add(ScoringRecommender.of(
                item2vec.scorer(Presets.history(train, ordered)), train, SEMANTICS, fallback, UnknownIdPolicy.FAIL));
        fits.add(new Fit(SHOWN, Duration.ofNanos(System.nanoTime() - start)));
        Optional<TrainingSummary> trained = Optional.empty();
        if (hasSequences(train)) {
            start = System.nanoTime();
            TransformerModel transformer = transformer(train, settings, progress);
            double repeats = Protocol.repetitive(train.events()) ? TRANSFORMER_REPEATS : 0;
            TrackScorer scorer = transformer.scorer(train.catalog().tracks()).withRepeats(RepeatOptions.of(repeats));
            models.add(ScoringRecommender.of(scorer, train, SEMANTICS, fallback, UnknownIdPolicy.FAIL));
            fits.add(new Fit(scorer.name(), Duration.ofNanos(System.nanoTime() - start)));
            trained = Optional.of(transformer.training());
        }
        return new FittedModels(List.copyOf(models), item2vec, trained, List.copyOf(fits));
    }

    private static boolean hasSequences(Dataset train) {
        return IntStream.range(0, train.events().characterCount())
                .anyMatch(c ->
                        IntStream.range(train.events().start(c), train.events().end(c))
                                        .filter(i -> SEMANTICS.isPositive(train.events(), i))
                                        .limit(2)
                                        .count()
                                == 2);
    }

    private static TransformerModel transformer(Dataset train, Settings settings, ProgressListener progress) {
        return TransformerTrainer.of(
                        Presets.transformer(train),
                        Presets.transformerTraining(train, TRANSFORMER_TOKENS, settings.threads(), settings.seed()))
                .withSemantics(SEMANTICS)
                .withProgress(progress)
                .fit(train);
    }

    /** Mean loss by epoch of the models that are trained in epochs, in nats; losses of different models are of different things. */
    Map<String, List<Double>> losses() {
        Map<String, List<Double>> losses = new LinkedHashMap<>();
        losses.put(SHOWN, item2vec.training().epochLoss());
        transformer.ifPresent(t -> losses.put(
                TRANSFORMER, t.epochs().stream().map(EpochRecord::loss).toList()));
        return losses;
    }

    /** The validation metric of the Transformer by epoch; empty where none validated. */
    Map<String, List<Double>> validation() {
        Map<String, List<Double>> metrics = new LinkedHashMap<>();
        transformer
                .filter(t -> t.validated() > 0)
                .ifPresent(t -> metrics.put(
                        TRANSFORMER,
                        t.epochs().stream().map(EpochRecord::metric).toList()));
        return metrics;
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
