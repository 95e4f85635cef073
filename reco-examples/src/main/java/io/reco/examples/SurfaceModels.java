package io.reco.examples;

import static java.util.Objects.requireNonNull;

import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.PersonalTop;
import io.reco.core.baseline.Popularity;
import io.reco.core.baseline.PopularityOptions;
import io.reco.core.baseline.TifuKnn;
import io.reco.core.baseline.TifuKnnOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.embeddings.TrackVectors;
import io.reco.embeddings.item2vec.Item2VecModel;
import io.reco.embeddings.item2vec.Item2VecTrainer;
import io.reco.examples.model.Presets;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.diversity.TrackSimilarity;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What surface files may name on the command line: models that are fitted with the data when a surface first asks them, models
 * that were trained before, and the similarity of tracks by vectors of item2vec.
 */
final class SurfaceModels {
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;
    private static final String ITEM2VEC = "item2vec";

    private final Dataset data;
    private final Lazy<FallbackLadder> fallback;
    private final Lazy<Item2VecModel> item2vec;
    private final Map<String, Supplier<TrackScorer>> scorers = new LinkedHashMap<>();
    private final PrintWriter err;

    private SurfaceModels(
            Dataset data,
            boolean ordered,
            Map<String, TrainedModels.Trained> trained,
            int threads,
            long seed,
            PrintWriter err) {
        this.data = data;
        this.err = err;
        fallback = new Lazy<>(() -> FallbackLadder.fit(data, SEMANTICS));
        item2vec = new Lazy<>(() -> Item2VecTrainer.fit(
                Presets.sequences(data),
                data.catalog().tracks(),
                Presets.item2vec(ordered).withThreads(threads).withSeed(seed),
                Progress.to(err)));
        scorers.put("popularity", () -> Popularity.fit(data, SEMANTICS, PopularityOptions.DEFAULT));
        scorers.put("personal-top", () -> PersonalTop.fit(data, PersonalTop.DEFAULT_RECENCY));
        scorers.put("item-knn", () -> ItemKnn.fit(data, SEMANTICS, Presets.itemKnn(data, ordered), threads));
        scorers.put("tifu-knn", () -> TifuKnn.fit(data, SEMANTICS, TifuKnnOptions.DEFAULT));
        scorers.put(ITEM2VEC, () -> item2vec.get().scorer(Presets.history(data, ordered)));
        trained.forEach((name, model) -> scorers.put(name, model::scorer));
    }

    /** The names of all sources, for help texts. */
    static final String NAMES = "popularity, personal-top, item-knn, tifu-knn, item2vec";

    /**
     * Models of a data set.
     *
     * @param data what they are fitted with, and what rules look at
     * @param ordered whether the order of a character's events is that of time
     * @param trained models by name, each in place of one of that name that would be fitted
     */
    static SurfaceResources resources(
            Dataset data,
            boolean ordered,
            Map<String, TrainedModels.Trained> trained,
            int threads,
            long seed,
            PrintWriter err) {
        SurfaceModels models = new SurfaceModels(data, ordered, trained, threads, seed, err);
        io.reco.rerank.Popularity counts =
                io.reco.rerank.Popularity.of(data.events(), data.catalog().trackCount(), SEMANTICS);
        SurfaceResources resources = SurfaceResources.of(RuleContexts.of(data, counts));
        for (String name : models.scorers.keySet()) {
            resources = resources.withSource(models.recommender(name, trained.containsKey(name)));
        }
        Map<String, Supplier<TrackVectors>> vectors = new LinkedHashMap<>();
        vectors.put(ITEM2VEC, () -> models.item2vec.get().vectors());
        trained.forEach((name, model) -> model.vectors().ifPresent(v -> vectors.put(name, () -> v)));
        for (Map.Entry<String, Supplier<TrackVectors>> entry : vectors.entrySet()) {
            resources = resources.withSimilarity(
                    entry.getKey(),
                    new LazySimilarity(() -> similarity(entry.getValue().get())));
        }
        return resources;
    }

    /**
     * Resources without data, which know all names and answer nothing.
     *
     * @param trained names of models that were trained before
     * @param similarities those of them that have vectors
     */
    static SurfaceResources names(Set<String> trained, Set<String> similarities) {
        SurfaceResources names = SurfaceResources.of(
                RuleContexts.of(Dataset.builder("names").build(), io.reco.rerank.Popularity.none()));
        Set<String> sources = new LinkedHashSet<>(List.of(NAMES.split(", ")));
        sources.addAll(trained);
        for (String source : sources) {
            names = names.withSource(source, query -> k -> {
                throw new IllegalStateException("source '" + source + "' has no data");
            });
        }
        Set<String> vectors = new LinkedHashSet<>(similarities);
        vectors.add(ITEM2VEC);
        for (String similarity : vectors) {
            names = names.withSimilarity(similarity, TrackSimilarity.cosine(new float[0], 1));
        }
        return names;
    }

    /** Tracks without a vector are like nothing. */
    private static TrackSimilarity similarity(TrackVectors vectors) {
        int dimension = vectors.dimension();
        float[] rows = new float[vectors.tracks().size() * dimension];
        for (int row = 0; row < vectors.rows(); row++) {
            System.arraycopy(vectors.vector(row), 0, rows, vectors.track(row) * dimension, dimension);
        }
        return TrackSimilarity.cosine(rows, dimension);
    }

    private Recommender recommender(String name, boolean trained) {
        Lazy<Recommender> fitted = new Lazy<>(() -> {
            if (!trained) {
                err.println("Fitting " + name + " ...");
            }
            TrackScorer scorer = requireNonNull(scorers.get(name)).get();
            return ScoringRecommender.of(scorer, data, SEMANTICS, fallback.get(), UnknownIdPolicy.FAIL);
        });
        UnaryOperator<RecommendationList> named =
                list -> named(list, fitted.get().name(), name);
        return new Recommender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public RecommendationList recommend(Query query) {
                return named.apply(fitted.get().recommend(query));
            }

            @Override
            public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
                return fitted.get().recommendAll(queries, threads).stream()
                        .map(named)
                        .toList();
            }
        };
    }

    /** Tracks of the model are said to be from the source; those that the fallback filled in keep where they are from. */
    private static RecommendationList named(RecommendationList list, String model, String source) {
        if (model.equals(source)) {
            return list;
        }
        return list.withItems(list.items().stream()
                .map(item ->
                        item.source().equals(model) ? new Recommendation(item.trackId(), item.score(), source) : item)
                .toList());
    }

    /** A similarity that is made when first asked. */
    private static final class LazySimilarity implements TrackSimilarity {
        private final Lazy<TrackSimilarity> made;

        LazySimilarity(Supplier<TrackSimilarity> maker) {
            made = new Lazy<>(maker);
        }

        @Override
        public double similarity(int t, int u) {
            return made.get().similarity(t, u);
        }

        @Override
        public Among among(int[] tracks) {
            return made.get().among(tracks);
        }
    }

    /** Made when first asked for. Thread-safe. */
    private static final class Lazy<T> implements Supplier<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized T get() {
            T value = made;
            if (value == null) {
                value = maker.get();
                made = value;
            }
            return value;
        }
    }
}
