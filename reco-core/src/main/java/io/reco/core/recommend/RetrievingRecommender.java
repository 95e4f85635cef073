package io.reco.core.recommend;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.parallel.Parallel;
import io.reco.core.parallel.Pool;
import io.reco.core.vector.SearchHits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Makes a {@link Recommender} of a {@link TrackRetriever}: histories, exclusions, fallback and order are those of
 * {@link ScoringRecommender}, whose documentation holds here too. It needs no score for every track: a query costs one retrieval and
 * one bit per track, kept between calls.
 *
 * <p>{@link #recommendAll} hands {@value #BATCH} queries at a time to the retriever.
 *
 * <p>Immutable to its callers and thread-safe.
 */
public final class RetrievingRecommender implements Recommender {
    /** Queries that are retrieved together. */
    static final int BATCH = 64;

    private final TrackRetriever retriever;
    private final FallbackLadder fallback;
    private final QueryResolver resolver;
    private final IdMap tracks;
    private final Pool<BitSet> bitSets;

    private RetrievingRecommender(TrackRetriever retriever, FallbackLadder fallback, QueryResolver resolver) {
        this.retriever = retriever;
        this.fallback = fallback;
        this.resolver = resolver;
        this.tracks = retriever.tracks();
        this.bitSets = new Pool<>(() -> new BitSet(tracks.size()));
    }

    /**
     * A recommender; parameters as of {@link ScoringRecommender#of(TrackScorer, Dataset, EventSemantics, FallbackLadder,
     * UnknownIdPolicy)}.
     *
     * @throws IllegalArgumentException if the three do not have the same tracks at the same indices
     */
    public static RetrievingRecommender of(
            TrackRetriever retriever,
            Dataset train,
            EventSemantics semantics,
            FallbackLadder fallback,
            UnknownIdPolicy unknownIds) {
        IdMap tracks = train.catalog().tracks();
        ScoringRecommender.checkTracks("model '" + retriever.name() + "'", retriever.tracks(), tracks);
        ScoringRecommender.checkTracks("fallback", fallback.tracks(), tracks);
        return new RetrievingRecommender(
                retriever, fallback, new QueryResolver(retriever.name(), train, semantics, unknownIds));
    }

    @Override
    public String name() {
        return retriever.name();
    }

    @Override
    public RecommendationList recommend(Query query) {
        QueryResolver.Resolution resolution = resolver.resolve(query);
        BitSet taken = barred(resolution);
        try {
            Optional<SearchHits> hits = retriever.retrieve(resolution.query(), query.k(), track -> !taken.get(track));
            return answer(query, resolution, hits, taken);
        } finally {
            bitSets.give(taken);
        }
    }

    @Override
    public List<RecommendationList> recommendAll(List<Query> queries, int threads) {
        RecommendationList[] answers = new RecommendationList[queries.size()];
        int batches = (queries.size() + BATCH - 1) / BATCH;
        Parallel.run(threads, batches, () -> this, (self, batch) -> {
            int from = batch * BATCH;
            self.answerAll(queries, from, Math.min(queries.size(), from + BATCH), answers);
        });
        return List.copyOf(Arrays.asList(answers));
    }

    private void answerAll(List<Query> queries, int from, int to, RecommendationList[] answers) {
        List<QueryResolver.Resolution> resolutions = new ArrayList<>(to - from);
        List<BitSet> taken = new ArrayList<>(to - from);
        try {
            int k = 1;
            for (int i = from; i < to; i++) {
                resolutions.add(resolver.resolve(queries.get(i)));
                taken.add(barred(resolutions.get(i - from)));
                k = Math.max(k, queries.get(i).k());
            }
            List<Optional<SearchHits>> hits = retriever.retrieveAll(
                    resolutions.stream().map(QueryResolver.Resolution::query).toList(),
                    k,
                    (query, track) -> !taken.get(query).get(track));
            for (int i = 0; i < hits.size(); i++) {
                answers[from + i] = answer(queries.get(from + i), resolutions.get(i), hits.get(i), taken.get(i));
            }
        } catch (RuntimeException e) {
            nameTheFailing(queries, from, to);
            throw e;
        } finally {
            taken.forEach(bitSets::give);
        }
    }

    /** Something in a batch failed: answers its queries one after the other to find out which. */
    private void nameTheFailing(List<Query> queries, int from, int to) {
        for (int i = from; i < to; i++) {
            try {
                RecommendationList unused = recommend(queries.get(i));
            } catch (RuntimeException e) {
                throw new QueryFailedException(i, queries.get(i), e);
            }
        }
    }

    /** The query in indices, for explanations of this recommender's answers. */
    ResolvedQuery resolve(Query query) {
        return resolver.resolve(query).query();
    }

    TrackRetriever retriever() {
        return retriever;
    }

    private BitSet barred(QueryResolver.Resolution resolution) {
        BitSet taken = bitSets.take();
        taken.clear();
        for (int t : resolution.barred()) {
            taken.set(t);
        }
        return taken;
    }

    private RecommendationList answer(
            Query query, QueryResolver.Resolution resolution, Optional<SearchHits> hits, BitSet taken) {
        ListAssembler list = new ListAssembler(tracks, query.k(), taken);
        hits.ifPresent(found -> list.addModel(retriever.name(), retriever.basis(), found));
        int fromModel = list.size();
        if (!list.full()) {
            for (FallbackLadder.Rung rung : fallback.rungs(resolution.query())) {
                list.addRung(rung);
            }
        }
        return new RecommendationList(
                query.characterId(), list.items(), list.basis(), list.size() - fromModel, resolution.unknownIds());
    }
}
