package io.reco.core.recommend;

import io.reco.core.data.IdMap;
import io.reco.core.vector.BatchRowFilter;
import io.reco.core.vector.RowFilter;
import io.reco.core.vector.SearchHits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a recommender that differs from model to model, for models that find the best tracks without a score for every
 * one: the counterpart of {@link TrackScorer} for large catalogues. {@code RetrievingRecommender} makes a {@link Recommender} of it.
 *
 * <p>Implementations are thread-safe.
 */
public interface TrackRetriever extends TrackModel {
    /** Tracks by index; the rows of hits are tracks of this map. */
    @Override
    IdMap tracks();

    /**
     * The best eligible tracks for one query: k of them whenever the model has an opinion on so many, otherwise all; score
     * descending, then id ascending by code point.
     *
     * @param k 1 or above
     * @param eligible tracks that may come back; must be asked before hits are cut to k
     * @return empty if the model knows nothing about this query
     */
    Optional<SearchHits> retrieve(ResolvedQuery query, int k, RowFilter eligible);

    /**
     * The same for several queries, in their order: answers equal those of {@link #retrieve}, which is what this does unless an
     * implementation knows better.
     *
     * @param queries on one thread
     * @param k number wanted for each; hits beyond what a query asks for are cut off by the caller
     * @param eligible by place of the query and track
     */
    default List<Optional<SearchHits>> retrieveAll(List<ResolvedQuery> queries, int k, BatchRowFilter eligible) {
        List<Optional<SearchHits>> answers = new ArrayList<>(queries.size());
        for (int i = 0; i < queries.size(); i++) {
            int place = i;
            answers.add(retrieve(queries.get(i), k, track -> eligible.accepts(place, track)));
        }
        return answers;
    }

    /** {@inheritDoc} A retrieval in which no other track is eligible; a model that can do with less says so here. */
    @Override
    default float scoreOf(ResolvedQuery query, int track) {
        return retrieve(query, 1, t -> t == track)
                .filter(hits -> hits.size() > 0)
                .map(hits -> hits.score(0))
                .orElse(Float.NEGATIVE_INFINITY);
    }
}
