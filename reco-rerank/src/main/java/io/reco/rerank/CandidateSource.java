package io.reco.rerank;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommender;

/**
 * Candidates on demand: where a pipeline pulls deeper from when its rules leave fewer than k. Asked for more, a source
 * gives what it gave before and more.
 */
@FunctionalInterface
public interface CandidateSource {
    /**
     * The best candidates.
     *
     * @param n number wanted, 1 or above
     * @return {@code n} candidates, or fewer when there are no more
     */
    Candidates top(int n);

    /**
     * The answers of a recommender to one query.
     *
     * @param recommender the model
     * @param query the query; its k is replaced by the depth asked for
     * @param tracks the tracks of the catalogue the rules work with
     */
    static CandidateSource of(Recommender recommender, Query query, IdMap tracks) {
        return n -> Candidates.of(recommender.recommend(query.withK(n)), tracks);
    }
}
