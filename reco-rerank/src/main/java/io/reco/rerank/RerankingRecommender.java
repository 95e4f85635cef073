package io.reco.rerank;

import io.reco.core.parallel.Parallel;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.QueryFailedException;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model with rules after it, as one {@link Recommender}: the two stages together. Answers are in the order the rules made,
 * which need not be that of the scores. Thread-safe when its parts are.
 */
public final class RerankingRecommender implements Recommender {
    /** Queries answered by the model at a time in a batch; bounds the memory for candidates. */
    private static final int CHUNK = 4096;

    private final String name;
    private final Recommender model;
    private final RulePipeline pipeline;
    private final RuleContexts contexts;
    private final int depth;
    private final Consumer<Reranked> observer;

    /**
     * The two stages.
     *
     * @param name short name for tables
     * @param model the first stage
     * @param pipeline the second stage
     * @param contexts what the rules may look at; made to look back as far as the rules do
     * @param depth number of candidates to begin with; raised to k, doubled as often as it takes
     * @param observer told of every list made, from any thread: {@link RuleTotals}, a store of traces
     */
    public RerankingRecommender(
            String name,
            Recommender model,
            RulePipeline pipeline,
            RuleContexts contexts,
            int depth,
            Consumer<Reranked> observer) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth " + depth + " is not 1 or above");
        }
        this.name = name;
        this.model = model;
        this.pipeline = pipeline;
        this.contexts = contexts.lookingBack(pipeline.lookbackMillis());
        this.depth = depth;
        this.observer = observer;
    }

    /** The two stages, with nobody told. */
    public static RerankingRecommender of(Recommender model, RulePipeline pipeline, RuleContexts contexts, int depth) {
        return new RerankingRecommender(model.name() + "+rules", model, pipeline, contexts, depth, list -> {});
    }

    @Override
    public String name() {
        return name;
    }

    /** The list for a query with everything that is known about it; the observer is not told. */
    public Reranked rerank(Query query) {
        return new Request(query, null).list;
    }

    @Override
    public RecommendationList recommend(Query query) {
        return answer(new Request(query, null));
    }

    @Override
    public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is not 1 or above");
        }
        List<RecommendationList> answers = new ArrayList<>(queries.size());
        for (int from = 0; from < queries.size(); from += CHUNK) {
            List<Query> chunk = queries.subList(from, Math.min(queries.size(), from + CHUNK));
            try {
                answers.addAll(chunk(chunk, threads));
            } catch (QueryFailedException e) {
                RuntimeException cause = e.getCause() instanceof RuntimeException own ? own : e;
                throw new QueryFailedException(from + e.index(), chunk.get(e.index()), cause);
            }
        }
        return answers;
    }

    private List<RecommendationList> chunk(List<Query> queries, int threads) {
        List<RecommendationList> first = model.recommendAll(
                queries.stream().map(query -> query.withK(firstDepth(query))).toList(), threads);
        RecommendationList[] answers = new RecommendationList[queries.size()];
        Parallel.run(threads, answers.length, () -> answers, (out, i) -> {
            try {
                out[i] = answer(new Request(queries.get(i), first.get(i)));
            } catch (RuntimeException e) {
                throw new QueryFailedException(i, queries.get(i), e);
            }
        });
        return List.of(answers);
    }

    private int firstDepth(Query query) {
        return Math.max(depth, query.k());
    }

    private RecommendationList answer(Request request) {
        observer.accept(request.list);
        RecommendationList candidates = request.candidates;
        int firstFilled = candidates.size() - candidates.filled();
        int filled = 0;
        for (int p = 0; p < request.list.size(); p++) {
            int candidate = request.list.candidate(p);
            filled += candidate >= firstFilled && candidate < candidates.size() ? 1 : 0;
        }
        return new RecommendationList(
                candidates.characterId(), request.list.items(), candidates.basis(), filled, candidates.unknownIds());
    }

    /** One query on its way through both stages. */
    private final class Request {
        private final Reranked list;
        private RecommendationList candidates;

        Request(Query query, @Nullable RecommendationList first) {
            candidates = first == null ? model.recommend(query.withK(firstDepth(query))) : first;
            int[] asked = {firstDepth(query)};
            list = pipeline.apply(
                    n -> {
                        if (n != asked[0]) {
                            asked[0] = n;
                            candidates = model.recommend(query.withK(n));
                        }
                        return Candidates.of(candidates, contexts.tracks());
                    },
                    contexts.of(query),
                    query.k(),
                    depth);
        }
    }
}
