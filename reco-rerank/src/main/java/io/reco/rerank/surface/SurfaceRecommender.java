package io.reco.rerank.surface;

import io.reco.core.parallel.Parallel;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.QueryFailedException;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.rerank.Reranked;
import io.reco.rerank.config.SourceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A surface as a {@link Recommender}: its sources are asked, fused and re-ranked, and asked for more until k tracks are
 * placed. So it can be served, evaluated and compared like any model. Answers are in the order the rules made, which need not
 * be that of the scores. Every answer is made by one version of the surface from beginning to end. Thread-safe when the
 * resources of the surface are.
 */
public final class SurfaceRecommender implements Recommender {
    /** Queries answered by the models at a time in a batch; bounds the memory for candidates. */
    private static final int CHUNK = 4096;

    private final Supplier<Surface> surface;
    private final Consumer<Reranked> observer;
    /** Empty: that of the surface. */
    private final String name;

    private SurfaceRecommender(Supplier<Surface> surface, String name, Consumer<Reranked> observer) {
        this.surface = surface;
        this.name = name;
        this.observer = observer;
    }

    /** A surface that stays as it is. */
    public static SurfaceRecommender of(Surface surface) {
        return new SurfaceRecommender(() -> surface, "", list -> {});
    }

    /** Whatever surface the holder holds when a query comes. */
    public static SurfaceRecommender of(SurfaceHolder holder) {
        return new SurfaceRecommender(holder, "", list -> {});
    }

    /** A copy that tells of every answer, from any thread: {@code RuleTotals}, a store of impressions. */
    public SurfaceRecommender withObserver(Consumer<Reranked> newObserver) {
        return new SurfaceRecommender(surface, name, newObserver);
    }

    /** A copy with a name for tables, where two versions of a surface are compared. */
    public SurfaceRecommender withName(String newName) {
        return new SurfaceRecommender(surface, newName, observer);
    }

    /** The name of the surface, unless it was given another. */
    @Override
    public String name() {
        return name.isEmpty() ? surface.get().config().name() : name;
    }

    /** The list for a query with everything that is known about it; the observer is not told. */
    public Reranked rerank(Query query) {
        return new SurfaceRequest(surface.get(), query, List.of()).list();
    }

    @Override
    public RecommendationList recommend(Query query) {
        return answer(new SurfaceRequest(surface.get(), query, List.of()));
    }

    private RecommendationList answer(SurfaceRequest request) {
        observer.accept(request.list());
        return request.answer();
    }

    /** All answers are made by one version of the surface. */
    @Override
    public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
        List<RecommendationList> answers = new ArrayList<>(queries.size());
        forEach(queries, threads, request -> answers.add(request.answer()), request -> observer.accept(request.list()));
        return answers;
    }

    /** The lists of many queries, told one after the other in their order. */
    void rerankAll(List<Query> queries, int threads, Consumer<Reranked> sink) {
        forEach(queries, threads, request -> sink.accept(request.list()), request -> {});
    }

    private void forEach(
            List<Query> queries, int threads, Consumer<SurfaceRequest> inOrder, Consumer<SurfaceRequest> atOnce) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is not 1 or above");
        }
        Surface version = surface.get();
        for (int from = 0; from < queries.size(); from += CHUNK) {
            List<Query> chunk = queries.subList(from, Math.min(queries.size(), from + CHUNK));
            SurfaceRequest[] requests = new SurfaceRequest[chunk.size()];
            try {
                List<@Nullable List<RecommendationList>> first = firstAnswers(version, chunk, threads);
                Parallel.run(threads, requests.length, () -> requests, (out, i) -> {
                    try {
                        List<@Nullable RecommendationList> own = new ArrayList<>();
                        first.forEach(answers -> own.add(answers == null ? null : answers.get(i)));
                        out[i] = new SurfaceRequest(version, chunk.get(i), own);
                        atOnce.accept(out[i]);
                    } catch (RuntimeException e) {
                        throw new QueryFailedException(i, chunk.get(i), e);
                    }
                });
            } catch (QueryFailedException e) {
                RuntimeException cause = e.getCause() instanceof RuntimeException own ? own : e;
                throw new QueryFailedException(from + e.index(), chunk.get(e.index()), cause);
            }
            for (SurfaceRequest request : requests) {
                inOrder.accept(request);
            }
        }
    }

    /** The answers of each source that is a model, asked as a batch; null for one that is none. */
    private static List<@Nullable List<RecommendationList>> firstAnswers(
            Surface surface, List<Query> queries, int threads) {
        List<@Nullable List<RecommendationList>> answers = new ArrayList<>();
        List<SourceConfig> sources = surface.config().sources();
        for (int s = 0; s < sources.size(); s++) {
            int source = s;
            Optional<Recommender> model =
                    surface.resources().model(sources.get(s).name());
            answers.add(
                    model.isEmpty()
                            ? null
                            : model.get()
                                    .recommendAll(
                                            queries.stream()
                                                    .map(query -> query.withK(
                                                            SurfaceRequest.firstDepth(surface, query, source)))
                                                    .toList(),
                                            threads));
        }
        return answers;
    }
}
