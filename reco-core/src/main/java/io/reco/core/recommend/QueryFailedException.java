package io.reco.core.recommend;

/** A query of a batch failed; the cause is what {@link Recommender#recommend} throws for it alone. */
public final class QueryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /** Names the position, the query and what went wrong. */
    public QueryFailedException(int index, Query query, RuntimeException cause) {
        super("query " + index + " (" + describe(query) + "): " + cause.getMessage(), cause);
        this.index = index;
    }

    private static String describe(Query query) {
        return query.characterId().map(id -> "character '" + id + "'").orElse("no character") + ", k " + query.k();
    }

    /** Position of the query in the batch, from 0. */
    public int index() {
        return index;
    }
}
