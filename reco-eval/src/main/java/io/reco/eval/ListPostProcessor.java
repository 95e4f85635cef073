package io.reco.eval;

import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;

/** The second stage: turns a model's candidates into the list that is shown. Thread-safe. */
@FunctionalInterface
public interface ListPostProcessor {
    /** Shows the candidates as they are. */
    ListPostProcessor NONE = (query, candidates) -> candidates;

    /**
     * {@return the list to show; what exceeds the length that is evaluated is cut}
     *
     * @param query the query, whose {@code k} is the number of candidates
     * @param candidates the model's answer
     */
    RecommendationList apply(Query query, RecommendationList candidates);
}
