package io.reco.core.recommend;

import java.util.List;

/**
 * Recommends tracks to characters. Fitted before it is handed out; afterwards immutable to its callers and thread-safe.
 *
 * <p>For every query:
 * <ul>
 *   <li>exactly {@code k} tracks come back whenever {@code k} eligible ones are known, otherwise all of them;
 *   <li>no excluded track, and with {@code unseenOnly} no track of the history, is among them;
 *   <li>a model orders them by score descending, then id ascending by code point, and rules after it may place them otherwise; equal
 *       queries get equal answers;
 *   <li>a character that the model has not seen is served from the history in the query; one of whom nothing is known gets
 *       the documented fallback, and {@link RecommendationList#basis} says so;
 *   <li>ids that the model does not know are treated by its {@link UnknownIdPolicy} and counted.
 * </ul>
 */
public interface Recommender {
    /** Short name for tables: {@code "item-knn"}. */
    String name();

    /**
     * Answers one query.
     *
     * @throws UnknownIdException if an id (character, history, exclusions) is unknown and the policy says to fail, also when
     *     the query brings a history along
     */
    RecommendationList recommend(Query query);

    /**
     * Answers many queries on several threads; the answers are those of {@link #recommend}, in the order of the queries.
     *
     * @param threads number of threads, 1 or above
     * @throws QueryFailedException if a query fails: the first one in the order of the queries, with its position and its own
     *     exception as the cause
     */
    List<RecommendationList> recommendAll(List<Query> queries, int threads);
}
