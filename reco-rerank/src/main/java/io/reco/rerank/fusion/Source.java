package io.reco.rerank.fusion;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommender;
import io.reco.rerank.CandidateSource;
import java.util.function.IntFunction;

/**
 * One of several sources of a request.
 *
 * @param name name for traces and reasons, not empty
 * @param lists the best n, or fewer when there are no more, for a number n; asked for more, it gives what it gave before
 *     and more
 */
public record Source(String name, IntFunction<Ranked> lists) {
    /** Candidates by score and id. */
    public static Source of(String name, double weight, CandidateSource source, IdMap tracks) {
        Ranked.requireSource(name, weight);
        return new Source(name, n -> Ranked.of(name, weight, source.top(n), tracks));
    }

    /** The answers of a model to a query, in their own order, tracks filled in by its fallback included. */
    public static Source of(double weight, Recommender model, Query query, IdMap tracks) {
        Ranked.requireSource(model.name(), weight);
        return new Source(model.name(), n -> Ranked.of(model.name(), weight, model.recommend(query.withK(n)), tracks));
    }
}
